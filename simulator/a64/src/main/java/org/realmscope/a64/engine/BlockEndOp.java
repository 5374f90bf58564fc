package org.realmscope.a64.engine;

import org.realmscope.platform.pe.Pe;

/**
 * An instruction after which execution may go on elsewhere or in another context. It sets {@link Pe#pc} itself; on
 * entry that is the address of its block's first instruction.
 */
public abstract class BlockEndOp extends Op {
    /** Distance of the instruction from the first one of its block, in bytes. */
    protected final int blockOffset;

    protected BlockEndOp(int blockOffset) {
        this.blockOffset = blockOffset;
    }
}
