package org.realmscope.a64.exec.memory;

import static org.realmscope.a64.exec.Operands.WORD;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;

/**
 * FEAT_LSE: atomic memory operations and compare-and-swap. Acquire and release variants are the same: all accesses
 * of this platform are in order. Both permissions are checked before anything is read, and compare-and-swap needs
 * write permission whether or not it will write. Their data aborts have no valid syndrome.
 */
public final class Atomic {

    private Atomic() {}

    /** LDADD and its relatives on {@code 1 << sizeLog2} bytes: operand in Rs (bits 20:16), old value to Rt. */
    public static Op update(AtomicOperation operation, int sizeLog2, int word) {
        return new Update(operation, sizeLog2, word);
    }

    /** CAS of {@code 1 << sizeLog2} bytes: compares with Rs, which takes the old value, and stores Rt. */
    public static Op compareAndSwap(int sizeLog2, int word) {
        return new CompareAndSwap(sizeLog2, word);
    }

    /** CASP of two registers of {@code 1 << sizeLog2} bytes: Rs and Rt are even and stand for two registers each. */
    public static Op compareAndSwapPair(int sizeLog2, int word) {
        return sizeLog2 == 2 ? new CompareAndSwapPairW(word) : new CompareAndSwapPairX(word);
    }

    private abstract static class AtomicOp extends Op {
        final int s;
        final int t;
        final int n;

        AtomicOp(int word) {
            this.s = Operands.rm(word);
            this.t = Operands.rd(word);
            this.n = Operands.orStackPointer(Operands.rn(word));
        }
    }

    private abstract static class SizedOp extends AtomicOp {
        final int size;
        final long mask;

        SizedOp(int sizeLog2, int word) {
            super(word);
            this.size = 1 << sizeLog2;
            this.mask = -1L >>> Long.SIZE - (Byte.SIZE << sizeLog2);
        }
    }

    private static final class Update extends SizedOp {
        private final AtomicOperation operation;
        private final int unused;

        Update(AtomicOperation operation, int sizeLog2, int word) {
            super(sizeLog2, word);
            this.operation = operation;
            this.unused = Long.SIZE - (Byte.SIZE << sizeLog2);
        }

        @Override
        public void execute(Pe pe) {
            long va = Base.of(pe, n);
            pe.mmu.checkAtomic(va, size);
            long old = SizedAccess.load(pe, va, size);
            SizedAccess.store(pe, va, size, operation.apply(old << unused >> unused, pe.x[s] << unused >> unused));
            pe.x[Operands.destination(t)] = old;
        }
    }

    private static final class CompareAndSwap extends SizedOp {
        CompareAndSwap(int sizeLog2, int word) {
            super(sizeLog2, word);
        }

        @Override
        public void execute(Pe pe) {
            long va = Base.of(pe, n);
            pe.mmu.checkAtomic(va, size);
            long old = SizedAccess.load(pe, va, size);
            if (old == (pe.x[s] & mask)) {
                SizedAccess.store(pe, va, size, pe.x[t]);
            }
            pe.x[Operands.destination(s)] = old;
        }
    }

    private static final class CompareAndSwapPairW extends AtomicOp {
        CompareAndSwapPairW(int word) {
            super(word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = Base.of(pe, n);
            pe.mmu.checkAtomic(va, Long.BYTES);
            long old = pe.load64(va);
            if (old == (x[s] & WORD | x[s + 1] << Integer.SIZE)) {
                pe.store64(va, x[t] & WORD | x[t + 1] << Integer.SIZE);
            }
            x[s] = old & WORD;
            x[Operands.destination(s + 1)] = old >>> Integer.SIZE;
        }
    }

    private static final class CompareAndSwapPairX extends AtomicOp {
        CompareAndSwapPairX(int word) {
            super(word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = Base.of(pe, n);
            pe.mmu.checkAtomic(va, 2 * Long.BYTES);
            long first = pe.load64(va);
            long second = pe.load64(va + Long.BYTES);
            if (first == x[s] && second == x[s + 1]) {
                pe.store64(va, x[t]);
                pe.store64(va + Long.BYTES, x[t + 1]);
            }
            x[s] = first;
            x[Operands.destination(s + 1)] = second;
        }
    }
}
