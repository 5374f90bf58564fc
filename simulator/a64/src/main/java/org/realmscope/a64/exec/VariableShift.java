package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rm;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** LSLV, LSRV, ASRV and RORV: only as many low bits of the amount count as the width needs, as in Java. */
public final class VariableShift {

    private VariableShift() {}

    /** LSLV. */
    public static Op lslv(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new Left64(d, rn(word), rm(word)) : new Left32(d, rn(word), rm(word));
    }

    /** LSRV. */
    public static Op lsrv(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new Right64(d, rn(word), rm(word)) : new Right32(d, rn(word), rm(word));
    }

    /** ASRV. */
    public static Op asrv(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new Arithmetic64(d, rn(word), rm(word)) : new Arithmetic32(d, rn(word), rm(word));
    }

    /** RORV. */
    public static Op rorv(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new Rotate64(d, rn(word), rm(word)) : new Rotate32(d, rn(word), rm(word));
    }

    private static final class Left64 extends BinaryOp {

        Left64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] << x[m];
        }
    }

    private static final class Left32 extends BinaryOp {

        Left32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = ((int) x[n] << x[m]) & WORD;
        }
    }

    private static final class Right64 extends BinaryOp {

        Right64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] >>> x[m];
        }
    }

    private static final class Right32 extends BinaryOp {

        Right32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = ((int) x[n] >>> x[m]) & WORD;
        }
    }

    private static final class Arithmetic64 extends BinaryOp {

        Arithmetic64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] >> x[m];
        }
    }

    private static final class Arithmetic32 extends BinaryOp {

        Arithmetic32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = ((int) x[n] >> x[m]) & WORD;
        }
    }

    private static final class Rotate64 extends BinaryOp {

        Rotate64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Long.rotateRight(x[n], (int) x[m]);
        }
    }

    private static final class Rotate32 extends BinaryOp {

        Rotate32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Integer.rotateRight((int) x[n], (int) x[m]) & WORD;
        }
    }
}
