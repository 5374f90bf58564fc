package org.realmscope.a64.exec;

import org.realmscope.a64.engine.Op;

/** An instruction with one source register and a constant. */
abstract class ImmediateOp extends Op {
    /** Index of the destination. */
    final int d;
    /** Index of the source. */
    final int n;
    /** The constant as wide as the registers. */
    final long immediate;

    ImmediateOp(int d, int n, long immediate) {
        this.d = d;
        this.n = n;
        this.immediate = immediate;
    }
}
