package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rm;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** CSEL, CSINC, CSINV and CSNEG; setting a register from a condition has a class of its own. */
public final class ConditionalSelect {

    private ConditionalSelect() {}

    /** CSEL. */
    public static Op csel(int word, int blockOffset) {
        int d = destination(rd(word));
        int truth = truth(word);
        return isWide(word) ? new Select64(d, rn(word), rm(word), truth) : new Select32(d, rn(word), rm(word), truth);
    }

    /** CSINC. */
    public static Op csinc(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        int m = rm(word);
        int truth = truth(word);
        if (n == Pe.ZR && m == Pe.ZR) {
            return new Set(d, ~truth);
        }
        return isWide(word) ? new Increment64(d, n, m, truth) : new Increment32(d, n, m, truth);
    }

    /** CSINV. */
    public static Op csinv(int word, int blockOffset) {
        int d = destination(rd(word));
        int truth = truth(word);
        return isWide(word) ? new Invert64(d, rn(word), rm(word), truth) : new Invert32(d, rn(word), rm(word), truth);
    }

    /** CSNEG. */
    public static Op csneg(int word, int blockOffset) {
        int d = destination(rd(word));
        int truth = truth(word);
        return isWide(word) ? new Negate64(d, rn(word), rm(word), truth) : new Negate32(d, rn(word), rm(word), truth);
    }

    private static int truth(int word) {
        return ConditionTest.truth(bits(word, 15, 12));
    }

    private abstract static class SelectOp extends BinaryOp {
        final int truth;

        SelectOp(int d, int n, int m, int truth) {
            super(d, n, m);
            this.truth = truth;
        }
    }

    private static final class Set extends Op {
        private final int d;
        private final int truth;

        Set(int d, int truth) {
            this.d = d;
            this.truth = truth;
        }

        @Override
        public void execute(Pe pe) {
            pe.x[d] = ConditionTest.value(truth, pe);
        }
    }

    private static final class Select64 extends SelectOp {

        Select64(int d, int n, int m, int truth) {
            super(d, n, m, truth);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = ConditionTest.holds(truth, pe) ? x[n] : x[m];
        }
    }

    private static final class Select32 extends SelectOp {

        Select32(int d, int n, int m, int truth) {
            super(d, n, m, truth);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = (ConditionTest.holds(truth, pe) ? x[n] : x[m]) & WORD;
        }
    }

    private static final class Increment64 extends SelectOp {

        Increment64(int d, int n, int m, int truth) {
            super(d, n, m, truth);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = ConditionTest.holds(truth, pe) ? x[n] : x[m] + 1;
        }
    }

    private static final class Increment32 extends SelectOp {

        Increment32(int d, int n, int m, int truth) {
            super(d, n, m, truth);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = (ConditionTest.holds(truth, pe) ? x[n] : x[m] + 1) & WORD;
        }
    }

    private static final class Invert64 extends SelectOp {

        Invert64(int d, int n, int m, int truth) {
            super(d, n, m, truth);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = ConditionTest.holds(truth, pe) ? x[n] : ~x[m];
        }
    }

    private static final class Invert32 extends SelectOp {

        Invert32(int d, int n, int m, int truth) {
            super(d, n, m, truth);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = (ConditionTest.holds(truth, pe) ? x[n] : ~x[m]) & WORD;
        }
    }

    private static final class Negate64 extends SelectOp {

        Negate64(int d, int n, int m, int truth) {
            super(d, n, m, truth);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = ConditionTest.holds(truth, pe) ? x[n] : -x[m];
        }
    }

    private static final class Negate32 extends SelectOp {

        Negate32(int d, int n, int m, int truth) {
            super(d, n, m, truth);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = (ConditionTest.holds(truth, pe) ? x[n] : -x[m]) & WORD;
        }
    }
}
