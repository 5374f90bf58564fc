package org.realmscope.debug.dwarf;

/** Little-endian bits in arrays of bytes; bit 0 is the least significant of byte 0. */
public final class Bits {
    private Bits() {}

    /** Up to 64 bits as a number, zero-extended. */
    static long number(byte[] bytes, long bitOffset, long bitSize) {
        long result = 0;
        for (long i = 0; i < bitSize; ) {
            long at = bitOffset + i;
            int shift = (int) (at & 7);
            int taken = (int) Math.min(8L - shift, bitSize - i);
            long part = (bytes[(int) (at >> 3)] & 0xff) >> shift & (1 << taken) - 1;
            result |= part << i;
            i += taken;
        }
        return result;
    }

    /** Copies bits. */
    public static void copy(byte[] from, long fromBit, byte[] to, long toBit, long bitSize) {
        if (((fromBit | toBit | bitSize) & 7) == 0) {
            System.arraycopy(from, (int) (fromBit >> 3), to, (int) (toBit >> 3), (int) (bitSize >> 3));
            return;
        }
        for (long i = 0; i < bitSize; i++) {
            int bit = from[(int) (fromBit + i >> 3)] >> (fromBit + i & 7) & 1;
            int at = (int) (toBit + i >> 3);
            int shift = (int) (toBit + i & 7);
            to[at] = (byte) (to[at] & ~(1 << shift) | bit << shift);
        }
    }

    /** The little-endian bytes of a number. */
    public static byte[] bytes(long number, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i < 8 ? number >> 8 * i : 0);
        }
        return bytes;
    }

    /** Extends the sign of the lowest {@code bits} bits. */
    static long signExtend(long number, long bits) {
        return bits <= 0 || bits >= 64 ? number : number << 64 - bits >> 64 - bits;
    }

    /** Clears all but the lowest {@code bits} bits. */
    static long zeroExtend(long number, long bits) {
        return bits <= 0 || bits >= 64 ? number : number << 64 - bits >>> 64 - bits;
    }
}
