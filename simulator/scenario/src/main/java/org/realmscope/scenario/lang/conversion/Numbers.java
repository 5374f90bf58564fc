package org.realmscope.scenario.lang.conversion;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as people write them: decimal or hexadecimal, with underscores, with a unit. */
public final class Numbers {
    /** Units, each 2^10 times the one before it. */
    public static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private static final Pattern UNIT = Pattern.compile("(?i)[kmgt]i?b?|bytes?");
    private static final int UNIT_SHIFT = 10;
    private static final int HEXADECIMAL = 16;
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(Long.SIZE);
    private static final BigInteger LOWEST =
            BigInteger.ONE.shiftLeft(Long.SIZE - 1).negate();

    private Numbers() {}

    /**
     * The number that {@code text} says, as 64 bits.
     *
     * @throws NumberFormatException with a message for the user
     */
    public static long parse(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative ? text.substring(1).strip() : text.strip();
        int digitsEnd = rest.length();
        int shift = 0;
        for (int i = UNITS.size() - 1; i >= 0; i--) {
            if (rest.endsWith(UNITS.get(i)) && !isHexadecimalDigit(rest, i)) {
                digitsEnd -= UNITS.get(i).length();
                shift = i * UNIT_SHIFT;
                break;
            }
        }
        BigInteger number = digits(rest.substring(0, digitsEnd).strip()).shiftLeft(shift);
        BigInteger signed = negative ? number.negate() : number;
        if (signed.compareTo(LIMIT) >= 0 || signed.compareTo(LOWEST) < 0) {
            throw new NumberFormatException(text + " does not fit into 64 bits");
        }
        return signed.longValue();
    }

    /** The unit that {@code word}, which stands behind a number, is probably meant to be: units are binary. */
    public static Optional<String> unitMeant(String word) {
        if (!UNIT.matcher(word).matches()) {
            return Optional.empty();
        }
        String letter = word.substring(0, 1).toUpperCase(Locale.ROOT);
        return Optional.of(letter.equals("B") ? letter : letter + "iB");
    }

    /** The digits of a hexadecimal number without prefix and underscores, leading zeros included. */
    public static String hexadecimalDigits(String text) {
        return text.substring(Math.min(2, text.length())).replace("_", "");
    }

    public static boolean isHexadecimal(String text) {
        return text.startsWith("0x") || text.startsWith("0X");
    }

    /** {@code value} as an address is written: hexadecimal, groups of four digits. */
    public static String address(long value) {
        String digits = Long.toHexString(value);
        StringBuilder text = new StringBuilder("0x");
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 4 == 0) {
                text.append('_');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /** {@code value} bytes in the largest unit that divides it. */
    public static String size(long value) {
        int unit = 0;
        long number = value;
        while (number != 0 && number % (1L << UNIT_SHIFT) == 0 && unit < UNITS.size() - 1) {
            number >>>= UNIT_SHIFT;
            unit++;
        }
        return Long.toUnsignedString(number) + " " + UNITS.get(unit);
    }

    /** In {@code 0x10B} the B is a digit; with a space before it, it is the unit. */
    private static boolean isHexadecimalDigit(String text, int unit) {
        return unit == 0
                && isHexadecimal(text)
                && text.length() > 1
                && !Character.isWhitespace(text.charAt(text.length() - 2));
    }

    private static BigInteger digits(String text) {
        boolean hexadecimal = isHexadecimal(text);
        String digits = (hexadecimal ? text.substring(2) : text).replace("_", "");
        if (digits.isEmpty()) {
            throw new NumberFormatException(text + " has no digits");
        }
        return new BigInteger(digits, hexadecimal ? HEXADECIMAL : 10);
    }
}
