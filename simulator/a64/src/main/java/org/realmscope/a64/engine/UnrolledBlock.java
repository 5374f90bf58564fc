package org.realmscope.a64.engine;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;

/**
 * A block whose instructions are constants of its class, so that HotSpot inlines them, and the blocks chained to it,
 * and compiles straight code. This class is the template of those classes: {@link BlockUnroller} defines it anew,
 * hidden, for each block.
 */
final class UnrolledBlock extends Block {
    /** Longest body that can be unrolled. */
    static final int MAX_LENGTH = 16;

    private static final BlockUnroller.Parts PARTS = parts();
    private static final ThreadedBlock BLOCK = PARTS.block();
    private static final ThrowingInstruction THROWER = PARTS.thrower();
    private static final @Nullable Block SUCCESSOR = PARTS.successor();
    private static final long TO_SUCCESSOR = BLOCK.distance();
    private static final long OF_SUCCESSOR = SUCCESSOR == null ? 0 : SUCCESSOR.instructions;
    private static final long INSTRUCTIONS = BLOCK.instructions;
    private static final int LENGTH = BLOCK.body.length;
    private static final BlockEndOp END = BLOCK.end;
    private static final Op OP_0 = op(0);
    private static final Op OP_1 = op(1);
    private static final Op OP_2 = op(2);
    private static final Op OP_3 = op(3);
    private static final Op OP_4 = op(4);
    private static final Op OP_5 = op(5);
    private static final Op OP_6 = op(6);
    private static final Op OP_7 = op(7);
    private static final Op OP_8 = op(8);
    private static final Op OP_9 = op(9);
    private static final Op OP_10 = op(10);
    private static final Op OP_11 = op(11);
    private static final Op OP_12 = op(12);
    private static final Op OP_13 = op(13);
    private static final Op OP_14 = op(14);
    private static final Op OP_15 = op(15);

    UnrolledBlock() {
        super(BLOCK.body, END, BLOCK.instructions, SUCCESSOR == null ? 1 : SUCCESSOR.chain + 1);
    }

    private static BlockUnroller.Parts parts() {
        try {
            return MethodHandles.classData(
                    MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, BlockUnroller.Parts.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a class has access to its own data", e);
        }
    }

    private static Op op(int position) {
        return position < LENGTH ? BLOCK.body[position] : new NoOperation();
    }

    @Override
    void execute(Pe pe) {
        int next = 0;
        long start = pe.pc;
        try {
            do {
                next = 0;
                OP_0.execute(pe);
                next = 1;
                OP_1.execute(pe);
                next = 2;
                OP_2.execute(pe);
                next = 3;
                OP_3.execute(pe);
                next = 4;
                OP_4.execute(pe);
                next = 5;
                OP_5.execute(pe);
                next = 6;
                OP_6.execute(pe);
                next = 7;
                OP_7.execute(pe);
                next = 8;
                OP_8.execute(pe);
                next = 9;
                OP_9.execute(pe);
                next = 10;
                OP_10.execute(pe);
                next = 11;
                OP_11.execute(pe);
                next = 12;
                OP_12.execute(pe);
                next = 13;
                OP_13.execute(pe);
                next = 14;
                OP_14.execute(pe);
                next = 15;
                OP_15.execute(pe);
                next = LENGTH;
                pe.instructions += INSTRUCTIONS;
                END.execute(pe);
            } while (pe.pc == start && pe.instructions + INSTRUCTIONS <= pe.limit && pe.btype == 0);
        } catch (AbortSignal signal) {
            THROWER.set(BLOCK, next);
            throw signal;
        }
        if (SUCCESSOR != null
                && pe.pc == start + TO_SUCCESSOR
                && pe.instructions + OF_SUCCESSOR <= pe.limit
                && pe.btype == 0) {
            SUCCESSOR.execute(pe);
        }
    }
}
