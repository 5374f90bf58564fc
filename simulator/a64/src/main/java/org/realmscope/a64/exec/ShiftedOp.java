package org.realmscope.a64.exec;

import org.realmscope.a64.engine.Op;

/** An instruction with two source registers of which the second is shifted by a constant. */
abstract class ShiftedOp extends Op {
    /** Index of the destination. */
    final int d;
    /** Index of the first source. */
    final int n;
    /** Index of the shifted source. */
    final int m;
    /** Bits to shift by. */
    final int amount;

    ShiftedOp(int d, int n, int m, int amount) {
        this.d = d;
        this.n = n;
        this.m = m;
        this.amount = amount;
    }
}
