package org.realmscope.a64.engine;

import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;

/**
 * Consecutive instructions of one page that execute without looking at limits, ended by one that decides where to go
 * on.
 */
abstract class Block {
    final Op[] body;
    final BlockEndOp end;
    /** Instructions in the block: the body, and the end where it stands for an instruction. */
    final int instructions;
    /** Blocks that one call of {@link #execute} may go through, rounds of a loop counted once. */
    final int chain;

    Block(Op[] body, BlockEndOp end, int instructions, int chain) {
        this.body = body;
        this.end = end;
        this.instructions = instructions;
        this.chain = chain;
    }

    /**
     * Executes the block and, where it has been unrolled, perhaps some that follow in its page. {@code pe.limit} must
     * not fall into the block.
     *
     * @throws AbortSignal after {@link ThrowingInstruction} has been set; {@code pe.pc} and {@code pe.instructions} are
     *     as at the start of the block that it names, except that the end of that block has counted
     */
    abstract void execute(Pe pe);
}
