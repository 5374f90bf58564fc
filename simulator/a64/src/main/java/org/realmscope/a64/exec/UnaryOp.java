package org.realmscope.a64.exec;

import org.realmscope.a64.engine.Op;

/** An instruction with one source register. */
abstract class UnaryOp extends Op {
    /** Index of the destination. */
    final int d;
    /** Index of the source. */
    final int n;

    UnaryOp(int d, int n) {
        this.d = d;
        this.n = n;
    }
}
