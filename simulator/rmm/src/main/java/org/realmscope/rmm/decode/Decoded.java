package org.realmscope.rmm.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * An explanation.
 *
 * @param title what the value is
 * @param fields its fields, from the high bits down or in the order of a structure
 * @param notes what follows from it, a sentence each
 */
public record Decoded(String title, List<Field> fields, List<String> notes) {
    /**
     * A field of the value.
     *
     * @param name as the architecture or the specification names it
     * @param position bits, or the offset in a structure
     * @param value as it stands there
     * @param meaning in words, may be empty
     */
    public record Field(String name, String position, String value, String meaning) {}

    public Decoded {
        fields = List.copyOf(fields);
        notes = List.copyOf(notes);
    }

    /** The explanation as lines of text. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(title));
        int names = width(fields.stream().map(Field::name).toList());
        int positions = width(fields.stream().map(Field::position).toList());
        int values = width(fields.stream().map(Field::value).toList());
        for (Field field : fields) {
            String line = "  " + pad(field.name(), names) + "  " + pad(field.position(), positions) + "  "
                    + pad(field.value(), values) + "  " + field.meaning();
            lines.add(line.stripTrailing());
        }
        notes.forEach(note -> lines.add("  " + note));
        return lines;
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    /** Collects fields and notes. */
    static final class Builder {
        private final String title;
        private final List<Field> fields = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Builder(String title) {
            this.title = title;
        }

        /** Adds bits {@code high} to {@code low} of {@code value}. */
        Builder bits(String name, long value, int high, int low, String meaning) {
            long field = value >>> low & (high - low == 63 ? -1 : (1L << (high - low + 1)) - 1);
            String position = high == low ? Integer.toString(high) : high + ":" + low;
            fields.add(new Field(name, position, hex(field), meaning));
            return this;
        }

        /** Adds a field of a structure. */
        Builder member(String name, int offset, long value, String meaning) {
            fields.add(new Field(name, hex(offset), hex(value), meaning));
            return this;
        }

        Builder note(String note) {
            notes.add(note);
            return this;
        }

        Decoded build() {
            return new Decoded(title, fields, notes);
        }
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
