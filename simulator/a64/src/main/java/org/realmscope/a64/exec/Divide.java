package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rm;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** UDIV and SDIV. Division by zero gives zero; the most negative number by -1 gives itself. */
public final class Divide {

    private Divide() {}

    /** UDIV. */
    public static Op udiv(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new Unsigned64(d, rn(word), rm(word)) : new Unsigned32(d, rn(word), rm(word));
    }

    /** SDIV. */
    public static Op sdiv(int word, int blockOffset) {
        int d = destination(rd(word));
        return isWide(word) ? new Signed64(d, rn(word), rm(word)) : new Signed32(d, rn(word), rm(word));
    }

    private static final class Unsigned64 extends BinaryOp {

        Unsigned64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long divisor = x[m];
            x[d] = divisor == 0 ? 0 : Long.divideUnsigned(x[n], divisor);
        }
    }

    private static final class Unsigned32 extends BinaryOp {

        Unsigned32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long divisor = x[m] & WORD;
            x[d] = divisor == 0 ? 0 : (x[n] & WORD) / divisor;
        }
    }

    private static final class Signed64 extends BinaryOp {

        Signed64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long divisor = x[m];
            x[d] = divisor == 0 ? 0 : x[n] / divisor;
        }
    }

    private static final class Signed32 extends BinaryOp {

        Signed32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            int divisor = (int) x[m];
            x[d] = divisor == 0 ? 0 : (int) x[n] / divisor & WORD;
        }
    }
}
