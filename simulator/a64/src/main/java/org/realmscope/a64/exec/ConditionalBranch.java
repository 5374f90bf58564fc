package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.signedBits;

import org.realmscope.a64.encoding.Condition;
import org.realmscope.a64.engine.BlockEndOp;
import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** B.cond: one class per condition, so that none has to be looked up. */
public final class ConditionalBranch {
    private static final int BYTES = 4;

    private ConditionalBranch() {}

    /** B.cond. */
    public static Op bCond(int word, int blockOffset) {
        int distance = signedBits(word, 23, 5) * BYTES;
        return switch (Condition.of(word)) {
            case EQ -> new Equal(blockOffset, distance);
            case NE -> new NotEqual(blockOffset, distance);
            case CS -> new CarrySet(blockOffset, distance);
            case CC -> new CarryClear(blockOffset, distance);
            case MI -> new Minus(blockOffset, distance);
            case PL -> new Plus(blockOffset, distance);
            case VS -> new Overflow(blockOffset, distance);
            case VC -> new NoOverflow(blockOffset, distance);
            case HI -> new Higher(blockOffset, distance);
            case LS -> new LowerOrSame(blockOffset, distance);
            case GE -> new GreaterOrEqual(blockOffset, distance);
            case LT -> new Less(blockOffset, distance);
            case GT -> new Greater(blockOffset, distance);
            case LE -> new LessOrEqual(blockOffset, distance);
            case AL, NV -> new Always(blockOffset, distance);
        };
    }

    private abstract static class FlagBranch extends BlockEndOp {
        final long taken;
        final long next;

        FlagBranch(int blockOffset, int distance) {
            super(blockOffset);
            this.taken = (long) blockOffset + distance;
            this.next = (long) blockOffset + BYTES;
        }
    }

    private static final class Equal extends FlagBranch {

        Equal(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.zf == 0 ? taken : next;
        }
    }

    private static final class NotEqual extends FlagBranch {

        NotEqual(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.zf != 0 ? taken : next;
        }
    }

    private static final class CarrySet extends FlagBranch {

        CarrySet(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.cf != 0 ? taken : next;
        }
    }

    private static final class CarryClear extends FlagBranch {

        CarryClear(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.cf == 0 ? taken : next;
        }
    }

    private static final class Minus extends FlagBranch {

        Minus(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.nf < 0 ? taken : next;
        }
    }

    private static final class Plus extends FlagBranch {

        Plus(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.nf >= 0 ? taken : next;
        }
    }

    private static final class Overflow extends FlagBranch {

        Overflow(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.vf < 0 ? taken : next;
        }
    }

    private static final class NoOverflow extends FlagBranch {

        NoOverflow(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.vf >= 0 ? taken : next;
        }
    }

    private static final class Higher extends FlagBranch {

        Higher(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.cf != 0 && pe.zf != 0 ? taken : next;
        }
    }

    private static final class LowerOrSame extends FlagBranch {

        LowerOrSame(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.cf == 0 || pe.zf == 0 ? taken : next;
        }
    }

    private static final class GreaterOrEqual extends FlagBranch {

        GreaterOrEqual(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += (pe.nf ^ pe.vf) >= 0 ? taken : next;
        }
    }

    private static final class Less extends FlagBranch {

        Less(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += (pe.nf ^ pe.vf) < 0 ? taken : next;
        }
    }

    private static final class Greater extends FlagBranch {

        Greater(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.zf != 0 && (pe.nf ^ pe.vf) >= 0 ? taken : next;
        }
    }

    private static final class LessOrEqual extends FlagBranch {

        LessOrEqual(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.zf == 0 || (pe.nf ^ pe.vf) < 0 ? taken : next;
        }
    }

    private static final class Always extends FlagBranch {

        Always(int blockOffset, int distance) {
            super(blockOffset, distance);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += taken;
        }
    }
}
