package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.WORD;
import static org.realmscope.a64.exec.Operands.destination;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.rm;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** AND, BIC, ORR, ORN, EOR, EON, ANDS and BICS (shifted register). */
public final class LogicalShifted {

    private enum Operation {
        AND,
        ORR,
        EOR
    }

    private LogicalShifted() {}

    /** AND. */
    public static Op and(int word, int blockOffset) {
        int d = destination(rd(word));
        if (Shift.amount(word) != 0) {
            return shifted(word, Operation.AND, false);
        }
        return isWide(word) ? new And64(d, rn(word), rm(word)) : new And32(d, rn(word), rm(word));
    }

    /** BIC. */
    public static Op bic(int word, int blockOffset) {
        int d = destination(rd(word));
        if (Shift.amount(word) != 0) {
            return shifted(word, Operation.AND, true);
        }
        return isWide(word) ? new Bic64(d, rn(word), rm(word)) : new Bic32(d, rn(word), rm(word));
    }

    /** ORR. */
    public static Op orr(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        int m = rm(word);
        int amount = Shift.amount(word);
        if (amount == 0 && n == Pe.ZR) {
            return isWide(word) ? new Move.Move64(d, m) : new Move.Move32(d, m);
        }
        if (amount == 0) {
            return isWide(word) ? new Orr64(d, n, m) : new Orr32(d, n, m);
        }
        return isWide(word) && Shift.isLeft(word)
                ? new OrrLeft64(d, n, m, amount)
                : shifted(word, Operation.ORR, false);
    }

    /** ORN. */
    public static Op orn(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        if (Shift.amount(word) != 0 || n != Pe.ZR) {
            return shifted(word, Operation.ORR, true);
        }
        return isWide(word) ? new Not64(d, rm(word)) : new Not32(d, rm(word));
    }

    /** EOR. */
    public static Op eor(int word, int blockOffset) {
        int d = destination(rd(word));
        int n = rn(word);
        int m = rm(word);
        int amount = Shift.amount(word);
        if (amount == 0) {
            return isWide(word) ? new Eor64(d, n, m) : new Eor32(d, n, m);
        }
        return isWide(word) && Shift.isLogicalRight(word)
                ? new EorRight64(d, n, m, amount)
                : shifted(word, Operation.EOR, false);
    }

    /** EON. */
    public static Op eon(int word, int blockOffset) {
        return shifted(word, Operation.EOR, true);
    }

    /** ANDS. */
    public static Op ands(int word, int blockOffset) {
        int d = destination(rd(word));
        if (Shift.amount(word) != 0) {
            return shiftedWithFlags(word, false);
        }
        return isWide(word) ? new Ands64(d, rn(word), rm(word)) : new Ands32(d, rn(word), rm(word));
    }

    /** BICS. */
    public static Op bics(int word, int blockOffset) {
        return shiftedWithFlags(word, true);
    }

    private static Op shifted(int word, Operation operation, boolean inverted) {
        return isWide(word) ? new Shifted64(word, operation, inverted) : new Shifted32(word, operation, inverted);
    }

    private static Op shiftedWithFlags(int word, boolean inverted) {
        return isWide(word) ? new ShiftedAnds64(word, inverted) : new ShiftedAnds32(word, inverted);
    }

    private static final class And64 extends BinaryOp {

        And64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] & x[m];
        }
    }

    private static final class And32 extends BinaryOp {

        And32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] & x[m] & WORD;
        }
    }

    private static final class Bic64 extends BinaryOp {

        Bic64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] & ~x[m];
        }
    }

    private static final class Bic32 extends BinaryOp {

        Bic32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] & ~x[m] & WORD;
        }
    }

    private static final class Orr64 extends BinaryOp {

        Orr64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] | x[m];
        }
    }

    private static final class Orr32 extends BinaryOp {

        Orr32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = (x[n] | x[m]) & WORD;
        }
    }

    private static final class OrrLeft64 extends ShiftedOp {

        OrrLeft64(int d, int n, int m, int amount) {
            super(d, n, m, amount);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] | x[m] << amount;
        }
    }

    private static final class Not64 extends UnaryOp {

        Not64(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = ~x[n];
        }
    }

    private static final class Not32 extends UnaryOp {

        Not32(int d, int n) {
            super(d, n);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = ~x[n] & WORD;
        }
    }

    private static final class Eor64 extends BinaryOp {

        Eor64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] ^ x[m];
        }
    }

    private static final class Eor32 extends BinaryOp {

        Eor32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = (x[n] ^ x[m]) & WORD;
        }
    }

    private static final class EorRight64 extends ShiftedOp {

        EorRight64(int d, int n, int m, int amount) {
            super(d, n, m, amount);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[d] = x[n] ^ x[m] >>> amount;
        }
    }

    private static final class Ands64 extends BinaryOp {

        Ands64(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long result = x[n] & x[m];
            x[d] = result;
            Flags.logical(pe, result);
        }
    }

    private static final class Ands32 extends BinaryOp {

        Ands32(int d, int n, int m) {
            super(d, n, m);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long result = x[n] & x[m] & WORD;
            x[d] = result;
            Flags.logical(pe, (int) result);
        }
    }

    private abstract static class AnyShift extends ShiftedOp {
        final int type;
        /** All ones if the shifted operand is inverted, else 0. */
        final int inversion;

        AnyShift(int word, boolean inverted) {
            super(destination(rd(word)), rn(word), rm(word), Shift.amount(word));
            this.type = Shift.type(word);
            this.inversion = inverted ? -1 : 0;
        }

        final long operand64(long[] x) {
            return Shift.apply64(type, x[m], amount) ^ inversion;
        }

        final int operand32(long[] x) {
            return Shift.apply32(type, (int) x[m], amount) ^ inversion;
        }
    }

    private static final class Shifted64 extends AnyShift {
        private final Operation operation;

        Shifted64(int word, Operation operation, boolean inverted) {
            super(word, inverted);
            this.operation = operation;
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long operand = operand64(x);
            x[d] = switch (operation) {
                case AND -> x[n] & operand;
                case ORR -> x[n] | operand;
                case EOR -> x[n] ^ operand;
            };
        }
    }

    private static final class Shifted32 extends AnyShift {
        private final Operation operation;

        Shifted32(int word, Operation operation, boolean inverted) {
            super(word, inverted);
            this.operation = operation;
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            int operand = operand32(x);
            int first = (int) x[n];
            int result = switch (operation) {
                case AND -> first & operand;
                case ORR -> first | operand;
                case EOR -> first ^ operand;
            };
            x[d] = result & WORD;
        }
    }

    private static final class ShiftedAnds64 extends AnyShift {

        ShiftedAnds64(int word, boolean inverted) {
            super(word, inverted);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long result = x[n] & operand64(x);
            x[d] = result;
            Flags.logical(pe, result);
        }
    }

    private static final class ShiftedAnds32 extends AnyShift {

        ShiftedAnds32(int word, boolean inverted) {
            super(word, inverted);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            int result = (int) x[n] & operand32(x);
            x[d] = result & WORD;
            Flags.logical(pe, result);
        }
    }
}
