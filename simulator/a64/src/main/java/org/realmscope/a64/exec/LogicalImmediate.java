package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.orStackPointer;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.encoding.BitmaskImmediate;
import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** AND, ORR, EOR and ANDS (immediate). */
public final class LogicalImmediate {

    private LogicalImmediate() {}

    /** AND. A 32-bit immediate has no high bits, so both widths are one class. */
    public static Op and(int word, int blockOffset) {
        return new And(orStackPointer(rd(word)), rn(word), immediate(word));
    }

    /** ORR. */
    public static Op orr(int word, int blockOffset) {
        int d = orStackPointer(rd(word));
        int n = rn(word);
        long immediate = immediate(word);
        if (n == Pe.ZR) {
            return new Move.Constant(d, immediate);
        }
        return isWide(word) ? new Orr64(d, n, immediate) : new Orr32(d, n, immediate);
    }

    /** EOR. */
    public static Op eor(int word, int blockOffset) {
        int d = orStackPointer(rd(word));
        return isWide(word) ? new Eor64(d, rn(word), immediate(word)) : new Eor32(d, rn(word), immediate(word));
    }

    /** ANDS. */
    public static Op ands(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        long immediate = immediate(word);
        if (d == Pe.SINK) {
            return isWide(word) ? new Test64(d, n, immediate) : new Test32(d, n, immediate);
        }
        return isWide(word) ? new Ands64(d, n, immediate) : new Ands32(d, n, immediate);
    }

    private static long immediate(int word) {
        return BitmaskImmediate.decode(bits(word, 22, 10), isWide(word) ? Long.SIZE : Integer.SIZE);
    }

    private static final class And extends ImmediateOp {

        And(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] & immediate;
        }
    }

    private static final class Orr64 extends ImmediateOp {

        Orr64(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] | immediate;
        }
    }

    private static final class Orr32 extends ImmediateOp {

        Orr32(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = (x[n] | immediate) & WORD;
        }
    }

    private static final class Eor64 extends ImmediateOp {

        Eor64(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] ^ immediate;
        }
    }

    private static final class Eor32 extends ImmediateOp {

        Eor32(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = (x[n] ^ immediate) & WORD;
        }
    }

    private static final class Ands64 extends ImmediateOp {

        Ands64(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long result = x[n] & immediate;
            x[d] = result;
            Flags.logical(pe, result);
        }
    }

    private static final class Ands32 extends ImmediateOp {

        Ands32(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long result = x[n] & immediate;
            x[d] = result;
            Flags.logical(pe, (int) result);
        }
    }

    private static final class Test64 extends ImmediateOp {

        Test64(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            Flags.logical(pe, pe.x[n] & immediate);
        }
    }

    private static final class Test32 extends ImmediateOp {

        Test32(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            Flags.logical(pe, (int) (pe.x[n] & immediate));
        }
    }
}
