package org.realmscope.a64.exec.vector;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.a64.exec.memory.Base;
import org.realmscope.a64.exec.memory.LoadStorePair.Index;
import org.realmscope.platform.pe.Pe;

/**
 * LDP, STP, LDNP and STNP of SIMD and floating-point registers. Both accesses are checked before either is
 * performed. A load of the same register twice, which is CONSTRAINED UNPREDICTABLE, leaves the first value in it.
 */
public final class VectorPair {

    private VectorPair() {}

    /**
     * Predecodes one.
     *
     * @param sizeLog2 log2 of a register's bytes, 2 to 4; the unit of imm7 in bits 21:15
     */
    public static Op translate(int sizeLog2, boolean load, Index index, int word) {
        return load ? new Load(sizeLog2, index, word) : new Store(sizeLog2, index, word);
    }

    private abstract static class PairOp extends VectorOp {
        final int sizeLog2;
        final int size;
        final int t;
        final int t2;
        private final int n;
        private final Index index;
        private final long offset;

        PairOp(int sizeLog2, Index index, int word) {
            this.sizeLog2 = sizeLog2;
            this.size = 1 << sizeLog2;
            this.t = Operands.rd(word);
            this.t2 = Operands.ra(word);
            this.n = Operands.orStackPointer(Operands.rn(word));
            this.index = index;
            this.offset = (long) Operands.signedBits(word, 21, 15) << sizeLog2;
        }

        abstract void transfer(Pe pe, long va);

        @Override
        final void run(Pe pe) {
            long base = Base.of(pe, n);
            transfer(pe, index == Index.POST ? base : base + offset);
            if (index != Index.OFFSET) {
                pe.x[n] = base + offset;
            }
        }
    }

    private static final class Load extends PairOp {
        Load(int sizeLog2, Index index, int word) {
            super(sizeLog2, index, word);
        }

        @Override
        void transfer(Pe pe, long va) {
            pe.mmu.checkLoad(va, size);
            pe.mmu.checkLoad(va + size, size);
            VectorTransfer.load(pe, sizeLog2, t2, va + size);
            VectorTransfer.load(pe, sizeLog2, t, va);
        }
    }

    private static final class Store extends PairOp {
        Store(int sizeLog2, Index index, int word) {
            super(sizeLog2, index, word);
        }

        @Override
        void transfer(Pe pe, long va) {
            pe.mmu.checkStore(va, size);
            pe.mmu.checkStore(va + size, size);
            VectorTransfer.store(pe, sizeLog2, t, va);
            VectorTransfer.store(pe, sizeLog2, t2, va + size);
        }
    }
}
