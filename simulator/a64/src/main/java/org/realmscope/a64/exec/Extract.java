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

/** EXTR; with equal sources it is ROR (immediate). */
public final class Extract {

    private Extract() {}

    /** EXTR. */
    public static Op extr(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        int m = rm(word);
        int lsb = bits(word, 15, 10);
        if (!isWide(word)) {
            return n == m ? new RotateRight32(d, n, lsb) : new Extract32(d, n, m, lsb);
        }
        if (n == m) {
            return new RotateRight64(d, n, lsb);
        }
        return lsb == 0 ? new Move.Move64(d, m) : new Extract64(d, n, m, lsb);
    }

    private static final class Extract64 extends ShiftedOp {

        Extract64(int d, int n, int m, int amount) {
            super(d, n, m, amount);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] << -amount | x[m] >>> amount;
        }
    }

    private static final class Extract32 extends ShiftedOp {

        Extract32(int d, int n, int m, int amount) {
            super(d, n, m, amount);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = (x[n] << Integer.SIZE | x[m] & WORD) >>> amount & WORD;
        }
    }

    private static final class RotateRight64 extends ImmediateOp {

        RotateRight64(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Long.rotateRight(x[n], (int) immediate);
        }
    }

    private static final class RotateRight32 extends ImmediateOp {

        RotateRight32(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Integer.rotateRight((int) x[n], (int) immediate) & WORD;
        }
    }
}
