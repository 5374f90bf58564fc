package org.realmscope.a64.exec;

import org.realmscope.platform.pe.Pe;

/** Operand fields at the places that most A64 encodings share, and indices into {@link Pe#x} for register numbers. */
public final class Operands {
    public static final int THIRTY_ONE = 31;
    public static final long WORD = 0xffff_ffffL;

    private Operands() {}

    /** Whether the register operands are 64 bits wide: {@code sf}, bit 31. */
    public static boolean isWide(int word) {
        return word < 0;
    }

    /** Bits {@code msb} to {@code lsb} as an unsigned number. */
    public static int bits(int word, int msb, int lsb) {
        return word << Integer.SIZE - 1 - msb >>> Integer.SIZE - 1 - msb + lsb;
    }

    /** Bits {@code msb} to {@code lsb} as a signed number. */
    public static int signedBits(int word, int msb, int lsb) {
        return word << Integer.SIZE - 1 - msb >> Integer.SIZE - 1 - msb + lsb;
    }

    /** Number of the register in bits 4:0. */
    public static int rd(int word) {
        return word & THIRTY_ONE;
    }

    /** Number of the register in bits 9:5. */
    public static int rn(int word) {
        return word >>> 5 & THIRTY_ONE;
    }

    /** Number of the register in bits 20:16. */
    public static int rm(int word) {
        return word >>> 16 & THIRTY_ONE;
    }

    /** Number of the register in bits 14:10. */
    public static int ra(int word) {
        return word >>> 10 & THIRTY_ONE;
    }

    /** Index that a register is written at when 31 is the zero register. */
    public static int destination(int number) {
        return number == THIRTY_ONE ? Pe.SINK : number;
    }

    /** Index of a register when 31 is the stack pointer. */
    public static int orStackPointer(int number) {
        return number == THIRTY_ONE ? Pe.SP : number;
    }
}
