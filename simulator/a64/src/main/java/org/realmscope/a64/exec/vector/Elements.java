package org.realmscope.a64.exec.vector;

/**
 * Elements of the registers in {@link org.realmscope.platform.pe.Pe#v}. An element's width is given as log2 of its
 * bytes, 0 to 3.
 */
final class Elements {
    private static final int WIDTH_OF_DOUBLEWORD = 3;

    private Elements() {}

    /** Bits of an element, right-aligned. */
    static long mask(int width) {
        return -1L >>> Long.SIZE - (Byte.SIZE << width);
    }

    private static int index(int register, int width, int element) {
        return VectorOp.low(register) + (element >> WIDTH_OF_DOUBLEWORD - width);
    }

    private static int shift(int width, int element) {
        return (element & (1 << WIDTH_OF_DOUBLEWORD - width) - 1) * (Byte.SIZE << width);
    }

    /** The element, zero-extended. */
    static long get(long[] v, int register, int width, int element) {
        return v[index(register, width, element)] >>> shift(width, element) & mask(width);
    }

    /** Replaces the element by the low bits of {@code value}. */
    static void set(long[] v, int register, int width, int element, long value) {
        int index = index(register, width, element);
        int shift = shift(width, element);
        v[index] = v[index] & ~(mask(width) << shift) | (value & mask(width)) << shift;
    }

    /** The low bits of {@code value} in all elements of 64 bits. */
    static long replicate(long value, int width) {
        long all = value & mask(width);
        for (int i = width; i < WIDTH_OF_DOUBLEWORD; i++) {
            all |= all << (Byte.SIZE << i);
        }
        return all;
    }
}
