package org.realmscope.a64.exec;

import org.realmscope.platform.pe.Pe;

/**
 * Arithmetic that sets PSTATE.NZCV (Arm ARM, AddWithCarry), in the form in which {@link Pe} keeps the flags. Each
 * method is small enough for HotSpot to inline.
 */
final class Flags {

    private Flags() {}

    static long adds64(Pe pe, long a, long b) {
        long result = a + b;
        pe.nf = result;
        pe.zf = result;
        pe.cf = Long.compareUnsigned(result, a) < 0 ? 1 : 0;
        pe.vf = (a ^ result) & (b ^ result);
        return result;
    }

    static int adds32(Pe pe, int a, int b) {
        int result = a + b;
        pe.nf = result;
        pe.zf = result;
        pe.cf = Integer.compareUnsigned(result, a) < 0 ? 1 : 0;
        pe.vf = (a ^ result) & (b ^ result);
        return result;
    }

    static long subs64(Pe pe, long a, long b) {
        long result = a - b;
        pe.nf = result;
        pe.zf = result;
        pe.cf = Long.compareUnsigned(a, b) >= 0 ? 1 : 0;
        pe.vf = (a ^ b) & (a ^ result);
        return result;
    }

    static int subs32(Pe pe, int a, int b) {
        int result = a - b;
        pe.nf = result;
        pe.zf = result;
        pe.cf = Integer.compareUnsigned(a, b) >= 0 ? 1 : 0;
        pe.vf = (a ^ b) & (a ^ result);
        return result;
    }

    /** a + b + C. */
    static long adcs64(Pe pe, long a, long b) {
        long result = a + b + pe.cf;
        pe.nf = result;
        pe.zf = result;
        pe.vf = (a ^ result) & (b ^ result);
        pe.cf = (int) ((a & b | (a | b) & ~result) >>> Long.SIZE - 1);
        return result;
    }

    /** a + b + C. */
    static int adcs32(Pe pe, int a, int b) {
        int result = a + b + pe.cf;
        pe.nf = result;
        pe.zf = result;
        pe.vf = (a ^ result) & (b ^ result);
        pe.cf = (a & b | (a | b) & ~result) >>> Integer.SIZE - 1;
        return result;
    }

    /** value - 0, sign-extended if it is narrower. */
    static void compareZero(Pe pe, long value) {
        pe.nf = value;
        pe.zf = value;
        pe.cf = 1;
        pe.vf = 0;
    }

    /** What logical instructions set for a result, sign-extended if it is narrower. */
    static void logical(Pe pe, long result) {
        pe.nf = result;
        pe.zf = result;
        pe.cf = 0;
        pe.vf = 0;
    }
}
