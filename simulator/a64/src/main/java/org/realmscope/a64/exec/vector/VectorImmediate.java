package org.realmscope.a64.exec.vector;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;

/** MOVI, MVNI, FMOV, ORR and BIC of vectors with an immediate, and FMOV (scalar, immediate). */
public final class VectorImmediate {
    private static final int Q_BIT = 30;
    private static final int OP_BIT = 29;
    private static final int CMODE_SHIFTED_16 = 0b1000;
    private static final int CMODE_ONES = 0b1100;
    private static final int CMODE_BYTES = 0b1110;
    private static final int HALFWORD = 1;
    private static final int WORD = 2;

    private VectorImmediate() {}

    /**
     * A vector from abc:defgh in bits 18:16 and 9:5, cmode in bits 15:12 and op in bit 29 (Arm ARM,
     * AdvSIMDExpandImm).
     */
    public static Op vector(int word, int blockOffset) {
        int cmode = Operands.bits(word, 15, 12);
        boolean inverted = Operands.bits(word, OP_BIT, OP_BIT) == 1;
        boolean full = Operands.bits(word, Q_BIT, Q_BIT) == 1;
        long value = expand(cmode, inverted, Operands.bits(word, 18, 16) << 5 | Operands.bits(word, 9, 5));
        int d = Operands.rd(word);
        if (cmode >= CMODE_ONES) {
            boolean invert = inverted && cmode < CMODE_BYTES;
            return new Set(d, invert ? ~value : value, full);
        }
        if ((cmode & 1) == 0) {
            return new Set(d, inverted ? ~value : value, full);
        }
        return inverted ? new Clear(d, value, full) : new Or(d, value, full);
    }

    private static long expand(int cmode, boolean op, int imm8) {
        if (cmode < CMODE_SHIFTED_16) {
            return Elements.replicate((long) imm8 << 8 * (cmode >> 1), WORD);
        }
        if (cmode < CMODE_ONES) {
            return Elements.replicate((long) imm8 << 8 * (cmode >> 1 & 1), HALFWORD);
        }
        if (cmode < CMODE_BYTES) {
            int shift = cmode == CMODE_ONES ? 8 : 16;
            return Elements.replicate((long) imm8 << shift | (1L << shift) - 1, WORD);
        }
        if (cmode == CMODE_BYTES) {
            return op ? byteMask(imm8) : Elements.replicate(imm8, 0);
        }
        return op ? expandDouble(imm8) : Elements.replicate(expandSingle(imm8), WORD);
    }

    private static long byteMask(int imm8) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value |= (imm8 >> i & 1) == 0 ? 0 : 0xffL << Byte.SIZE * i;
        }
        return value;
    }

    /** FMOV (scalar, immediate) to an S register, imm8 in bits 20:13. */
    public static Op single(int word, int blockOffset) {
        return new Set(Operands.rd(word), expandSingle(Operands.bits(word, 20, 13)), false);
    }

    /** FMOV (scalar, immediate) to a D register, imm8 in bits 20:13. */
    public static Op doublePrecision(int word, int blockOffset) {
        return new Set(Operands.rd(word), expandDouble(Operands.bits(word, 20, 13)), false);
    }

    /** Sign, three bits of exponent, four of fraction to the single-precision format (Arm ARM, VFPExpandImm). */
    private static long expandSingle(int imm8) {
        int sign = imm8 >> 7;
        int exponent = (imm8 & 0x40) == 0 ? 0x80 : 0x7c;
        return (long) sign << 31 | (long) (exponent | imm8 >> 4 & 3) << 23 | (long) (imm8 & 0xf) << 19;
    }

    private static long expandDouble(int imm8) {
        int sign = imm8 >> 7;
        int exponent = (imm8 & 0x40) == 0 ? 0x400 : 0x3fc;
        return (long) sign << 63 | (long) (exponent | imm8 >> 4 & 3) << 52 | (long) (imm8 & 0xf) << 48;
    }

    private abstract static class ImmediateOp extends VectorOp {
        final int d;
        final long value;
        final boolean full;

        ImmediateOp(int d, long value, boolean full) {
            this.d = low(d);
            this.value = value;
            this.full = full;
        }
    }

    private static final class Set extends ImmediateOp {
        Set(int d, long value, boolean full) {
            super(d, value, full);
        }

        @Override
        void run(Pe pe) {
            pe.v[d] = value;
            pe.v[d + 1] = full ? value : 0;
        }
    }

    private static final class Or extends ImmediateOp {
        Or(int d, long value, boolean full) {
            super(d, value, full);
        }

        @Override
        void run(Pe pe) {
            pe.v[d] |= value;
            pe.v[d + 1] = full ? pe.v[d + 1] | value : 0;
        }
    }

    private static final class Clear extends ImmediateOp {
        Clear(int d, long value, boolean full) {
            super(d, value, full);
        }

        @Override
        void run(Pe pe) {
            pe.v[d] &= ~value;
            pe.v[d + 1] = full ? pe.v[d + 1] & ~value : 0;
        }
    }
}
