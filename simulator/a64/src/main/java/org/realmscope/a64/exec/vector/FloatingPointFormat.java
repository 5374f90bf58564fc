package org.realmscope.a64.exec.vector;

import java.math.BigInteger;

/**
 * A binary floating-point format of IEEE 754, with the rounding and the flags of the pseudocode function FPRound (Arm
 * ARM, shared
 * pseudocode): tininess is detected before rounding, traps are not implemented.
 *
 * @param bits           of an encoding
 * @param precision      bits of a significand, the hidden one included
 * @param exponentWidth bits of the exponent field
 */
record FloatingPointFormat(int bits, int precision, int exponentWidth) {
    static final FloatingPointFormat SINGLE = new FloatingPointFormat(32, 24, 8);
    static final FloatingPointFormat DOUBLE = new FloatingPointFormat(64, 53, 11);

    /** FPSR: Invalid Operation. */
    static final int IOC = 1;
    /** FPSR: Divide by Zero. */
    static final int DZC = 1 << 1;

    private static final int OFC = 1 << 2;
    private static final int UFC = 1 << 3;
    private static final int IXC = 1 << 4;
    /** FPSR: an input that is a denormal has been taken for zero. */
    static final int IDC = 1 << 7;

    private static final int RMODE_SHIFT = 22;
    private static final long FPCR_FZ = 1L << 24;
    private static final long FPCR_DN = 1L << 25;
    private static final int NEAREST = 0;
    private static final int PLUS_INFINITY = 1;
    static final int MINUS_INFINITY = 2;

    /** FPCR.RMode. */
    static int rounding(long fpcr) {
        return (int) (fpcr >>> RMODE_SHIFT) & 3;
    }

    static boolean flushesToZero(long fpcr) {
        return (fpcr & FPCR_FZ) != 0;
    }

    static boolean hasDefaultNan(long fpcr) {
        return (fpcr & FPCR_DN) != 0;
    }

    // --- parts of an encoding

    private int fractionWidth() {
        return precision - 1;
    }

    private long fraction(long value) {
        return value & (1L << fractionWidth()) - 1;
    }

    private int exponent(long value) {
        return (int) (value >>> fractionWidth()) & (1 << exponentWidth) - 1;
    }

    private int maxExponent() {
        return (1 << exponentWidth) - 1;
    }

    boolean isNegative(long value) {
        return (value >>> bits - 1 & 1) != 0;
    }

    boolean isNan(long value) {
        return exponent(value) == maxExponent() && fraction(value) != 0;
    }

    boolean isSignallingNan(long value) {
        return isNan(value) && (value >>> fractionWidth() - 1 & 1) == 0;
    }

    boolean isInfinity(long value) {
        return exponent(value) == maxExponent() && fraction(value) == 0;
    }

    boolean isZero(long value) {
        return exponent(value) == 0 && fraction(value) == 0;
    }

    boolean isDenormal(long value) {
        return exponent(value) == 0 && fraction(value) != 0;
    }

    long quiet(long nan) {
        return nan | 1L << fractionWidth() - 1;
    }

    long defaultNan() {
        return quiet(infinity(false));
    }

    long zero(boolean negative) {
        return negative ? 1L << bits - 1 : 0;
    }

    long infinity(boolean negative) {
        return zero(negative) | (long) maxExponent() << fractionWidth();
    }

    /** Significand of a finite number as an integer. */
    BigInteger significand(long value) {
        long hidden = exponent(value) == 0 ? 0 : 1L << fractionWidth();
        return BigInteger.valueOf(fraction(value) | hidden);
    }

    /** Exponent of the lowest bit of {@link #significand}. */
    int scale(long value) {
        return Math.max(exponent(value), 1) - bias() - fractionWidth();
    }

    private int bias() {
        return (1 << exponentWidth - 1) - 1;
    }

    // --- rounding

    /**
     * Encoding and flags of a number that is not zero.
     *
     * @param magnitude times {@code 2^scale}
     * @param sticky    whether the number is a little larger than that
     * @param flags     takes FPSR bits in element 0
     */
    long round(boolean negative, BigInteger magnitude, int scale, boolean sticky, long fpcr, int[] flags) {
        int leading = magnitude.bitLength() + scale - 1;
        int smallest = 1 - bias();
        boolean tiny = leading < smallest;
        if (tiny && flushesToZero(fpcr)) {
            flags[0] |= UFC;
            return zero(negative);
        }
        int quantum = Math.max(leading, smallest) - fractionWidth();
        int dropped = quantum - scale;
        BigInteger kept = magnitude.shiftRight(dropped);
        BigInteger rest = dropped <= 0 ? BigInteger.ZERO : magnitude.subtract(kept.shiftLeft(dropped));
        boolean inexact = rest.signum() != 0 || sticky;
        if (inexact) {
            flags[0] |= tiny ? UFC | IXC : IXC;
        }
        if (inexact && roundsUp(negative, kept, rest, dropped, sticky, rounding(fpcr))) {
            kept = kept.add(BigInteger.ONE);
        }
        if (kept.bitLength() > precision) {
            kept = kept.shiftRight(1);
            quantum++;
        }
        int field = kept.bitLength() < precision ? 0 : quantum + fractionWidth() + bias();
        if (field >= maxExponent()) {
            flags[0] |= OFC | IXC;
            return overflow(negative, rounding(fpcr));
        }
        return zero(negative) | (long) field << fractionWidth() | fraction(kept.longValue());
    }

    private static boolean roundsUp(
            boolean negative, BigInteger kept, BigInteger rest, int dropped, boolean sticky, int rounding) {
        if (rounding != NEAREST) {
            return rounding == (negative ? MINUS_INFINITY : PLUS_INFINITY);
        }
        int half = dropped <= 0 ? -1 : rest.compareTo(BigInteger.ONE.shiftLeft(dropped - 1));
        return half > 0 || half == 0 && (sticky || kept.testBit(0));
    }

    private long overflow(boolean negative, int rounding) {
        boolean toInfinity = rounding == NEAREST || rounding == (negative ? MINUS_INFINITY : PLUS_INFINITY);
        return toInfinity ? infinity(negative) : infinity(negative) - 1;
    }
}
