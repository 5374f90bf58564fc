package org.realmscope.a64.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.realmscope.a64.encoding.Field;
import org.realmscope.a64.encoding.Pattern;

/**
 * SIMD and floating-point registers.
 * <ul>
 * <li>{@code <Bt>}, {@code <Hn>}, {@code <Sd>}, {@code <Dt2>}, {@code <Qt>}: scalar of that width, the rest names
 * the field ({@code Rt}, ...).
 * <li>{@code <V:Rd.size>}: vector whose arrangement follows from {@code size} and {@code Q}; {@code <V:Rd.b>},
 * {@code <V:Rd.h>}, {@code <V:Rd.s>}: elements of that width, as many as {@code Q} says; {@code <V:Rd.2d>},
 * {@code <V:Rd.d>}: always written so; {@code <V:Rn=Rm.b>}: {@code Rm} holds the same register.
 * <li>{@code <VE:Rn.s[i]>}: element of that width whose index is the field {@code i}.
 * </ul>
 */
final class VectorOperands {
    private static final String ELEMENT_WIDTHS = "bhsd";
    private static final List<String> ARRANGEMENTS = List.of("8b", "16b", "4h", "8h", "2s", "4s", "1d", "2d");
    private static final int REGISTERS = 32;
    private static final int VECTOR_BYTES = 16;

    private VectorOperands() {}

    static Optional<Operand> resolve(String kind, String argument, Pattern pattern) {
        if (kind.equals("V")) {
            int dot = argument.indexOf('.');
            List<Field> fields = Arrays.stream(argument.substring(0, dot).split("="))
                    .map(pattern::field)
                    .toList();
            return Optional.of(new Vector(fields, arrangement(argument.substring(dot + 1), pattern)));
        }
        if (kind.equals("VE")) {
            int dot = argument.indexOf('.');
            return Optional.of(new Element(
                    pattern.field(argument.substring(0, dot)),
                    argument.charAt(dot + 1),
                    pattern.field(argument.substring(dot + 3, argument.length() - 1))));
        }
        if (kind.length() > 1 && "BHSDQ".indexOf(kind.charAt(0)) >= 0 && Character.isLowerCase(kind.charAt(1))) {
            return Optional.of(
                    new Scalar(pattern.field("R" + kind.substring(1)), Character.toLowerCase(kind.charAt(0))));
        }
        return Optional.empty();
    }

    /** The number after a letter in a register name, empty if it is not one from 0 to 31. */
    static OptionalInt number(String name, char letter) {
        if (name.length() < 2
                || name.length() > 3
                || name.charAt(0) != letter
                || name.length() == 3 && name.charAt(1) == '0') {
            return OptionalInt.empty();
        }
        int number = 0;
        for (int i = 1; i < name.length(); i++) {
            int digit = Character.digit(name.charAt(i), 10);
            if (digit < 0) {
                return OptionalInt.empty();
            }
            number = 10 * number + digit;
        }
        return number < REGISTERS ? OptionalInt.of(number) : OptionalInt.empty();
    }

    private record Scalar(Field field, char letter) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            out.append(letter).append(field.extract(word));
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int position = text.position();
            OptionalInt number = number(text.word(), letter);
            if (number.isEmpty() || !word.set(field, number.getAsInt())) {
                text.position(position);
                return text.fail("expected a register such as " + letter + "0");
            }
            return true;
        }
    }

    /** How the shape of a vector is written and encoded. */
    interface Arrangement {
        String text(int word);

        boolean set(String text, WordBuilder word);
    }

    /**
     * The arrangement that a specification such as {@code size} or {@code b} asks for.
     *
     * @throws IllegalArgumentException if it is none of those
     */
    static Arrangement arrangement(String specification, Pattern pattern) {
        return switch (specification) {
            case "size" -> new BySize(pattern.field("size"), pattern.field("Q"));
            case "b", "h", "s" -> new ByQ(ELEMENT_WIDTHS.indexOf(specification), pattern.field("Q"));
            case "2d", "d" -> new Fixed(specification);
            default -> throw new IllegalArgumentException("no arrangement '" + specification + "' for " + pattern);
        };
    }

    private record Fixed(String name) implements Arrangement {

        @Override
        public String text(int word) {
            return name;
        }

        @Override
        public boolean set(String text, WordBuilder word) {
            return text.equals(name);
        }
    }

    private record ByQ(int width, Field q) implements Arrangement {

        @Override
        public String text(int word) {
            return ARRANGEMENTS.get(2 * width + q.extract(word));
        }

        @Override
        public boolean set(String text, WordBuilder word) {
            int index = ARRANGEMENTS.indexOf(text);
            return index >= 0 && index >> 1 == width && word.set(q, index & 1);
        }
    }

    private record BySize(Field size, Field q) implements Arrangement {

        @Override
        public String text(int word) {
            return ARRANGEMENTS.get(2 * size.extract(word) + q.extract(word));
        }

        @Override
        public boolean set(String text, WordBuilder word) {
            int index = ARRANGEMENTS.indexOf(text);
            return index >= 0 && word.set(size, index >> 1) && word.set(q, index & 1);
        }
    }

    private record Vector(List<Field> fields, Arrangement arrangement) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            out.append('v').append(fields.getFirst().extract(word)).append('.').append(arrangement.text(word));
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int position = text.position();
            String name = text.word();
            int dot = name.indexOf('.');
            OptionalInt number = dot < 0 ? OptionalInt.empty() : number(name.substring(0, dot), 'v');
            if (number.isEmpty() || !set(word, number.getAsInt()) || !arrangement.set(name.substring(dot + 1), word)) {
                text.position(position);
                return text.fail("expected a vector such as v0." + arrangement.text(word.word()));
            }
            return true;
        }

        private boolean set(WordBuilder word, int number) {
            return fields.stream().allMatch(field -> word.set(field, number));
        }
    }

    private record Element(Field field, char letter, Field index) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            out.append('v').append(field.extract(word)).append('.').append(letter);
            out.append('[').append(index.extract(word)).append(']');
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int position = text.position();
            String name = text.word();
            int dot = name.indexOf('.');
            OptionalInt number = dot < 0 || !name.substring(dot + 1).equals(String.valueOf(letter))
                    ? OptionalInt.empty()
                    : number(name.substring(0, dot), 'v');
            OptionalInt element = number.isPresent() && text.accept("[")
                    ? elementIndex(text, ELEMENT_WIDTHS.indexOf(letter))
                    : OptionalInt.empty();
            if (element.isEmpty() || !word.set(field, number.getAsInt()) || !word.set(index, element.getAsInt())) {
                text.position(position);
                return text.fail("expected an element such as v0." + letter + "[1]");
            }
            return true;
        }
    }

    /** Reads {@code 3]}: the index of an element of {@code 1 << width} bytes within 16 bytes. */
    static OptionalInt elementIndex(Cursor text, int width) {
        OptionalLong index = text.number();
        return index.isPresent()
                        && index.getAsLong() >= 0
                        && index.getAsLong() < VECTOR_BYTES >> width
                        && text.accept("]")
                ? OptionalInt.of((int) index.getAsLong())
                : OptionalInt.empty();
    }
}
