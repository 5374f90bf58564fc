package org.realmscope.a64.exec.memory;

import static org.realmscope.a64.exec.Operands.WORD;

import org.realmscope.platform.pe.Pe;

/** Accesses of instructions that are too rare for a class per size. */
public final class SizedAccess {

    private SizedAccess() {}

    /**
     * Loads.
     *
     * @param size bytes: 1, 2, 4 or 8
     * @return the value, zero-extended
     */
    public static long load(Pe pe, long va, int size) {
        return switch (size) {
            case Byte.BYTES -> pe.load8(va);
            case Short.BYTES -> pe.load16(va);
            case Integer.BYTES -> pe.load32(va) & WORD;
            default -> pe.load64(va);
        };
    }

    /**
     * Stores the low bytes of {@code value}.
     *
     * @param size bytes: 1, 2, 4 or 8
     */
    public static void store(Pe pe, long va, int size, long value) {
        switch (size) {
            case Byte.BYTES -> pe.store8(va, (int) value);
            case Short.BYTES -> pe.store16(va, (int) value);
            case Integer.BYTES -> pe.store32(va, (int) value);
            default -> pe.store64(va, value);
        }
    }
}
