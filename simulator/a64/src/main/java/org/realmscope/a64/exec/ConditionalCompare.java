package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.rm;
import static org.realmscope.a64.exec.Operands.rn;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** CCMP and CCMN, register and immediate. */
public final class ConditionalCompare {

    private ConditionalCompare() {}

    /** CCMP (register). */
    public static Op ccmpRegister(int word, int blockOffset) {
        return isWide(word) ? new CompareRegister64(word) : new CompareRegister32(word);
    }

    /** CCMP (immediate). */
    public static Op ccmpImmediate(int word, int blockOffset) {
        return isWide(word) ? new CompareImmediate64(word) : new CompareImmediate32(word);
    }

    /** CCMN (register). */
    public static Op ccmnRegister(int word, int blockOffset) {
        return isWide(word) ? new NegativeRegister64(word) : new NegativeRegister32(word);
    }

    /** CCMN (immediate). */
    public static Op ccmnImmediate(int word, int blockOffset) {
        return isWide(word) ? new NegativeImmediate64(word) : new NegativeImmediate32(word);
    }

    /** If the condition holds, flags of a comparison, else a constant. */
    private abstract static class Compare extends Op {
        final int n;
        /** Index of the second operand or the operand itself. */
        final int second;

        private final int truth;
        private final int nzcv;

        Compare(int word) {
            this.n = rn(word);
            this.second = rm(word);
            this.truth = ConditionTest.truth(bits(word, 15, 12));
            this.nzcv = bits(word, 3, 0);
        }

        final boolean isSkipped(Pe pe) {
            if (ConditionTest.holds(truth, pe)) {
                return false;
            }
            pe.setNzcv(nzcv);
            return true;
        }
    }

    private static final class CompareRegister64 extends Compare {

        CompareRegister64(int word) {
            super(word);
        }

        @Override
        public void execute(Pe pe) {
            if (!isSkipped(pe)) {
                Flags.subs64(pe, pe.x[n], pe.x[second]);
            }
        }
    }

    private static final class CompareRegister32 extends Compare {

        CompareRegister32(int word) {
            super(word);
        }

        @Override
        public void execute(Pe pe) {
            if (!isSkipped(pe)) {
                Flags.subs32(pe, (int) pe.x[n], (int) pe.x[second]);
            }
        }
    }

    private static final class CompareImmediate64 extends Compare {

        CompareImmediate64(int word) {
            super(word);
        }

        @Override
        public void execute(Pe pe) {
            if (!isSkipped(pe)) {
                Flags.subs64(pe, pe.x[n], second);
            }
        }
    }

    private static final class CompareImmediate32 extends Compare {

        CompareImmediate32(int word) {
            super(word);
        }

        @Override
        public void execute(Pe pe) {
            if (!isSkipped(pe)) {
                Flags.subs32(pe, (int) pe.x[n], second);
            }
        }
    }

    private static final class NegativeRegister64 extends Compare {

        NegativeRegister64(int word) {
            super(word);
        }

        @Override
        public void execute(Pe pe) {
            if (!isSkipped(pe)) {
                Flags.adds64(pe, pe.x[n], pe.x[second]);
            }
        }
    }

    private static final class NegativeRegister32 extends Compare {

        NegativeRegister32(int word) {
            super(word);
        }

        @Override
        public void execute(Pe pe) {
            if (!isSkipped(pe)) {
                Flags.adds32(pe, (int) pe.x[n], (int) pe.x[second]);
            }
        }
    }

    private static final class NegativeImmediate64 extends Compare {

        NegativeImmediate64(int word) {
            super(word);
        }

        @Override
        public void execute(Pe pe) {
            if (!isSkipped(pe)) {
                Flags.adds64(pe, pe.x[n], second);
            }
        }
    }

    private static final class NegativeImmediate32 extends Compare {

        NegativeImmediate32(int word) {
            super(word);
        }

        @Override
        public void execute(Pe pe) {
            if (!isSkipped(pe)) {
                Flags.adds32(pe, (int) pe.x[n], second);
            }
        }
    }
}
