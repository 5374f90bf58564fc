package org.realmscope.a64.exec.memory;

import static org.realmscope.a64.exec.Operands.WORD;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;

/** LDR and LDRSW (literal): loads at an address relative to the instruction's. */
public final class LoadLiteral {

    private LoadLiteral() {}

    /** LDR of an X register. */
    public static Op loadX(int word, int blockOffset) {
        return new LoadX(word, blockOffset);
    }

    /** LDR of a W register. */
    public static Op loadW(int word, int blockOffset) {
        return new LoadW(word, blockOffset);
    }

    /** LDRSW. */
    public static Op loadSignedW(int word, int blockOffset) {
        return new LoadSignedW(word, blockOffset);
    }

    /**
     * Distance of the literal from {@code pe.pc}, which is the block's first instruction.
     *
     * @param word imm19 in bits 23:5 counts words from the instruction
     */
    public static long offset(int word, int blockOffset) {
        return (long) Operands.signedBits(word, 23, 5) * Integer.BYTES + blockOffset;
    }

    private abstract static class LiteralOp extends Op {
        final int t;
        final long offset;
        private final int syndrome;

        LiteralOp(Access access, int word, int blockOffset) {
            this.t = Operands.destination(Operands.rd(word));
            this.offset = offset(word, blockOffset);
            this.syndrome = access.syndrome(Operands.rd(word));
        }

        @Override
        public final int dataAbortSyndrome() {
            return syndrome;
        }
    }

    private static final class LoadX extends LiteralOp {
        LoadX(int word, int blockOffset) {
            super(Access.LDR_X, word, blockOffset);
        }

        @Override
        public void execute(Pe pe) {
            pe.x[t] = pe.load64(pe.pc + offset);
        }
    }

    private static final class LoadW extends LiteralOp {
        LoadW(int word, int blockOffset) {
            super(Access.LDR_W, word, blockOffset);
        }

        @Override
        public void execute(Pe pe) {
            pe.x[t] = pe.load32(pe.pc + offset) & WORD;
        }
    }

    private static final class LoadSignedW extends LiteralOp {
        LoadSignedW(int word, int blockOffset) {
            super(Access.LDRSW, word, blockOffset);
        }

        @Override
        public void execute(Pe pe) {
            pe.x[t] = pe.load32(pe.pc + offset);
        }
    }
}
