package org.realmscope.a64.syntax;

import java.util.Optional;
import java.util.OptionalInt;
import org.realmscope.a64.encoding.Field;
import org.realmscope.a64.encoding.Pattern;

/**
 * Lists of consecutive vectors from {@code Rt} on, v0 following v31, braces included: {@code <VL:3.size>} (three
 * whole vectors, arrangement as for {@code <V:...>}), {@code <VLE:2.h>} (one element of each of two vectors,
 * selected by {@code Q}, {@code S} and {@code size}).
 */
final class VectorListOperands {
    private static final String WIDTHS = "bhsd";
    private static final int REGISTERS = 32;
    /** Bits of the field {@code size}. */
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

    private record Register(int number, String suffix) {}

    private static Optional<Register> parseRegister(Cursor text) {
        String name = text.word();
        int dot = name.indexOf('.');
        OptionalInt number = dot < 0 ? OptionalInt.empty() : VectorOperands.number(name.substring(0, dot), 'v');
        return number.isEmpty()
                ? Optional.empty()
                : Optional.of(new Register(number.getAsInt(), name.substring(dot + 1)));
    }

    /** Reads a list of {@code count} registers, all with the same suffix, and returns the first one. */
    private static Optional<Register> parse(Cursor text, int count) {
        Optional<Register> first = text.accept("{") ? parseRegister(text) : Optional.empty();
        if (first.isEmpty()) {
            return first;
        }
        boolean range = count > 1 && text.accept("-");
        for (int i = range ? count - 1 : 1; i < count; i++) {
            if (!range && !text.accept(",")) {
                return Optional.empty();
            }
            Register expected = new Register(
                    (first.get().number() + i) % REGISTERS, first.get().suffix());
            if (!parseRegister(text).equals(Optional.of(expected))) {
                return Optional.empty();
            }
        }
        return text.accept("}") ? first : Optional.empty();
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
            Optional<Register> first = VectorListOperands.parse(text, count);
            return first.isPresent()
                            && word.set(rt, first.get().number())
                            && arrangement.set(first.get().suffix(), word)
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
            Optional<Register> first = VectorListOperands.parse(text, count);
            if (first.isEmpty()
                    || !first.get().suffix().equals(WIDTHS.substring(width, width + 1))
                    || !text.accept("[")) {
                return fail(text, position, count);
            }
            OptionalInt element = VectorOperands.elementIndex(text, width);
            if (element.isEmpty()) {
                return text.fail("expected the index of an element");
            }
            int bits = element.getAsInt() << width | (width == 3 ? 1 : 0);
            return word.set(rt, first.get().number())
                    && word.set(q, bits >> SIZE_BITS + 1)
                    && word.set(s, bits >> SIZE_BITS & 1)
                    && word.set(size, bits & (1 << SIZE_BITS) - 1);
        }
    }
}
