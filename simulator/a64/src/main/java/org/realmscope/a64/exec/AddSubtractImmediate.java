package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.orStackPointer;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** ADD, SUB, ADDS and SUBS (immediate). */
public final class AddSubtractImmediate {
    private static final int SHIFT = 12;

    private AddSubtractImmediate() {}

    /** ADD. */
    public static Op add(int word, int blockOffset) {
        return add(word, (long) immediate(word));
    }

    /** SUB. */
    public static Op sub(int word, int blockOffset) {
        return add(word, -(long) immediate(word));
    }

    private static Op add(int word, long immediate) {
        int d = orStackPointer(rd(word));
        int n = orStackPointer(rn(word));
        if (!isWide(word)) {
            return new Add32(d, n, immediate);
        }
        return immediate == 0 ? new Move.Move64(d, n) : new Add64(d, n, immediate);
    }

    /** ADDS. */
    public static Op adds(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = orStackPointer(rn(word));
        return isWide(word) ? new Adds64(d, n, immediate(word)) : new Adds32(d, n, immediate(word));
    }

    /** SUBS. */
    public static Op subs(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = orStackPointer(rn(word));
        int immediate = immediate(word);
        if (d == Pe.SINK) {
            return compare(word, n, immediate);
        }
        return isWide(word) ? new Subs64(d, n, immediate) : new Subs32(d, n, immediate);
    }

    private static Op compare(int word, int n, int immediate) {
        if (isWide(word)) {
            return immediate == 0 ? new CompareZero64(n, n) : new Compare64(n, n, immediate);
        }
        return immediate == 0 ? new CompareZero32(n, n) : new Compare32(n, n, immediate);
    }

    private static int immediate(int word) {
        int imm12 = bits(word, 21, 10);
        return bits(word, 22, 22) == 0 ? imm12 : imm12 << SHIFT;
    }

    private static final class Add64 extends ImmediateOp {

        Add64(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + immediate;
        }
    }

    private static final class Add32 extends ImmediateOp {

        Add32(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + immediate & WORD;
        }
    }

    private static final class Adds64 extends ImmediateOp {

        Adds64(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            pe.x[d] = Flags.adds64(pe, pe.x[n], immediate);
        }
    }

    private static final class Adds32 extends ImmediateOp {

        Adds32(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            pe.x[d] = Flags.adds32(pe, (int) pe.x[n], (int) immediate) & WORD;
        }
    }

    private static final class Subs64 extends ImmediateOp {

        Subs64(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            pe.x[d] = Flags.subs64(pe, pe.x[n], immediate);
        }
    }

    private static final class Subs32 extends ImmediateOp {

        Subs32(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            pe.x[d] = Flags.subs32(pe, (int) pe.x[n], (int) immediate) & WORD;
        }
    }

    private static final class Compare64 extends ImmediateOp {

        Compare64(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            Flags.subs64(pe, pe.x[n], immediate);
        }
    }

    private static final class Compare32 extends ImmediateOp {

        Compare32(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            Flags.subs32(pe, (int) pe.x[n], (int) immediate);
        }
    }

    private static final class CompareZero64 extends UnaryOp {

        CompareZero64(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            Flags.compareZero(pe, pe.x[n]);
        }
    }

    private static final class CompareZero32 extends UnaryOp {

        CompareZero32(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            Flags.compareZero(pe, (int) pe.x[n]);
        }
    }
}
