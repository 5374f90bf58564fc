package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rm;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/**
 * ADD, SUB, ADDS and SUBS (shifted register): unshifted, shifted left, and the rarer shifts with the type as a field.
 */
public final class AddSubtractShifted {

    private AddSubtractShifted() {}

    /** ADD. */
    public static Op add(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        int m = rm(word);
        int amount = Shift.amount(word);
        if (amount == 0) {
            return isWide(word) ? new Add64(d, n, m) : new Add32(d, n, m);
        }
        if (Shift.isLeft(word)) {
            return isWide(word) ? new AddLeft64(d, n, m, amount) : new AddLeft32(d, n, m, amount);
        }
        return new Shifted(word, false, false);
    }

    /** SUB. */
    public static Op sub(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        int m = rm(word);
        int amount = Shift.amount(word);
        if (amount == 0) {
            return isWide(word) ? new Sub64(d, n, m) : new Sub32(d, n, m);
        }
        if (Shift.isLeft(word)) {
            return isWide(word) ? new SubLeft64(d, n, m, amount) : new SubLeft32(d, n, m, amount);
        }
        return new Shifted(word, true, false);
    }

    /** ADDS. */
    public static Op adds(int word, int blockOffset) {
        int d = destination(rd(word));
        if (Shift.amount(word) == 0) {
            return isWide(word) ? new Adds64(d, rn(word), rm(word)) : new Adds32(d, rn(word), rm(word));
        }
        return new Shifted(word, false, true);
    }

    /** SUBS. */
    public static Op subs(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        int m = rm(word);
        if (Shift.amount(word) != 0) {
            return new Shifted(word, true, true);
        }
        if (d == Pe.SINK) {
            return isWide(word) ? new Compare64(d, n, m) : new Compare32(d, n, m);
        }
        return isWide(word) ? new Subs64(d, n, m) : new Subs32(d, n, m);
    }

    private static final class Add64 extends BinaryOp {

        Add64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + x[m];
        }
    }

    private static final class Add32 extends BinaryOp {

        Add32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + x[m] & WORD;
        }
    }

    private static final class Sub64 extends BinaryOp {

        Sub64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] - x[m];
        }
    }

    private static final class Sub32 extends BinaryOp {

        Sub32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] - x[m] & WORD;
        }
    }

    private static final class AddLeft64 extends ShiftedOp {

        AddLeft64(int d, int n, int m, int amount) {
            super(d, n, m, amount);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + (x[m] << amount);
        }
    }

    private static final class AddLeft32 extends ShiftedOp {

        AddLeft32(int d, int n, int m, int amount) {
            super(d, n, m, amount);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] + (x[m] << amount) & WORD;
        }
    }

    private static final class SubLeft64 extends ShiftedOp {

        SubLeft64(int d, int n, int m, int amount) {
            super(d, n, m, amount);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] - (x[m] << amount);
        }
    }

    private static final class SubLeft32 extends ShiftedOp {

        SubLeft32(int d, int n, int m, int amount) {
            super(d, n, m, amount);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] - (x[m] << amount) & WORD;
        }
    }

    private static final class Adds64 extends BinaryOp {

        Adds64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Flags.adds64(pe, x[n], x[m]);
        }
    }

    private static final class Adds32 extends BinaryOp {

        Adds32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Flags.adds32(pe, (int) x[n], (int) x[m]) & WORD;
        }
    }

    private static final class Subs64 extends BinaryOp {

        Subs64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Flags.subs64(pe, x[n], x[m]);
        }
    }

    private static final class Subs32 extends BinaryOp {

        Subs32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = Flags.subs32(pe, (int) x[n], (int) x[m]) & WORD;
        }
    }

    private static final class Compare64 extends BinaryOp {

        Compare64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            Flags.subs64(pe, x[n], x[m]);
        }
    }

    private static final class Compare32 extends BinaryOp {

        Compare32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            Flags.subs32(pe, (int) x[n], (int) x[m]);
        }
    }

    /** Any width and shift, with or without flags. */
    private static final class Shifted extends ShiftedOp {
        private final int type;
        private final boolean wide;
        private final boolean subtract;
        private final boolean setsFlags;

        Shifted(int word, boolean subtract, boolean setsFlags) {
            super(destination(rd(word)), rn(word), rm(word), Shift.amount(word));
            this.type = Shift.type(word);
            this.wide = isWide(word);
            this.subtract = subtract;
            this.setsFlags = setsFlags;
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            if (wide) {
                x[d] = AddSubtract.apply64(pe, x[n], Shift.apply64(type, x[m], amount), subtract, setsFlags);
            } else {
                int b = Shift.apply32(type, (int) x[m], amount);
                x[d] = AddSubtract.apply32(pe, (int) x[n], b, subtract, setsFlags) & WORD;
            }
        }
    }
}
