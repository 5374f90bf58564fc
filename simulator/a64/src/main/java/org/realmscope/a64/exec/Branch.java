package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.isWide;
import static org.realmscope.a64.exec.Operands.rd;
import static org.realmscope.a64.exec.Operands.signedBits;

import org.realmscope.a64.engine.BlockEndOp;
import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;

/** B, BL, B.cond, CBZ, CBNZ, TBZ and TBNZ. Distances are from the first instruction of the block. */
public final class Branch {
    private static final int BYTES = 4;

    private Branch() {}

    /** B. */
    public static Op b(int word, int blockOffset) {
        return new Always(blockOffset, signedBits(word, 25, 0) * BYTES);
    }

    /** BL. */
    public static Op bl(int word, int blockOffset) {
        return new Link(blockOffset, signedBits(word, 25, 0) * BYTES);
    }

    /** CBZ. */
    public static Op cbz(int word, int blockOffset) {
        int distance = signedBits(word, 23, 5) * BYTES;
        return isWide(word) ? new Zero64(blockOffset, distance, rd(word)) : new Zero32(blockOffset, distance, rd(word));
    }

    /** CBNZ. */
    public static Op cbnz(int word, int blockOffset) {
        int distance = signedBits(word, 23, 5) * BYTES;
        return isWide(word)
                ? new NotZero64(blockOffset, distance, rd(word))
                : new NotZero32(blockOffset, distance, rd(word));
    }

    /** TBZ. */
    public static Op tbz(int word, int blockOffset) {
        return new BitZero(blockOffset, signedBits(word, 18, 5) * BYTES, rd(word), testedBit(word));
    }

    /** TBNZ. */
    public static Op tbnz(int word, int blockOffset) {
        return new BitNotZero(blockOffset, signedBits(word, 18, 5) * BYTES, rd(word), testedBit(word));
    }

    private static long testedBit(int word) {
        return 1L << (bits(word, 31, 31) << 5 | bits(word, 23, 19));
    }

    private static final class Always extends BlockEndOp {
        private final long distance;

        Always(int blockOffset, int distance) {
            super(blockOffset);
            this.distance = (long) blockOffset + distance;
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += distance;
        }
    }

    private static final class Link extends BlockEndOp {
        private static final int LINK_REGISTER = 30;

        private final long distance;
        private final long next;

        Link(int blockOffset, int distance) {
            super(blockOffset);
            this.distance = (long) blockOffset + distance;
            this.next = (long) blockOffset + BYTES;
        }

        @Override
        public void execute(Pe pe) {
            long pc = pe.pc;
            pe.x[LINK_REGISTER] = pc + next;
            pe.pc = pc + distance;
        }
    }

    /** A branch on the value of a register. */
    private abstract static class RegisterBranch extends BlockEndOp {
        final int t;
        final long taken;
        final long next;

        RegisterBranch(int blockOffset, int distance, int t) {
            super(blockOffset);
            this.t = t;
            this.taken = (long) blockOffset + distance;
            this.next = (long) blockOffset + BYTES;
        }
    }

    private static final class Zero64 extends RegisterBranch {

        Zero64(int blockOffset, int distance, int t) {
            super(blockOffset, distance, t);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.x[t] == 0 ? taken : next;
        }
    }

    private static final class Zero32 extends RegisterBranch {

        Zero32(int blockOffset, int distance, int t) {
            super(blockOffset, distance, t);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += (int) pe.x[t] == 0 ? taken : next;
        }
    }

    private static final class NotZero64 extends RegisterBranch {

        NotZero64(int blockOffset, int distance, int t) {
            super(blockOffset, distance, t);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += pe.x[t] != 0 ? taken : next;
        }
    }

    private static final class NotZero32 extends RegisterBranch {

        NotZero32(int blockOffset, int distance, int t) {
            super(blockOffset, distance, t);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += (int) pe.x[t] != 0 ? taken : next;
        }
    }

    /** A branch on a bit of a register. */
    private abstract static class BitBranch extends RegisterBranch {
        final long bit;

        BitBranch(int blockOffset, int distance, int t, long bit) {
            super(blockOffset, distance, t);
            this.bit = bit;
        }
    }

    private static final class BitZero extends BitBranch {

        BitZero(int blockOffset, int distance, int t, long bit) {
            super(blockOffset, distance, t, bit);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += (pe.x[t] & bit) == 0 ? taken : next;
        }
    }

    private static final class BitNotZero extends BitBranch {

        BitNotZero(int blockOffset, int distance, int t, long bit) {
            super(blockOffset, distance, t, bit);
        }

        @Override
        public void execute(Pe pe) {
            pe.pc += (pe.x[t] & bit) != 0 ? taken : next;
        }
    }
}
