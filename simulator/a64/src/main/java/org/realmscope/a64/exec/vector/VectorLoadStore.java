package org.realmscope.a64.exec.vector;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.a64.exec.memory.Base;
import org.realmscope.a64.exec.memory.LoadLiteral;
import org.realmscope.platform.pe.Pe;

/** LDR, STR, LDUR and STUR of SIMD and floating-point registers. Sizes are given as log2 of bytes, 0 to 4. */
public final class VectorLoadStore {
    private static final int UXTW = 2;
    private static final int SXTW = 6;
    private static final long WORD_MASK = 0xffff_ffffL;

    private VectorLoadStore() {}

    /** Base register plus {@code offset} bytes. */
    public static Op offset(int sizeLog2, boolean load, int word, long offset) {
        return new Offset(sizeLog2, load, word, offset);
    }

    /** Pre-indexed, imm9 in bits 20:12. */
    public static Op pre(int sizeLog2, boolean load, int word) {
        long offset = Operands.signedBits(word, 20, 12);
        return new Indexed(sizeLog2, load, word, offset, offset);
    }

    /** Post-indexed, imm9 in bits 20:12. */
    public static Op post(int sizeLog2, boolean load, int word) {
        return new Indexed(sizeLog2, load, word, 0, Operands.signedBits(word, 20, 12));
    }

    /** Base register plus Rm (bits 20:16), extended by option (bits 15:13) and shifted if S (bit 12). */
    public static Op register(int sizeLog2, boolean load, int word) {
        return new Register(sizeLog2, load, word);
    }

    /** LDR (literal). */
    public static Op literal(int sizeLog2, int word, int blockOffset) {
        return new Literal(sizeLog2, Operands.rd(word), LoadLiteral.offset(word, blockOffset));
    }

    private abstract static class SingleOp extends VectorOp {
        final int n;
        private final int sizeLog2;
        private final boolean load;
        private final int t;

        SingleOp(int sizeLog2, boolean load, int word) {
            this.sizeLog2 = sizeLog2;
            this.load = load;
            this.t = Operands.rd(word);
            this.n = Operands.orStackPointer(Operands.rn(word));
        }

        final void transfer(Pe pe, long va) {
            if (load) {
                VectorTransfer.load(pe, sizeLog2, t, va);
            } else {
                VectorTransfer.store(pe, sizeLog2, t, va);
            }
        }
    }

    private static final class Offset extends SingleOp {
        private final long offset;

        Offset(int sizeLog2, boolean load, int word, long offset) {
            super(sizeLog2, load, word);
            this.offset = offset;
        }

        @Override
        void run(Pe pe) {
            transfer(pe, Base.of(pe, n) + offset);
        }
    }

    private static final class Indexed extends SingleOp {
        private final long before;
        private final long total;

        Indexed(int sizeLog2, boolean load, int word, long before, long total) {
            super(sizeLog2, load, word);
            this.before = before;
            this.total = total;
        }

        @Override
        void run(Pe pe) {
            long base = Base.of(pe, n);
            transfer(pe, base + before);
            pe.x[n] = base + total;
        }
    }

    private static final class Register extends SingleOp {
        private final int m;
        private final int option;
        private final int shift;

        Register(int sizeLog2, boolean load, int word) {
            super(sizeLog2, load, word);
            this.m = Operands.rm(word);
            this.option = Operands.bits(word, 15, 13);
            this.shift = Operands.bits(word, 12, 12) * sizeLog2;
        }

        @Override
        void run(Pe pe) {
            long index = pe.x[m];
            long extended = switch (option) {
                case UXTW -> index & WORD_MASK;
                case SXTW -> (int) index;
                default -> index;
            };
            transfer(pe, Base.of(pe, n) + (extended << shift));
        }
    }

    private static final class Literal extends VectorOp {
        private final int sizeLog2;
        private final int t;
        private final long offset;

        Literal(int sizeLog2, int t, long offset) {
            this.sizeLog2 = sizeLog2;
            this.t = t;
            this.offset = offset;
        }

        @Override
        void run(Pe pe) {
            VectorTransfer.load(pe, sizeLog2, t, pe.pc + offset);
        }
    }
}
