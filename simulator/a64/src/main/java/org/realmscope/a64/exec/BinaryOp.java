package org.realmscope.a64.exec;

import org.realmscope.a64.engine.Op;

/** An instruction with two source registers. */
abstract class BinaryOp extends Op {
    /** Index of the destination. */
    final int d;
    /** Index of the first source. */
    final int n;
    /** Index of the second source. */
    final int m;

    BinaryOp(int d, int n, int m) {
        this.d = d;
        this.n = n;
        this.m = m;
    }
}
