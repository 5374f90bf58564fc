package org.realmscope.a64.engine;

import org.realmscope.platform.pe.Pe;

/** Ends a block that was cut by its length or its page; not an instruction. */
final class FallThrough extends BlockEndOp {
    FallThrough(int blockOffset) {
        super(blockOffset);
    }

    @Override
    public void execute(Pe pe) {
        pe.pc += blockOffset;
    }
}
