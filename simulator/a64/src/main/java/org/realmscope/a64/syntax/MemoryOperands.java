package org.realmscope.a64.syntax;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.realmscope.a64.encoding.Field;
import org.realmscope.a64.encoding.Pattern;

/**
 * Operands of loads and stores: {@code <index:3>} (register offset with its extension, fields {@code Rm}, {@code
 * option} and {@code S}; the argument is the shift that S asks for), {@code <prfop:Rt>} (prefetch operation),
 * {@code <pair:Xs>} (an even register and the next one).
 */
final class MemoryOperands {
    private static final int UXTW = 2;
    private static final int LSL = 3;
    private static final int SXTW = 6;
    private static final int SXTX = 7;

    private MemoryOperands() {}

    static Optional<Operand> resolve(String kind, String argument, Pattern pattern) {
        return switch (kind) {
            case "index" ->
                Optional.of(new Index(
                        pattern.field("Rm"), pattern.field("option"), pattern.field("S"), Integer.parseInt(argument)));
            case "prfop" -> Optional.of(new NamedValueOperand(pattern.field(argument), prefetchOperations(), 2));
            case "pair" ->
                Optional.of(new RegisterPair(pattern.field("R" + argument.substring(1)), argument.charAt(0) == 'X'));
            default -> Optional.empty();
        };
    }

    private static List<String> prefetchOperations() {
        List<String> types = List.of("pld", "pli", "pst");
        List<String> targets = List.of("l1", "l2", "l3");
        List<String> policies = List.of("keep", "strm");
        return IntStream.range(0, types.size() << 3)
                .mapToObj(value -> (value >> 1 & 3) == targets.size()
                        ? ""
                        : types.get(value >> 3) + targets.get(value >> 1 & 3) + policies.get(value & 1))
                .toList();
    }

    private record Index(Field rm, Field option, Field scaled, int shift) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            int extension = option.extract(word);
            boolean shifted = scaled.extract(word) != 0;
            RegisterOperand.print(rm.extract(word), (extension & 1) != 0, false, out);
            if (extension == LSL && !shifted) {
                return;
            }
            out.append(", ").append(name(extension));
            if (shifted) {
                out.append(" #").append(shift);
            }
        }

        private static String name(int extension) {
            return switch (extension) {
                case UXTW -> "uxtw";
                case LSL -> "lsl";
                case SXTW -> "sxtw";
                default -> "sxtx";
            };
        }

        private static int extension(String name) {
            return switch (name) {
                case "uxtw" -> UXTW;
                case "lsl" -> LSL;
                case "sxtw" -> SXTW;
                case "sxtx" -> SXTX;
                default -> -1;
            };
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int position = text.position();
            String register = text.word();
            int extension = LSL;
            boolean shifted = false;
            if (text.accept(",")) {
                extension = extension(text.word());
                if (extension < 0) {
                    return text.fail("expected lsl, uxtw, sxtw or sxtx");
                }
                if (text.accept("]")) {
                    text.position(text.position() - 1);
                } else {
                    text.accept("#");
                    OptionalLong amount = text.number();
                    if (amount.isEmpty() || amount.getAsLong() != shift && amount.getAsLong() != 0) {
                        return text.fail("shift must be 0 or " + shift);
                    }
                    shifted = amount.getAsLong() == shift;
                }
            }
            int number = RegisterOperand.number(register, (extension & 1) != 0, false);
            if (number < 0) {
                text.position(position);
                return text.fail("expected an index register of the width that the extension takes");
            }
            return word.set(rm, number) && word.set(option, extension) && word.set(scaled, shifted ? 1 : 0);
        }
    }

    private record RegisterPair(Field field, boolean wide) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            int number = field.extract(word);
            RegisterOperand.print(number, wide, false, out);
            out.append(", ");
            RegisterOperand.print(number + 1, wide, false, out);
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int position = text.position();
            int number = RegisterOperand.number(text.word(), wide, false);
            boolean paired =
                    number >= 0 && text.accept(",") && RegisterOperand.number(text.word(), wide, false) == number + 1;
            if (!paired || !word.set(field, number)) {
                text.position(position);
                return text.fail("expected an even register and the next one");
            }
            return true;
        }
    }
}
