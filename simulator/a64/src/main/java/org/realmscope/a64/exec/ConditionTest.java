package org.realmscope.a64.exec;

import org.realmscope.a64.encoding.Condition;
import org.realmscope.platform.pe.Pe;

/**
 * Condition codes without branches: a condition is predecoded to a truth table with one bit for each value of NZCV, so
 * that evaluating it is a shift.
 */
final class ConditionTest {
    private static final int FLAG_VALUES = 16;

    private ConditionTest() {}

    /** The truth table of an encoded condition: bit i tells whether it holds when NZCV is i. */
    static int truth(int encoding) {
        Condition condition = Condition.of(encoding);
        int truth = 0;
        for (int nzcv = 0; nzcv < FLAG_VALUES; nzcv++) {
            truth |= condition.holds(nzcv) ? 1 << nzcv : 0;
        }
        return truth;
    }

    static boolean holds(int truth, Pe pe) {
        return (truth >>> nzcv(pe) & 1) != 0;
    }

    /** 1 if the condition holds, else 0. */
    static int value(int truth, Pe pe) {
        return truth >>> nzcv(pe) & 1;
    }

    private static int nzcv(Pe pe) {
        return (int) (pe.nf >>> 60 & 8) | (pe.zf == 0 ? 4 : 0) | pe.cf << 1 | (int) (pe.vf >>> 63);
    }
}
