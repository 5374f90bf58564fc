package org.realmscope.a64.encoding;

/**
 * A named run of adjacent bits of an instruction word.
 *
 * @param name  name in the encoding diagram, such as {@code Rd} or {@code imm12}
 * @param lsb   number of its least significant bit, 0 to 31
 * @param width number of bits, 1 to 32
 */
public record Field(String name, int lsb, int width) {

    public Field {
        if (lsb < 0 || width < 1 || lsb + width > Integer.SIZE) {
            throw new IllegalArgumentException(
                    "field " + name + " does not fit a word: lsb " + lsb + ", width " + width);
        }
    }

    /** All bits of the field, in place. */
    public int mask() {
        return lowMask(width) << lsb;
    }

    /** The field's value as an unsigned number. */
    public int extract(int word) {
        return word >>> lsb & lowMask(width);
    }

    /** The value moved to the field's place; bits of {@code value} above the width are dropped. */
    public int place(int value) {
        return (value & lowMask(width)) << lsb;
    }

    private static int lowMask(int width) {
        return -1 >>> Integer.SIZE - width;
    }
}
