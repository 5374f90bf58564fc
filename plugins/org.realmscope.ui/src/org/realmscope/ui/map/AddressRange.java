package org.realmscope.ui.map;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Consecutive addresses.
 *
 * @param base the first
 * @param end  the first behind them
 */
public record AddressRange(long base, long end) {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    public AddressRange {
        if (base < 0 || end < base) {
            throw new IllegalArgumentException("no range: " + hex(base) + " to " + hex(end));
        }
    }

    /** A range as the protocol writes its ends. */
    public static AddressRange of(String base, String end) {
        return new AddressRange(parse(base), parse(end));
    }

    /** The page that an address is in. */
    public static AddressRange page(long address) {
        long base = address & -0x1000L;
        return new AddressRange(base, base + 0x1000);
    }

    /** A hexadecimal text with {@code 0x}, or a decimal one, as a number. Underscores do not count. */
    public static long parse(String text) {
        String digits = text.replace("_", "");
        return digits.startsWith("0x") || digits.startsWith("0X")
                ? Long.parseUnsignedLong(digits.substring(2), 16)
                : Long.parseLong(digits);
    }

    /** An address as the protocol writes it. */
    public static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }

    /** A number of bytes in the largest unit that it has one of, with at most two decimals. */
    public static String size(long bytes) {
        int unit = 0;
        while (unit < UNITS.length - 1 && bytes >> 10 * (unit + 1) != 0) {
            unit++;
        }
        BigDecimal value = BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(1L << 10 * unit), 2, RoundingMode.DOWN);
        return value.stripTrailingZeros().toPlainString() + " " + UNITS[unit];
    }

    /** The number of bytes. */
    public long length() {
        return end - base;
    }

    /** Whether an address is one of them. */
    public boolean contains(long address) {
        return base <= address && address < end;
    }

    /** Whether both have addresses in common. */
    public boolean intersects(AddressRange other) {
        return base < other.end && other.base < end;
    }

    /** What both have in common; null if nothing. */
    public @Nullable AddressRange intersection(AddressRange other) {
        return intersects(other) ? new AddressRange(Math.max(base, other.base), Math.min(end, other.end)) : null;
    }

    /** All from the first of both to the last of both. */
    public AddressRange union(AddressRange other) {
        return new AddressRange(Math.min(base, other.base), Math.max(end, other.end));
    }

    /** The first address as the protocol writes it. */
    public String baseText() {
        return hex(base);
    }

    /** The first address behind them, as the protocol writes it. */
    public String endText() {
        return hex(end);
    }

    /** Their number for people. */
    public String sizeText() {
        return size(length());
    }

    @Override
    public String toString() {
        return baseText() + "\u2013" + hex(Math.max(base, end - 1));
    }
}
