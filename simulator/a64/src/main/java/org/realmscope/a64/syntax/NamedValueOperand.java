package org.realmscope.a64.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.realmscope.a64.encoding.Field;
import org.realmscope.a64.encoding.Pattern;

/**
 * A field whose values have names, such as {@code <barrier:CRm>} of DMB and DSB, {@code <isb:CRm>} or {@code
 * <bti:op2>}. Values without a name are written as a number.
 */
final class NamedValueOperand implements Operand {
    private static final List<String> BARRIERS = Arrays.asList(
            "", "oshld", "oshst", "osh", "", "nshld", "nshst", "nsh", "", "ishld", "ishst", "ish", "", "ld", "st",
            "sy");
    private static final int FULL_SYSTEM = 15;
    private static final List<String> BRANCH_TARGETS = Arrays.asList("", "c", "j", "jc");

    private final Field field;
    private final List<String> names;
    private final int numberDigits;
    private final int defaultValue;

    /**
     * A field with names, whose value is 0 when the operand is left out.
     *
     * @param names        by value, empty where a value has no name
     * @param numberDigits hexadecimal digits of a value without name
     */
    NamedValueOperand(Field field, List<String> names, int numberDigits) {
        this(field, names, numberDigits, 0);
    }

    private NamedValueOperand(Field field, List<String> names, int numberDigits, int defaultValue) {
        this.field = field;
        this.names = names;
        this.numberDigits = numberDigits;
        this.defaultValue = defaultValue;
    }

    static Optional<Operand> resolve(String kind, String argument, Pattern pattern) {
        return switch (kind) {
            case "barrier" -> Optional.of(new NamedValueOperand(pattern.field(argument), BARRIERS, 2));
            case "isb" -> Optional.of(new NamedValueOperand(pattern.field(argument), onlyFullSystem(), 1, FULL_SYSTEM));
            case "bti" -> Optional.of(new NamedValueOperand(pattern.field(argument), BRANCH_TARGETS, 1));
            default -> Optional.empty();
        };
    }

    private static List<String> onlyFullSystem() {
        return BARRIERS.stream().map(name -> name.equals("sy") ? name : "").toList();
    }

    @Override
    public void print(int word, long address, StringBuilder out) {
        int value = field.extract(word);
        if (value < names.size() && !names.get(value).isEmpty()) {
            out.append(names.get(value));
        } else {
            String digits = Integer.toHexString(value);
            out.append("#0x")
                    .append("0".repeat(Math.max(0, numberDigits - digits.length())))
                    .append(digits);
        }
    }

    @Override
    public boolean parse(Cursor text, WordBuilder word) {
        int position = text.position();
        if (text.isNumberNext()) {
            text.accept("#");
            OptionalLong number = text.number();
            if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() < 1L << field.width()) {
                return word.set(field, (int) number.getAsLong());
            }
            return text.fail("number must be from 0 to " + ((1L << field.width()) - 1));
        }
        String name = text.word();
        int value = name.isEmpty() ? -1 : names.indexOf(name);
        if (value < 0) {
            text.position(position);
            return text.fail("expected one of "
                    + names.stream().filter(known -> !known.isEmpty()).toList());
        }
        return word.set(field, value);
    }

    @Override
    public boolean isDefault(int word) {
        return field.extract(word) == defaultValue;
    }

    @Override
    public boolean setDefault(WordBuilder word) {
        return word.set(field, defaultValue);
    }
}
