package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.ra;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rm;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** The multiply instructions with three sources: MADD, MSUB, their widening forms, SMULH and UMULH. */
public final class Multiply {

    private Multiply() {}

    /** MADD. */
    public static Op madd(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        int m = rm(word);
        int a = ra(word);
        if (a == Pe.ZR) {
            return isWide(word) ? new Multiply64(d, n, m) : new Multiply32(d, n, m);
        }
        return isWide(word) ? new MultiplyAdd64(d, n, m, a) : new MultiplyAdd32(d, n, m, a);
    }

    /** MSUB. */
    public static Op msub(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word)
                ? new MultiplySubtract64(d, rn(word), rm(word), ra(word))
                : new MultiplySubtract32(d, rn(word), rm(word), ra(word));
    }

    /** SMADDL. */
    public static Op smaddl(int word, int blockOffset) {
        return new SignedAddLong(destination(rd(word)), rn(word), rm(word), ra(word));
    }

    /** SMSUBL. */
    public static Op smsubl(int word, int blockOffset) {
        return new SignedSubtractLong(destination(rd(word)), rn(word), rm(word), ra(word));
    }

    /** UMADDL. */
    public static Op umaddl(int word, int blockOffset) {
        return new UnsignedAddLong(destination(rd(word)), rn(word), rm(word), ra(word));
    }

    /** UMSUBL. */
    public static Op umsubl(int word, int blockOffset) {
        return new UnsignedSubtractLong(destination(rd(word)), rn(word), rm(word), ra(word));
    }

    /** SMULH. */
    public static Op smulh(int word, int blockOffset) {
        return new SignedHigh(destination(rd(word)), rn(word), rm(word));
    }

    /** UMULH. */
    public static Op umulh(int word, int blockOffset) {
        return new UnsignedHigh(destination(rd(word)), rn(word), rm(word));
    }

    private abstract static class MultiplyOp extends BinaryOp {
        /** Index of the addend or minuend. */
        final int a;

        MultiplyOp(int d, int n, int m, int a) {
            super(d, n, m);
            this.a = a;
        }
    }

    private static final class Multiply64 extends BinaryOp {

        Multiply64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] * x[m];
        }
    }

    private static final class Multiply32 extends BinaryOp {

        Multiply32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] * x[m] & WORD;
        }
    }

    private static final class MultiplyAdd64 extends MultiplyOp {

        MultiplyAdd64(int d, int n, int m, int a) {
            super(d, n, m, a);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[a] + x[n] * x[m];
        }
    }

    private static final class MultiplyAdd32 extends MultiplyOp {

        MultiplyAdd32(int d, int n, int m, int a) {
            super(d, n, m, a);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[a] + x[n] * x[m] & WORD;
        }
    }

    private static final class MultiplySubtract64 extends MultiplyOp {

        MultiplySubtract64(int d, int n, int m, int a) {
            super(d, n, m, a);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[a] - x[n] * x[m];
        }
    }

    private static final class MultiplySubtract32 extends MultiplyOp {

        MultiplySubtract32(int d, int n, int m, int a) {
            super(d, n, m, a);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[a] - x[n] * x[m] & WORD;
        }
    }

    private static final class SignedAddLong extends MultiplyOp {

        SignedAddLong(int d, int n, int m, int a) {
            super(d, n, m, a);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[a] + (long) (int) x[n] * (int) x[m];
        }
    }

    private static final class SignedSubtractLong extends MultiplyOp {

        SignedSubtractLong(int d, int n, int m, int a) {
            super(d, n, m, a);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[a] - (long) (int) x[n] * (int) x[m];
        }
    }

    private static final class UnsignedAddLong extends MultiplyOp {

        UnsignedAddLong(int d, int n, int m, int a) {
            super(d, n, m, a);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[a] + (x[n] & WORD) * (x[m] & WORD);
        }
    }

    private static final class UnsignedSubtractLong extends MultiplyOp {

        UnsignedSubtractLong(int d, int n, int m, int a) {
            super(d, n, m, a);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[a] - (x[n] & WORD) * (x[m] & WORD);
        }
    }

    private static final class SignedHigh extends BinaryOp {

        SignedHigh(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Math.multiplyHigh(x[n], x[m]);
        }
    }

    private static final class UnsignedHigh extends BinaryOp {

        UnsignedHigh(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Math.unsignedMultiplyHigh(x[n], x[m]);
        }
    }
}
