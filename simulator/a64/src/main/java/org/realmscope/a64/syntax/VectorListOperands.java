package org.realmscope.a64.syntax;

import java.util.Optional;
import java.util.OptionalInt;
import org.realmscope.a64.encoding.Field;
import org.realmscope.a64.encoding.Pattern;

/**
 * Lists of consecutive vectors from {@code Rt} on, v0 following v31, braces included: {@code <VL:3.size>} (three whole vectors,
 * arrangement as for {@code <V:...>}), {@code <VLE:2.h>} (one element of each of two vectors, selected by {@code Q}, {@code S}
 * and {@code size}).
 */
final class VectorListOperands {
    private static final String WIDTHS = "bhsd";
    private static final int REGISTERS = 32;
    /** Bits of Q:S:size below the index, by width. */
    private static final int SIZE_BITS = 2;

    private VectorListOperands() {}

    static Optional<Operand> resolve(String kind, String argument, Pattern pattern) {
        int dot = argument.indexOf('.');
        return switch (kind) {
            case "VL" ->
                Optional.of(new Vectors(
                        pattern.field("Rt"),
                        Integer.parseInt(argument.substring(0, dot)),
                        VectorOperands.arrangement(argument.substring(dot + 1), pattern)));
            case "VLE" ->
                Optional.of(new Elements(
                        pattern.field("Rt"),
                        Integer.parseInt(argument.substring(0, dot)),
                        WIDTHS.indexOf(argument.substring(dot + 1)),
                        pattern.field("Q"),
                        pattern.field("S"),
                        pattern.field("size")));
            default -> Optional.empty();
        };
    }

    /** Writes a list; more than two registers that do not wrap are written as a range. */
    private static void print(int first, int count, String suffix, StringBuilder out) {
        out.append('{');
        if (count > 2 && first + count <= REGISTERS) {
            append(first, suffix, out);
            out.append('-');
            append(first + count - 1, suffix, out);
        } else {
            for (int i = 0; i < count; i++) {
                out.append(i == 0 ? "" : ", ");
                append((first + i) % REGISTERS, suffix, out);
            }
        }
        out.append('}');
    }

    private static void append(int number, String suffix, StringBuilder out) {
        out.append('v').append(number).append('.').append(suffix);
    }

    /**
     * Reads a list of {@code count} registers, all with the same suffix.
     *
     * @param first filled with the number of the first register
     * @return the suffix, empty if it is not such a list
     */
    private static Optional<String> parse(Cursor text, int count, int[] first) {
        if (!text.accept("{")) {
            return Optional.empty();
        }
        String suffix = "";
        boolean range = false;
        for (int i = 0; i < count; i++) {
            if (i > 0 && !range) {
                range = i == 1 && text.accept("-");
                if (!range && !text.accept(",")) {
                    return Optional.empty();
                }
            }
            int expected = range ? count - 1 : i;
            if (range && i < count - 1) {
                continue;
            }
            String name = text.word();
            int dot = name.indexOf('.');
            OptionalInt number = dot < 0 ? OptionalInt.empty() : VectorOperands.number(name.substring(0, dot), 'v');
            if (number.isEmpty()) {
                return Optional.empty();
            }
            if (i == 0) {
                first[0] = number.getAsInt();
                suffix = name.substring(dot + 1);
            } else if (number.getAsInt() != (first[0] + expected) % REGISTERS
                    || !suffix.equals(name.substring(dot + 1))) {
                return Optional.empty();
            }
        }
        return text.accept("}") ? Optional.of(suffix) : Optional.empty();
    }

    private static boolean fail(Cursor text, int position, int count) {
        text.position(position);
        return text.fail("expected a list of " + count + " consecutive vectors in braces");
    }

    private record Vectors(Field rt, int count, VectorOperands.Arrangement arrangement) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            VectorListOperands.print(rt.extract(word), count, arrangement.text(word), out);
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int position = text.position();
            int[] first = new int[1];
            Optional<String> suffix = VectorListOperands.parse(text, count, first);
            return suffix.isPresent() && word.set(rt, first[0]) && arrangement.set(suffix.get(), word)
                    || fail(text, position, count);
        }
    }

    /** The index is Q:S:size without the bits that are zero or one because of the width. */
    private record Elements(Field rt, int count, int width, Field q, Field s, Field size) implements Operand {

        private int qSSize(int word) {
            return (q.extract(word) << 1 | s.extract(word)) << SIZE_BITS | size.extract(word);
        }

        @Override
        public void print(int word, long address, StringBuilder out) {
            VectorListOperands.print(rt.extract(word), count, WIDTHS.substring(width, width + 1), out);
            out.append('[').append(qSSize(word) >> width).append(']');
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int position = text.position();
            int[] first = new int[1];
            Optional<String> suffix = VectorListOperands.parse(text, count, first);
            if (suffix.isEmpty() || !suffix.get().equals(WIDTHS.substring(width, width + 1)) || !text.accept("[")) {
                return fail(text, position, count);
            }
            OptionalInt element = VectorOperands.elementIndex(text, width);
            if (element.isEmpty()) {
                return text.fail("expected the index of an element");
            }
            int bits = element.getAsInt() << width | (width == 3 ? 1 : 0);
            return word.set(rt, first[0])
                    && word.set(q, bits >> SIZE_BITS + 1)
                    && word.set(s, bits >> SIZE_BITS & 1)
                    && word.set(size, bits & (1 << SIZE_BITS) - 1);
        }
    }
}
