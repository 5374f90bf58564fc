package org.realmscope.a64.syntax;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.realmscope.a64.encoding.BitmaskImmediate;
import org.realmscope.a64.encoding.Field;
import org.realmscope.a64.encoding.Pattern;

/**
 * Immediates that stand for a whole register value: {@code <bitmask>} of the logical instructions, {@code <movz>} and
 * {@code <movn>} of the {@code mov} aliases of the wide moves. Written in hexadecimal as wide as the register, {@code
 * #} included. For 32-bit registers a negative number means its low 32 bits.
 */
final class MoveOperands {
    private static final int HALFWORD_BITS = 16;
    private static final long WORD_MASK = 0xffff_ffffL;

    private MoveOperands() {}

    static Optional<Operand> resolve(String kind, String argument, Pattern pattern) {
        return switch (kind) {
            case "bitmask" ->
                Optional.of(new Bitmask(
                        pattern.field("sf"), pattern.field("N"), pattern.field("immr"), pattern.field("imms")));
            case "movz" -> Optional.of(wideMove(pattern, false));
            case "movn" -> Optional.of(wideMove(pattern, true));
            default -> Optional.empty();
        };
    }

    private static Operand wideMove(Pattern pattern, boolean inverted) {
        return new WideMove(pattern.field("sf"), pattern.field("hw"), pattern.field("imm16"), inverted);
    }

    private static OptionalLong registerValue(Cursor text, boolean wide) {
        text.accept("#");
        OptionalLong number = text.number();
        if (number.isEmpty() || wide) {
            return number;
        }
        long value = number.getAsLong();
        if (value < Integer.MIN_VALUE || value > WORD_MASK) {
            text.fail("immediate does not fit 32 bits");
            return OptionalLong.empty();
        }
        return OptionalLong.of(value & WORD_MASK);
    }

    private static void printHexadecimal(long value, StringBuilder out) {
        out.append("#0x").append(Long.toHexString(value));
    }

    private record Bitmask(Field sf, Field n, Field immr, Field imms) implements Operand {

        private int encoding(int word) {
            return n.extract(word) << immr.width() + imms.width()
                    | immr.extract(word) << imms.width()
                    | imms.extract(word);
        }

        private int width(int word) {
            return sf.extract(word) == 0 ? Integer.SIZE : Long.SIZE;
        }

        @Override
        public void print(int word, long address, StringBuilder out) {
            printHexadecimal(BitmaskImmediate.decode(encoding(word), width(word)), out);
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            OptionalLong value = registerValue(text, sf.extract(word.word()) != 0);
            if (value.isEmpty()) {
                return false;
            }
            OptionalInt encoding = BitmaskImmediate.encode(value.getAsLong(), width(word.word()));
            if (encoding.isEmpty()) {
                return text.fail("immediate is not a repeated run of ones");
            }
            int bits = encoding.getAsInt();
            return word.set(n, bits >>> immr.width() + imms.width())
                    && word.set(immr, bits >>> imms.width() & (1 << immr.width()) - 1)
                    && word.set(imms, bits & (1 << imms.width()) - 1);
        }
    }

    private record WideMove(Field sf, Field hw, Field imm16, boolean inverted) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            long shifted = (long) imm16.extract(word) << HALFWORD_BITS * hw.extract(word);
            long value = inverted ? ~shifted : shifted;
            printHexadecimal(sf.extract(word) == 0 ? value & WORD_MASK : value, out);
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            boolean wide = sf.extract(word.word()) != 0;
            OptionalLong number = registerValue(text, wide);
            if (number.isEmpty()) {
                return false;
            }
            long value = inverted ? ~number.getAsLong() & (wide ? -1 : WORD_MASK) : number.getAsLong();
            for (int halfword = 0; halfword < (wide ? 4 : 2); halfword++) {
                int shift = HALFWORD_BITS * halfword;
                if ((value & ~(0xffffL << shift)) == 0) {
                    return word.set(hw, halfword) && word.set(imm16, (int) (value >>> shift));
                }
            }
            return text.fail("immediate does not fit one instruction");
        }
    }
}
