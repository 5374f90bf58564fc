package org.realmscope.a64.encoding;

import java.util.OptionalInt;

/**
 * The 13-bit N:immr:imms immediates of the logical and bitfield instructions: a run of ones, rotated within an element
 * of 2 to 64 bits, repeated over the register (Arm ARM, DecodeBitMasks).
 */
public final class BitmaskImmediate {
    private static final int N_BIT = 1 << 12;
    private static final int IMMR_LSB = 6;

    private BitmaskImmediate() {}

    /** Whether the 13 bits denote an immediate for registers of {@code width} bits (32 or 64). */
    public static boolean isAllocated(int nImmrImms, int width) {
        int log2 = elementSizeLog2(nImmrImms);
        if (log2 < 1 || 1 << log2 > width) {
            return false;
        }
        int levels = (1 << log2) - 1;
        return (nImmrImms & levels) != levels;
    }

    /**
     * The immediate as a 64-bit value; for 32-bit registers its low half.
     *
     * @param nImmrImms an allocated encoding
     */
    public static long decode(int nImmrImms, int width) {
        int size = 1 << elementSizeLog2(nImmrImms);
        int ones = (nImmrImms & size - 1) + 1;
        int rotation = nImmrImms >>> IMMR_LSB & size - 1;
        long element = rotateRight(-1L >>> Long.SIZE - ones, rotation, size);
        return replicate(element, size) & -1L >>> Long.SIZE - width;
    }

    /**
     * The encoding whose value for registers of {@code width} bits (32 or 64) is {@code immediate}, if there is one.
     */
    public static OptionalInt encode(long immediate, int width) {
        if (width < Long.SIZE && immediate >>> width != 0) {
            return OptionalInt.empty();
        }
        long value = width < Long.SIZE ? replicate(immediate, width) : immediate;
        if (value == 0 || value == -1) {
            return OptionalInt.empty();
        }
        int size = Long.SIZE;
        while (size > 2 && replicate(value & -1L >>> Long.SIZE - size / 2, size / 2) == value) {
            size /= 2;
        }
        long elementMask = -1L >>> Long.SIZE - size;
        long element = value & elementMask;
        int ones = Long.bitCount(element);
        for (int rotation = 0; rotation < size; rotation++) {
            if (rotateRight(-1L >>> Long.SIZE - ones, rotation, size) == element) {
                int imms = -2 * size & 0x3f | ones - 1;
                return OptionalInt.of((size == Long.SIZE ? N_BIT : 0) | rotation << IMMR_LSB | imms & 0x3f);
            }
        }
        return OptionalInt.empty();
    }

    /** log2 of the element's size from the highest set bit of N:NOT(imms); below 1 if none is set. */
    private static int elementSizeLog2(int nImmrImms) {
        int selector = (nImmrImms & N_BIT) >>> 6 | ~nImmrImms & 0x3f;
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(selector);
    }

    private static long rotateRight(long element, int rotation, int size) {
        if (rotation == 0) {
            return element;
        }
        long mask = -1L >>> Long.SIZE - size;
        return (element >>> rotation | element << size - rotation) & mask;
    }

    private static long replicate(long element, int size) {
        long value = element;
        for (int filled = size; filled < Long.SIZE; filled *= 2) {
            value |= value << filled;
        }
        return value;
    }
}
