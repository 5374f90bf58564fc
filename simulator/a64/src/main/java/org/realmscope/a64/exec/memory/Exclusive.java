package org.realmscope.a64.exec.memory;

import static org.realmscope.a64.exec.Operands.WORD;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;

/**
 * Load-exclusive, store-exclusive and CLREX. Acquire and release variants are the same: all accesses of this
 * platform are in order. Their data aborts have no valid syndrome.
 *
 * <p>CONSTRAINED UNPREDICTABLE choices: LDXP of the same register twice leaves the second value in it; a
 * store-exclusive whose status register is also its data or base register stores the value, and uses the address,
 * from before the status is written.
 */
public final class Exclusive {
    private static final int SUCCESS = 0;
    private static final int FAILURE = 1;

    private Exclusive() {}

    /** LDXR and LDAXR of {@code 1 << sizeLog2} bytes. */
    public static Op load(int sizeLog2, int word) {
        return new Load(1 << sizeLog2, word);
    }

    /** LDXP and LDAXP of two registers of {@code 1 << sizeLog2} bytes. */
    public static Op loadPair(int sizeLog2, int word) {
        return sizeLog2 == 2 ? new LoadPairW(word) : new LoadPairX(word);
    }

    /** STXR and STLXR of {@code 1 << sizeLog2} bytes. */
    public static Op store(int sizeLog2, int word) {
        return new Store(1 << sizeLog2, word);
    }

    /** STXP and STLXP of two registers of {@code 1 << sizeLog2} bytes. */
    public static Op storePair(int sizeLog2, int word) {
        return sizeLog2 == 2 ? new StorePairW(word) : new StorePairX(word);
    }

    /** CLREX. */
    public static Op clear(int word, int blockOffset) {
        return new Clear();
    }

    private static final class Load extends Op {
        private final int size;
        private final int t;
        private final int n;

        Load(int size, int word) {
            this.size = size;
            this.t = Operands.destination(Operands.rd(word));
            this.n = Operands.orStackPointer(Operands.rn(word));
        }

        @Override
        public void execute(Pe pe) {
            pe.x[t] = pe.mmu.loadExclusive(Base.of(pe, n), size);
        }
    }

    /** Rt in bits 4:0, Rt2 in bits 14:10. */
    private abstract static class LoadPairOp extends Op {
        final int t;
        final int t2;
        final int n;

        LoadPairOp(int word) {
            this.t = Operands.destination(Operands.rd(word));
            this.t2 = Operands.destination(Operands.ra(word));
            this.n = Operands.orStackPointer(Operands.rn(word));
        }
    }

    private static final class LoadPairW extends LoadPairOp {
        LoadPairW(int word) {
            super(word);
        }

        @Override
        public void execute(Pe pe) {
            long both = pe.mmu.loadExclusive(Base.of(pe, n), Long.BYTES);
            pe.x[t] = both & WORD;
            pe.x[t2] = both >>> Integer.SIZE;
        }
    }

    private static final class LoadPairX extends LoadPairOp {
        LoadPairX(int word) {
            super(word);
        }

        @Override
        public void execute(Pe pe) {
            long va = Base.of(pe, n);
            pe.mmu.armExclusive(va, 2 * Long.BYTES);
            long first = pe.load64(va);
            long second = pe.load64(va + Long.BYTES);
            pe.x[t] = first;
            pe.x[t2] = second;
        }
    }

    /** Rs, which takes the status, in bits 20:16. */
    private abstract static class StoreOp extends Op {
        private final int s;
        private final int n;
        final int t;
        final int t2;

        StoreOp(int word) {
            this.s = Operands.destination(Operands.rm(word));
            this.n = Operands.orStackPointer(Operands.rn(word));
            this.t = Operands.rd(word);
            this.t2 = Operands.ra(word);
        }

        abstract boolean store(Pe pe, long va);

        @Override
        public final void execute(Pe pe) {
            pe.x[s] = store(pe, Base.of(pe, n)) ? SUCCESS : FAILURE;
        }
    }

    private static final class Store extends StoreOp {
        private final int size;

        Store(int size, int word) {
            super(word);
            this.size = size;
        }

        @Override
        boolean store(Pe pe, long va) {
            return pe.mmu.storeExclusive(va, size, pe.x[t], 0);
        }
    }

    private static final class StorePairW extends StoreOp {
        StorePairW(int word) {
            super(word);
        }

        @Override
        boolean store(Pe pe, long va) {
            return pe.mmu.storeExclusive(va, Long.BYTES, pe.x[t] & WORD | pe.x[t2] << Integer.SIZE, 0);
        }
    }

    private static final class StorePairX extends StoreOp {
        StorePairX(int word) {
            super(word);
        }

        @Override
        boolean store(Pe pe, long va) {
            return pe.mmu.storeExclusive(va, 2 * Long.BYTES, pe.x[t], pe.x[t2]);
        }
    }

    private static final class Clear extends Op {

        @Override
        public void execute(Pe pe) {
            pe.mmu.clearExclusive();
        }
    }
}
