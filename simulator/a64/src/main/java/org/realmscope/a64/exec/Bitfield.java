package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/**
 * SBFM, UBFM and BFM. Both directions of the unsigned and signed moves are a shift left that drops what is above the
 * field and a shift right that puts it in place; where one of them is by 0, or the extension is a frequent one, the
 * form has its own class.
 */
public final class Bitfield {

    private Bitfield() {}

    /** UBFM. */
    public static Op ubfm(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        int left = left(word);
        int right = right(word);
        if (right == 0) {
            return isWide(word) ? new ShiftLeft64(d, n, left) : new ShiftLeft32(d, n, left);
        }
        if (left == 0) {
            return isWide(word) ? new ShiftRight64(d, n, right) : new ShiftRight32(d, n, right);
        }
        if (left == right) {
            return new Mask(d, n, isWide(word) ? -1L >>> left : WORD >>> left);
        }
        return isWide(word) ? new Unsigned64(d, n, left, right) : new Unsigned32(d, n, left, right);
    }

    /** SBFM. */
    public static Op sbfm(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        int left = left(word);
        int right = right(word);
        if (!isWide(word)) {
            return left == 0 ? new ArithmeticRight32(d, n, right) : new Signed32(d, n, left, right);
        }
        if (left == 0) {
            return new ArithmeticRight64(d, n, right);
        }
        return left == Integer.SIZE && right == Integer.SIZE
                ? new SignExtendWord(d, n)
                : new Signed64(d, n, left, right);
    }

    /** BFM. */
    public static Op bfm(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        int size = isWide(word) ? Long.SIZE : Integer.SIZE;
        int immr = bits(word, 21, 16);
        int imms = bits(word, 15, 10);
        long mask = imms >= immr ? ones(imms - immr + 1) : ones(imms + 1) << size - immr;
        return isWide(word) ? new Insert64(d, n, immr, mask) : new Insert32(d, n, immr, mask);
    }

    private static long ones(int count) {
        return -1L >>> Long.SIZE - count;
    }

    private static int left(int word) {
        return (isWide(word) ? Long.SIZE : Integer.SIZE) - 1 - bits(word, 15, 10);
    }

    private static int right(int word) {
        int immr = bits(word, 21, 16);
        int imms = bits(word, 15, 10);
        return imms >= immr ? left(word) + immr : immr - imms - 1;
    }

    private static final class ShiftLeft64 extends ImmediateOp {

        ShiftLeft64(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] << immediate;
        }
    }

    private static final class ShiftLeft32 extends ImmediateOp {

        ShiftLeft32(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] << immediate & WORD;
        }
    }

    private static final class ShiftRight64 extends ImmediateOp {

        ShiftRight64(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] >>> immediate;
        }
    }

    private static final class ShiftRight32 extends ImmediateOp {

        ShiftRight32(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = (x[n] & WORD) >>> immediate;
        }
    }

    private static final class ArithmeticRight64 extends ImmediateOp {

        ArithmeticRight64(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] >> immediate;
        }
    }

    private static final class ArithmeticRight32 extends ImmediateOp {

        ArithmeticRight32(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = (int) x[n] >> immediate & WORD;
        }
    }

    private static final class Mask extends ImmediateOp {

        Mask(int d, int n, long immediate) {
            super(d, n, immediate);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] & immediate;
        }
    }

    private static final class SignExtendWord extends UnaryOp {

        SignExtendWord(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = (int) x[n];
        }
    }

    private static final class Unsigned64 extends FieldOp {

        Unsigned64(int d, int n, int left, int right) {
            super(d, n, left, right);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] << left >>> right;
        }
    }

    private static final class Unsigned32 extends FieldOp {

        Unsigned32(int d, int n, int left, int right) {
            super(d, n, left, right);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = ((int) x[n] << left >>> right) & WORD;
        }
    }

    private static final class Signed64 extends FieldOp {

        Signed64(int d, int n, int left, int right) {
            super(d, n, left, right);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] << left >> right;
        }
    }

    private static final class Signed32 extends FieldOp {

        Signed32(int d, int n, int left, int right) {
            super(d, n, left, right);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = ((int) x[n] << left >> right) & WORD;
        }
    }

    /** A field moved by two shifts. */
    private abstract static class FieldOp extends UnaryOp {
        final int left;
        final int right;

        FieldOp(int d, int n, int left, int right) {
            super(d, n);
            this.left = left;
            this.right = right;
        }
    }

    private static final class Insert64 extends UnaryOp {
        private final int rotation;
        private final long mask;

        Insert64(int d, int n, int rotation, long mask) {
            super(d, n);
            this.rotation = rotation;
            this.mask = mask;
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[d] & ~mask | Long.rotateRight(x[n], rotation) & mask;
        }
    }

    private static final class Insert32 extends UnaryOp {
        private final int rotation;
        private final long mask;

        Insert32(int d, int n, int rotation, long mask) {
            super(d, n);
            this.rotation = rotation;
            this.mask = mask;
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[d] & ~mask & WORD | Integer.rotateRight((int) x[n], rotation) & mask;
        }
    }
}
