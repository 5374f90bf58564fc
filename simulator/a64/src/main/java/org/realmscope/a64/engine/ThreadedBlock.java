package org.realmscope.a64.engine;

import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;

/** A block that calls its instructions one after the other. When it has executed much, an unrolled one replaces it. */
final class ThreadedBlock extends Block {
    final CodePage page;
    /** Position of the first instruction in the page. */
    final int slot;

    private final BlockUnroller unroller;
    private int untilUnrolled;
    private long distance;

    ThreadedBlock(Op[] body, BlockEndOp end, int instructions, CodePage page, int slot, BlockUnroller unroller) {
        super(body, end, instructions, 1);
        this.page = page;
        this.slot = slot;
        this.unroller = unroller;
        this.untilUnrolled = unroller.threshold();
    }

    /** Bytes from the block to where it led last. */
    long distance() {
        return distance;
    }

    /** Instructions that the block has yet to execute before it is unrolled. */
    int untilUnrolled() {
        return untilUnrolled;
    }

    /** The block has been unrolled, or never will be. */
    void stopCounting() {
        untilUnrolled = Integer.MAX_VALUE;
    }

    @Override
    void execute(Pe pe) {
        Op[] ops = body;
        long start = pe.pc;
        int next = 0;
        try {
            for (; next < ops.length; next++) {
                ops[next].execute(pe);
            }
            pe.instructions += instructions;
            end.execute(pe);
        } catch (AbortSignal signal) {
            unroller.thrower.set(this, next);
            throw signal;
        }
        distance = pe.pc - start;
        untilUnrolled -= instructions;
        if (untilUnrolled < 0) {
            unroller.replace(this);
        }
    }
}
