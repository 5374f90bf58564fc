package org.realmscope.a64.syntax;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.realmscope.a64.encoding.Field;

/**
 * General-purpose registers: {@code <Xd>}, {@code <Wn>}, {@code <Rm>} - the letter gives the width, R meaning that the
 * field {@code sf} does - and the rest the field ({@code Rd}, {@code Rn}, ...). Suffixes, in this order:
 * <ul>
 * <li>{@code ?b5}: the width is that field's instead of {@code sf}'s. The field is part of another operand too, which
 *     decides about it; in source text an X register is always allowed (Arm ARM, TBZ);
 * <li>{@code =Rm}: another field that holds the same register;
 * <li>{@code |SP}: 31 is the stack pointer, not the zero register;
 * <li>{@code !30}: the register meant when the operand is left out.
 * </ul>
 */
final class RegisterOperand implements Operand {
    private static final Pattern KIND =
            Pattern.compile("([XWR])([a-z]\\w*)(?:\\?(\\w+))?(?:=(\\w+))?(\\|SP)?(?:!(\\d+))?");
    private static final int ZERO_OR_STACK_POINTER = 31;

    private final List<Field> numbers;
    private final @Nullable Field widthField;
    private final boolean wide;
    private final boolean isWidthOfAnother;
    private final boolean stackPointer;
    private final int defaultNumber;

    private RegisterOperand(Matcher kind, org.realmscope.a64.encoding.Pattern pattern) {
        Field number = pattern.field("R" + kind.group(2));
        this.numbers = kind.group(4) == null ? List.of(number) : List.of(number, pattern.field(kind.group(4)));
        this.widthField =
                kind.group(1).equals("R") ? pattern.field(kind.group(3) == null ? "sf" : kind.group(3)) : null;
        this.wide = kind.group(1).equals("X");
        this.isWidthOfAnother = kind.group(3) != null;
        this.stackPointer = kind.group(5) != null;
        this.defaultNumber = kind.group(6) == null ? -1 : Integer.parseInt(kind.group(6));
    }

    static Optional<Operand> resolve(String kind, String argument, org.realmscope.a64.encoding.Pattern pattern) {
        Matcher matcher = KIND.matcher(kind);
        return matcher.matches() && argument.isEmpty()
                ? Optional.of(new RegisterOperand(matcher, pattern))
                : Optional.empty();
    }

    /** Appends the name of a register, as other operands that contain one do. */
    static void print(int number, boolean wide, boolean stackPointer, StringBuilder out) {
        if (number != ZERO_OR_STACK_POINTER) {
            out.append(wide ? 'x' : 'w').append(number);
        } else if (stackPointer) {
            out.append(wide ? "sp" : "wsp");
        } else {
            out.append(wide ? "xzr" : "wzr");
        }
    }

    /**
     * The number of a register by its name.
     *
     * @return the number, or -1 if it is not a name of that width and kind
     */
    static int number(String name, boolean wide, boolean stackPointer) {
        String special = stackPointer ? wide ? "sp" : "wsp" : wide ? "xzr" : "wzr";
        if (name.equals(special)) {
            return ZERO_OR_STACK_POINTER;
        }
        if (wide && name.equals("lr")) {
            return 30;
        }
        if (name.length() < 2
                || name.length() > 3
                || name.charAt(0) != (wide ? 'x' : 'w')
                || name.length() == 3 && name.charAt(1) == '0') {
            return -1;
        }
        int number = 0;
        for (int i = 1; i < name.length(); i++) {
            int digit = Character.digit(name.charAt(i), 10);
            if (digit < 0) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number < ZERO_OR_STACK_POINTER ? number : -1;
    }

    @Override
    public void print(int word, long address, StringBuilder out) {
        boolean isWide = widthField == null ? wide : widthField.extract(word) != 0;
        print(numbers.getFirst().extract(word), isWide, stackPointer, out);
    }

    @Override
    public boolean parse(Cursor text, WordBuilder word) {
        int position = text.position();
        String name = text.word();
        boolean isWide = widthField == null ? wide : number(name, true, stackPointer) >= 0;
        int number = number(name, isWide, stackPointer);
        if (number < 0 || !setWidth(word, isWide)) {
            text.position(position);
            return text.fail("expected " + expectation(word));
        }
        return set(word, number);
    }

    private boolean setWidth(WordBuilder word, boolean isWide) {
        return widthField == null || isWidthOfAnother && isWide || word.set(widthField, isWide ? 1 : 0);
    }

    private String expectation(WordBuilder word) {
        String kind = widthField == null || word.isSettled(widthField)
                ? (widthField == null ? wide : widthField.extract(word.word()) != 0) ? "a 64-bit " : "a 32-bit "
                : "a general-purpose ";
        return kind + (stackPointer ? "register or the stack pointer" : "register");
    }

    private boolean set(WordBuilder word, int number) {
        for (Field field : numbers) {
            if (!word.set(field, number)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isDefault(int word) {
        return numbers.getFirst().extract(word) == defaultNumber;
    }

    @Override
    public boolean setDefault(WordBuilder word) {
        return defaultNumber >= 0 && set(word, defaultNumber);
    }
}
