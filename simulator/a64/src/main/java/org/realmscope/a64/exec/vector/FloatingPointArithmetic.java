package org.realmscope.a64.exec.vector;

import java.math.BigInteger;
import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * Scalar FADD, FSUB, FMUL, FNMUL and FDIV (FPAdd, FPSub, FPMul, FPDiv in the shared pseudocode), with FPCR.{RMode,
 * FZ, DN} and the
 * cumulative flags of FPSR. Exact integers stand behind them: realm code that faults rarely computes.
 */
public final class FloatingPointArithmetic {
    /** Bits beyond the precision that a quotient is computed with; what is left beyond them only rounds. */
    private static final int GUARD_BITS = 3;

    private FloatingPointArithmetic() {}

    private enum Operation {
        ADD,
        SUBTRACT,
        MULTIPLY,
        MULTIPLY_NEGATE,
        DIVIDE
    }

    public static Op add(int word, int blockOffset) {
        return new TwoSources(word, Operation.ADD);
    }

    public static Op subtract(int word, int blockOffset) {
        return new TwoSources(word, Operation.SUBTRACT);
    }

    public static Op multiply(int word, int blockOffset) {
        return new TwoSources(word, Operation.MULTIPLY);
    }

    public static Op multiplyNegate(int word, int blockOffset) {
        return new TwoSources(word, Operation.MULTIPLY_NEGATE);
    }

    public static Op divide(int word, int blockOffset) {
        return new TwoSources(word, Operation.DIVIDE);
    }

    private static final class TwoSources extends VectorOp {
        private static final int WORD = 2;
        private static final int DOUBLEWORD = 3;

        private final int d;
        private final int n;
        private final int m;
        private final int width;
        private final FloatingPointFormat format;
        private final Operation operation;
        private final int[] flags = new int[1];

        TwoSources(int word, Operation operation) {
            boolean isDouble = Operands.bits(word, 22, 22) != 0;
            this.d = low(Operands.rd(word));
            this.n = Operands.rn(word);
            this.m = Operands.rm(word);
            this.width = isDouble ? DOUBLEWORD : WORD;
            this.format = isDouble ? FloatingPointFormat.DOUBLE : FloatingPointFormat.SINGLE;
            this.operation = operation;
        }

        @Override
        void run(Pe pe) {
            flags[0] = 0;
            long fpcr = pe.sys.get(SystemRegister.FPCR);
            long first = input(Elements.get(pe.v, n, width, 0), fpcr);
            long second = input(Elements.get(pe.v, m, width, 0), fpcr);
            pe.v[d] = compute(first, second, fpcr);
            pe.v[d + 1] = 0;
            pe.sys.set(SystemRegister.FPSR, pe.sys.get(SystemRegister.FPSR) | flags[0]);
        }

        /** An operand; a denormal is zero where FPCR.FZ says so. */
        private long input(long value, long fpcr) {
            if (FloatingPointFormat.flushesToZero(fpcr) && format.isDenormal(value)) {
                flags[0] |= FloatingPointFormat.IDC;
                return format.zero(format.isNegative(value));
            }
            return value;
        }

        private long compute(long first, long second, long fpcr) {
            if (format.isNan(first) || format.isNan(second)) {
                long nan = nan(first, second, fpcr);
                return operation == Operation.MULTIPLY_NEGATE ? negate(nan) : nan;
            }
            return switch (operation) {
                case ADD -> sum(first, second, fpcr);
                case SUBTRACT -> sum(first, negate(second), fpcr);
                case MULTIPLY -> product(first, second, fpcr);
                case MULTIPLY_NEGATE -> negate(product(first, second, fpcr));
                case DIVIDE -> quotient(first, second, fpcr);
            };
        }

        private long negate(long value) {
            return value ^ format.zero(true);
        }

        /** FPProcessNaNs: signalling before quiet, first before second. */
        private long nan(long first, long second, long fpcr) {
            boolean signalling = format.isSignallingNan(first) || format.isSignallingNan(second);
            if (signalling) {
                flags[0] |= FloatingPointFormat.IOC;
            }
            if (FloatingPointFormat.hasDefaultNan(fpcr)) {
                return format.defaultNan();
            }
            boolean takesFirst = signalling ? format.isSignallingNan(first) : format.isNan(first);
            return format.quiet(takesFirst ? first : second);
        }

        private long invalid() {
            flags[0] |= FloatingPointFormat.IOC;
            return format.defaultNan();
        }

        private long sum(long first, long second, long fpcr) {
            boolean negative = format.isNegative(first);
            if (format.isInfinity(first)) {
                return format.isInfinity(second) && negative != format.isNegative(second) ? invalid() : first;
            }
            if (format.isInfinity(second)) {
                return second;
            }
            int scale = Math.min(format.scale(first), format.scale(second));
            BigInteger total = signed(first, scale).add(signed(second, scale));
            if (total.signum() == 0) {
                boolean bothNegative =
                        format.isZero(first) && format.isZero(second) && negative && format.isNegative(second);
                boolean bothPositive =
                        format.isZero(first) && format.isZero(second) && !negative && !format.isNegative(second);
                boolean down = FloatingPointFormat.rounding(fpcr) == FloatingPointFormat.MINUS_INFINITY;
                return format.zero(bothNegative || down && !bothPositive);
            }
            return format.round(total.signum() < 0, total.abs(), scale, false, fpcr, flags);
        }

        private BigInteger signed(long value, int scale) {
            BigInteger magnitude = format.significand(value).shiftLeft(format.scale(value) - scale);
            return format.isNegative(value) ? magnitude.negate() : magnitude;
        }

        private long product(long first, long second, long fpcr) {
            boolean negative = format.isNegative(first) != format.isNegative(second);
            boolean infinite = format.isInfinity(first) || format.isInfinity(second);
            boolean zero = format.isZero(first) || format.isZero(second);
            if (infinite) {
                return zero ? invalid() : format.infinity(negative);
            }
            if (zero) {
                return format.zero(negative);
            }
            BigInteger magnitude = format.significand(first).multiply(format.significand(second));
            int scale = format.scale(first) + format.scale(second);
            return format.round(negative, magnitude, scale, false, fpcr, flags);
        }

        private long quotient(long first, long second, long fpcr) {
            boolean negative = format.isNegative(first) != format.isNegative(second);
            if (format.isInfinity(first)) {
                return format.isInfinity(second) ? invalid() : format.infinity(negative);
            }
            if (format.isZero(second)) {
                if (format.isZero(first)) {
                    return invalid();
                }
                flags[0] |= FloatingPointFormat.DZC;
                return format.infinity(negative);
            }
            if (format.isZero(first) || format.isInfinity(second)) {
                return format.zero(negative);
            }
            int shift = 2 * format.precision() + GUARD_BITS;
            BigInteger[] parts =
                    format.significand(first).shiftLeft(shift).divideAndRemainder(format.significand(second));
            int scale = format.scale(first) - format.scale(second) - shift;
            return format.round(negative, parts[0], scale, parts[1].signum() != 0, fpcr, flags);
        }
    }
}
