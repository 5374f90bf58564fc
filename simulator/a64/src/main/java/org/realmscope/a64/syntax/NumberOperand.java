package org.realmscope.a64.syntax;

import java.util.Optional;
import java.util.OptionalLong;
import org.realmscope.a64.encoding.Pattern;

/**
 * Plain numbers: {@code <hex:imm16>}, {@code <dec:imm6>}, {@code <sdec:imm9>} (signed), arguments as for {@link
 * FieldExpression}. The {@code #} belongs to the template. The number meant when the operand is left out is 0, or given
 * as in {@code <hex:CRm!15>}.
 */
final class NumberOperand implements Operand {
    private final FieldExpression number;
    private final boolean hexadecimal;
    private final long defaultNumber;

    private NumberOperand(String argument, boolean signed, boolean hexadecimal, Pattern pattern) {
        int mark = argument.indexOf('!');
        this.number = FieldExpression.of(mark < 0 ? argument : argument.substring(0, mark), signed, pattern);
        this.hexadecimal = hexadecimal;
        this.defaultNumber = mark < 0 ? 0 : Long.parseLong(argument.substring(mark + 1));
    }

    static Optional<Operand> resolve(String kind, String argument, Pattern pattern) {
        return switch (kind) {
            case "hex" -> Optional.of(new NumberOperand(argument, false, true, pattern));
            case "dec" -> Optional.of(new NumberOperand(argument, false, false, pattern));
            case "sdec" -> Optional.of(new NumberOperand(argument, true, false, pattern));
            default -> Optional.empty();
        };
    }

    @Override
    public void print(int word, long address, StringBuilder out) {
        long value = number.value(word);
        if (hexadecimal) {
            out.append("0x").append(Long.toHexString(value));
        } else {
            out.append(value);
        }
    }

    @Override
    public boolean parse(Cursor text, WordBuilder word) {
        OptionalLong value = text.number();
        if (value.isEmpty()) {
            return false;
        }
        return number.set(word, value.getAsLong()) || text.fail("number must be " + number.range());
    }

    @Override
    public boolean isDefault(int word) {
        return number.value(word) == defaultNumber;
    }

    @Override
    public boolean setDefault(WordBuilder word) {
        return number.set(word, defaultNumber);
    }
}
