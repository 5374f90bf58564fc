package org.realmscope.scenario.lang.build;

import org.jspecify.annotations.Nullable;

/** Sizes of accesses by the words of A64's data types. */
public final class Sizes {
    private Sizes() {}

    /** Bytes; 8 if no word is written. */
    public static int bytes(@Nullable String word) {
        return switch (word) {
            case "byte" -> 1;
            case "half" -> 2;
            case "word" -> 4;
            case null, default -> 8;
        };
    }

    /** Whether {@code value} can be held, signed or unsigned, in {@code bytes} bytes. */
    public static boolean fits(long value, int bytes) {
        if (bytes >= Long.BYTES) {
            return true;
        }
        int bits = bytes * Byte.SIZE;
        return value >>> bits == 0 || (value < 0 && value >= -1L << (bits - 1));
    }
}
