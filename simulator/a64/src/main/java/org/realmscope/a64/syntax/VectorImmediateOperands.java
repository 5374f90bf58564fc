package org.realmscope.a64.syntax;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.realmscope.a64.encoding.Pattern;

/**
 * Immediates of SIMD and floating-point moves: {@code <fpimm:imm8>} (a number with 4 bits of fraction and 3 of
 * exponent), {@code <bytemask:abc.defgh>} (eight bytes of zeros or ones). Both contain the {@code #}.
 */
final class VectorImmediateOperands {
    private static final int BYTE_MASK = 0xff;

    private VectorImmediateOperands() {}

    static Optional<Operand> resolve(String kind, String argument, Pattern pattern) {
        return switch (kind) {
            case "fpimm" -> Optional.of(new FloatingPoint(FieldExpression.of(argument, false, pattern)));
            case "bytemask" -> Optional.of(new ByteMask(FieldExpression.of(argument, false, pattern)));
            default -> Optional.empty();
        };
    }

    /** Sign in bit 7, exponent from -3 to 4 in bits 6:4, fraction in bits 3:0 (Arm ARM, VFPExpandImm). */
    private record FloatingPoint(FieldExpression immediate) implements Operand {

        private static double value(int imm8) {
            int exponent = (imm8 >> 4 & 3) - ((imm8 & 0x40) == 0 ? -1 : 3);
            double magnitude = Math.scalb(1 + (imm8 & 0xf) / 16.0, exponent);
            return (imm8 & 0x80) == 0 ? magnitude : -magnitude;
        }

        @Override
        public void print(int word, long address, StringBuilder out) {
            out.append('#').append(String.format(Locale.ROOT, "%.18e", value((int) immediate.value(word))));
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            text.accept("#");
            StringBuilder number = new StringBuilder();
            number.append(text.accept("-") ? "-" : "").append(text.word());
            if (number.toString().endsWith("e")) {
                number.append(text.accept("-") ? "-" : text.accept("+") ? "+" : "")
                        .append(text.word());
            }
            for (int imm8 = 0; imm8 <= BYTE_MASK; imm8++) {
                if (isNumber(number.toString(), value(imm8))) {
                    return immediate.set(word, imm8);
                }
            }
            return text.fail("expected a number with at most 4 bits of fraction from 0.125 to 31");
        }

        private static boolean isNumber(String text, double value) {
            if (!text.matches("-?\\d+(\\.\\d*)?(e[-+]?\\d+)?")) {
                return false;
            }
            return Double.compare(Double.parseDouble(text), value) == 0;
        }
    }

    private record ByteMask(FieldExpression immediate) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            long value = 0;
            int bits = (int) immediate.value(word);
            for (int i = 0; i < Long.BYTES; i++) {
                value |= (bits >> i & 1) == 0 ? 0 : (long) BYTE_MASK << 8 * i;
            }
            out.append("#0x").append(Long.toHexString(value));
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            text.accept("#");
            OptionalLong number = text.number();
            if (number.isEmpty()) {
                return false;
            }
            int bits = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                int part = (int) (number.getAsLong() >>> 8 * i) & BYTE_MASK;
                if (part != 0 && part != BYTE_MASK) {
                    return text.fail("every byte of the immediate must be 0x00 or 0xff");
                }
                bits |= (part & 1) << i;
            }
            return immediate.set(word, bits);
        }
    }
}
