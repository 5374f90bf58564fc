package org.realmscope.a64.engine;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.StopCause;

/** Stands before an armed breakpoint; not an instruction. */
final class BreakpointStop extends BlockEndOp {
    BreakpointStop(int blockOffset) {
        super(blockOffset);
    }

    @Override
    public void execute(Pe pe) {
        pe.pc += blockOffset;
        pe.requestStop(StopCause.BREAKPOINT);
    }
}
