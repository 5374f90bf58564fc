package org.realmscope.a64.syntax;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.a64.encoding.Field;
import org.realmscope.a64.encoding.Pattern;

/**
 * A number made of fields: {@code imm12}, {@code immhi.immlo} (concatenated, high part first), {@code imm7*8} (scaled),
 * {@code imm4+1} (biased).
 *
 * @param fields parts, most significant first
 * @param signed whether the concatenation is a two's complement number
 * @param scale  factor, positive
 * @param bias   added after scaling
 */
record FieldExpression(List<Field> fields, boolean signed, int scale, int bias) {

    static FieldExpression of(String text, boolean signed, Pattern pattern) {
        String names = text;
        int bias = 0;
        int scale = 1;
        int plus = names.indexOf('+');
        if (plus >= 0) {
            bias = Integer.parseInt(names.substring(plus + 1));
            names = names.substring(0, plus);
        }
        int star = names.indexOf('*');
        if (star >= 0) {
            scale = Integer.parseInt(names.substring(star + 1));
            names = names.substring(0, star);
        }
        List<Field> fields = new ArrayList<>();
        for (String name : names.split("\\.")) {
            fields.add(pattern.field(name));
        }
        return new FieldExpression(List.copyOf(fields), signed, scale, bias);
    }

    private int width() {
        int width = 0;
        for (Field field : fields) {
            width += field.width();
        }
        return width;
    }

    /** The number that a word holds. */
    long value(int word) {
        long raw = 0;
        for (Field field : fields) {
            raw = raw << field.width() | field.extract(word);
        }
        if (signed) {
            int unused = Long.SIZE - width();
            raw = raw << unused >> unused;
        }
        return raw * scale + bias;
    }

    /** Smallest number that can be written. */
    long minimum() {
        return (signed ? -1L << width() - 1 : 0) * scale + bias;
    }

    /** Largest number that can be written. */
    long maximum() {
        return ((1L << width() - (signed ? 1 : 0)) - 1) * scale + bias;
    }

    /**
     * Puts a number into the fields; false if it is out of range, no multiple of the scale, or contradicts settled
     * bits.
     */
    boolean set(WordBuilder word, long value) {
        if (value < minimum() || value > maximum() || (value - bias) % scale != 0) {
            return false;
        }
        long rest = (value - bias) / scale;
        for (int i = fields.size() - 1; i >= 0; i--) {
            Field field = fields.get(i);
            int part = (int) rest & -1 >>> Integer.SIZE - field.width();
            if (!word.set(field, part)) {
                return false;
            }
            rest >>= field.width();
        }
        return true;
    }

    /** What numbers are accepted, for messages. */
    String range() {
        String multiple = scale == 1 ? "" : " in steps of " + scale;
        return "from " + minimum() + " to " + maximum() + multiple;
    }
}
