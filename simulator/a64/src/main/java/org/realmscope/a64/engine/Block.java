package org.realmscope.a64.engine;

/**
 * Consecutive instructions of one page that execute without looking at limits, ended by one that decides where to go
 * on.
 */
final class Block {
    /** Stands where no block has been reached yet. */
    static final Block EMPTY = new Block(new Op[0], new FallThrough(0), 0);

    final Op[] body;
    final BlockEndOp end;
    /** Instructions in the block: the body, and the end where it stands for an instruction. */
    final int instructions;

    Block(Op[] body, BlockEndOp end, int instructions) {
        this.body = body;
        this.end = end;
        this.instructions = instructions;
    }
}
