package org.realmscope.a64.exec.memory;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;

/** A load or store of one general-purpose register, Rt in bits 4:0, whose base register is Rn in bits 9:5. */
abstract class LoadStoreOp extends Op {
    /** Index of the register that is loaded or stored. */
    final int t;
    /** Index of the base register. */
    final int n;

    private final int syndrome;

    LoadStoreOp(Access access, int word, boolean writeback) {
        int rt = Operands.rd(word);
        this.t = access.isLoad() ? Operands.destination(rt) : rt;
        this.n = Operands.orStackPointer(Operands.rn(word));
        this.syndrome = writeback ? 0 : access.syndrome(rt);
    }

    @Override
    public final int dataAbortSyndrome() {
        return syndrome;
    }
}
