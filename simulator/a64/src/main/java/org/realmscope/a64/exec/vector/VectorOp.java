package org.realmscope.a64.exec.vector;

import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** An instruction that uses SIMD and floating-point registers. */
abstract class VectorOp extends Op {

    @Override
    public final void execute(Pe pe) {
        pe.system.checkFpAccess();
        run(pe);
    }

    /** Executes the instruction, to whose registers there is access. */
    abstract void run(Pe pe);

    /** Bits 63:0 of register {@code number}, as an index into {@link Pe#v}; bits 127:64 are at the next one. */
    static int low(int number) {
        return 2 * number;
    }
}
