package org.realmscope.a64.engine;

import org.realmscope.platform.pe.Pe;

/** One predecoded instruction: immutable, all operands in final fields. Never touches {@link Pe#pc}. */
public abstract class Op {

    /** Executes the instruction. */
    public abstract void execute(Pe pe);

    /**
     * What a stage 2 data abort of this instruction reports about it: ISV, SAS, SSE, SRT, SF and AR at their bit
     * positions in the ISS, or 0 when the syndrome is not valid.
     */
    public int dataAbortSyndrome() {
        return 0;
    }
}
