package org.realmscope.a64.syntax;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.realmscope.a64.encoding.Field;
import org.realmscope.a64.encoding.Pattern;

/**
 * Shifted and extended operands: {@code <shift>} (type of shift, default LSL), {@code <extended>} (register with
 * extension of ADD (extended register) and its relatives), {@code <addimm>} (immediate of ADD (immediate) with its
 * optional shift by 12).
 */
final class ShiftOperands {
    private static final List<String> SHIFTS = List.of("lsl", "lsr", "asr", "ror");
    private static final List<String> EXTENDS = List.of("uxtb", "uxth", "uxtw", "uxtx", "sxtb", "sxth", "sxtw", "sxtx");

    private ShiftOperands() {}

    static Optional<Operand> resolve(String kind, String argument, Pattern pattern) {
        return switch (kind) {
            case "shift" -> Optional.of(new ShiftType(pattern.field("shift")));
            case "extended" -> Optional.of(new ExtendedRegister(pattern));
            case "addimm" -> Optional.of(new AddImmediate(pattern.field("sh"), pattern.field("imm12")));
            default -> Optional.empty();
        };
    }

    private record ShiftType(Field field) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            out.append(SHIFTS.get(field.extract(word)));
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int position = text.position();
            int type = SHIFTS.indexOf(text.word());
            if (type < 0) {
                text.position(position);
                return text.fail("expected one of " + SHIFTS);
            }
            return word.set(field, type);
        }

        @Override
        public boolean isDefault(int word) {
            return field.extract(word) == 0;
        }

        @Override
        public boolean setDefault(WordBuilder word) {
            return word.set(field, 0);
        }
    }

    private static final class ExtendedRegister implements Operand {
        private static final int SP = 31;
        private static final int UXTW = 2;
        private static final int UXTX = 3;
        private static final int LARGEST_SHIFT = 4;

        private final Field sf;
        private final Field setsFlags;
        private final Field rm;
        private final Field option;
        private final Field amount;
        private final Field rn;
        private final Field rd;

        ExtendedRegister(Pattern pattern) {
            this.sf = pattern.field("sf");
            this.setsFlags = pattern.field("S");
            this.rm = pattern.field("Rm");
            this.option = pattern.field("option");
            this.amount = pattern.field("imm3");
            this.rn = pattern.field("Rn");
            this.rd = pattern.field("Rd");
        }

        /** Where the stack pointer is involved, the extension that does nothing is written LSL. */
        private boolean isLsl(int word) {
            boolean stackPointer = rn.extract(word) == SP || setsFlags.extract(word) == 0 && rd.extract(word) == SP;
            return stackPointer && option.extract(word) == plainExtension(word);
        }

        private int plainExtension(int word) {
            return sf.extract(word) == 0 ? UXTW : UXTX;
        }

        private boolean isWide(int extension, int word) {
            return sf.extract(word) != 0 && (extension & UXTX) == UXTX;
        }

        @Override
        public void print(int word, long address, StringBuilder out) {
            int extension = option.extract(word);
            RegisterOperand.print(rm.extract(word), isWide(extension, word), false, out);
            int shift = amount.extract(word);
            boolean lsl = isLsl(word);
            if (lsl && shift == 0) {
                return;
            }
            out.append(", ").append(lsl ? "lsl" : EXTENDS.get(extension));
            if (shift != 0) {
                out.append(" #").append(shift);
            }
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int position = text.position();
            String name = text.word();
            int extension = plainExtension(word.word());
            OptionalLong shift = OptionalLong.of(0);
            if (text.acceptOptional(",")) {
                int extendPosition = text.position();
                String extend = text.word();
                boolean lsl = extend.equals("lsl");
                extension = lsl ? extension : EXTENDS.indexOf(extend);
                if (extension < 0) {
                    text.position(extendPosition);
                    return text.fail("expected lsl or one of " + EXTENDS);
                }
                if (!text.atEnd() || lsl) {
                    shift = text.accept("#") ? text.number() : OptionalLong.empty();
                }
            } else if (!isStackPointerSettled(word)) {
                return text.fail("expected an extension such as uxtw");
            }
            int number = RegisterOperand.number(name, isWide(extension, word.word()), false);
            if (number < 0) {
                text.position(position);
                return text.fail("expected a register of the width that the extension takes");
            }
            if (shift.isEmpty() || shift.getAsLong() < 0 || shift.getAsLong() > LARGEST_SHIFT) {
                return text.fail("shift must be from 0 to " + LARGEST_SHIFT);
            }
            return word.set(rm, number) && word.set(option, extension) && word.set(amount, (int) shift.getAsLong());
        }

        /**
         * Two plain registers are the shifted-register form unless one of the earlier operands is the stack pointer.
         */
        private boolean isStackPointerSettled(WordBuilder word) {
            return rn.extract(word.word()) == SP
                    || setsFlags.extract(word.word()) == 0 && rd.extract(word.word()) == SP;
        }
    }

    private record AddImmediate(Field sh, Field imm12) implements Operand {
        private static final int SHIFT = 12;

        @Override
        public void print(int word, long address, StringBuilder out) {
            out.append("#0x").append(Integer.toHexString(imm12.extract(word)));
            if (sh.extract(word) != 0) {
                out.append(", lsl #").append(SHIFT);
            }
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            text.accept("#");
            OptionalLong number = text.number();
            if (number.isEmpty()) {
                return false;
            }
            long value = number.getAsLong();
            long limit = 1L << SHIFT;
            boolean shifted = false;
            if (text.acceptOptional(", lsl #")) {
                OptionalLong shift = text.number();
                if (shift.isEmpty() || shift.getAsLong() != 0 && shift.getAsLong() != SHIFT) {
                    return text.fail("shift must be 0 or 12");
                }
                shifted = shift.getAsLong() != 0;
            } else if (value >= limit && value % limit == 0) {
                shifted = true;
                value /= limit;
            }
            if (value < 0 || value >= limit) {
                return text.fail("immediate must be 12 bits, or 12 bits followed by 12 zero bits");
            }
            return word.set(imm12, (int) value) && word.set(sh, shifted ? 1 : 0);
        }
    }
}
