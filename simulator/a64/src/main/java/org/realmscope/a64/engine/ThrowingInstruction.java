package org.realmscope.a64.engine;

import org.jspecify.annotations.Nullable;

/** Which instruction threw last. */
final class ThrowingInstruction {
    private @Nullable Block block;
    private int position;

    /**
     * @param thrower the block of the instruction
     * @param at position in its body, or the length of that for the end
     */
    void set(Block thrower, int at) {
        block = thrower;
        position = at;
    }

    int position() {
        return position;
    }

    boolean isEnd() {
        return position == block().body.length;
    }

    Op op() {
        return isEnd() ? block().end : block().body[position];
    }

    private Block block() {
        Block thrower = block;
        if (thrower == null) {
            throw new IllegalStateException("no instruction has thrown");
        }
        return thrower;
    }
}
