package org.realmscope.a64.exec.memory;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;

/**
 * LDP, STP, LDPSW, LDNP and STNP of general-purpose registers. Data aborts of pairs have no valid syndrome.
 *
 * <p>CONSTRAINED UNPREDICTABLE choices: a load of the same register twice leaves the first value in it; with
 * writeback to a register that is also loaded or stored, the loaded value is lost, and the stored one is that from
 * before the writeback.
 */
public final class LoadStorePair {

    /** What is accessed and what is written back to the base register. */
    public enum Index {
        /** Accesses base plus offset, writes nothing back: also the non-temporal forms. */
        OFFSET,
        /** Accesses base plus offset and writes it back. */
        PRE,
        /** Accesses the base and writes base plus offset back. */
        POST
    }

    private LoadStorePair() {}

    /** Predecodes one: the register width of {@code access} decides between LDP of W and X registers and LDPSW. */
    public static Op translate(Access access, Index index, int word) {
        return switch (access) {
            case LDR_X -> loadX(index, word);
            case STR_X -> storeX(index, word);
            case LDR_W -> new LoadW(index, word);
            case LDRSW -> new LoadSignedW(index, word);
            case STR_W -> new StoreW(index, word);
            default -> throw new IllegalArgumentException("no pairs of " + access);
        };
    }

    private static Op loadX(Index index, int word) {
        boolean stack = Operands.rn(word) == Operands.THIRTY_ONE;
        return switch (index) {
            case OFFSET -> stack ? new LoadXSp(word) : new LoadX(word);
            case PRE -> stack ? new LoadXPreSp(word) : new LoadXPre(word);
            case POST -> stack ? new LoadXPostSp(word) : new LoadXPost(word);
        };
    }

    private static Op storeX(Index index, int word) {
        boolean stack = Operands.rn(word) == Operands.THIRTY_ONE;
        return switch (index) {
            case OFFSET -> stack ? new StoreXSp(word) : new StoreX(word);
            case PRE -> stack ? new StoreXPreSp(word) : new StoreXPre(word);
            case POST -> stack ? new StoreXPostSp(word) : new StoreXPost(word);
        };
    }

    /** Rt in bits 4:0, Rn in bits 9:5, Rt2 in bits 14:10, the scaled offset imm7 in bits 21:15. */
    private abstract static class PairOp extends Op {
        final int t;
        final int t2;
        final int n;
        final long offset;

        PairOp(int word, boolean load, int scale) {
            this.t = load ? Operands.destination(Operands.rd(word)) : Operands.rd(word);
            this.t2 = load ? Operands.destination(Operands.ra(word)) : Operands.ra(word);
            this.n = Operands.orStackPointer(Operands.rn(word));
            this.offset = (long) Operands.signedBits(word, 21, 15) * scale;
        }
    }

    /** A pair of W registers in any addressing mode. */
    private abstract static class WordPairOp extends PairOp {
        private final Index index;

        WordPairOp(Index index, int word, boolean load) {
            super(word, load, Integer.BYTES);
            this.index = index;
        }

        abstract void transfer(Pe pe, long va);

        @Override
        public final void execute(Pe pe) {
            long base = Base.of(pe, n);
            transfer(pe, index == Index.POST ? base : base + offset);
            if (index != Index.OFFSET) {
                pe.x[n] = base + offset;
            }
        }
    }

    private static final class LoadX extends PairOp {
        LoadX(int word) {
            super(word, true, Long.BYTES);
        }

        @Override
        public void execute(Pe pe) {
            PairAccess.load64(pe, pe.x[n] + offset, t, t2);
        }
    }

    private static final class LoadXSp extends PairOp {
        LoadXSp(int word) {
            super(word, true, Long.BYTES);
        }

        @Override
        public void execute(Pe pe) {
            PairAccess.load64(pe, Base.stackPointer(pe) + offset, t, t2);
        }
    }

    private static final class LoadXPre extends PairOp {
        LoadXPre(int word) {
            super(word, true, Long.BYTES);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n] + offset;
            PairAccess.load64(pe, va, t, t2);
            x[n] = va;
        }
    }

    private static final class LoadXPreSp extends PairOp {
        LoadXPreSp(int word) {
            super(word, true, Long.BYTES);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = Base.stackPointer(pe) + offset;
            PairAccess.load64(pe, va, t, t2);
            x[Pe.SP] = va;
        }
    }

    private static final class LoadXPost extends PairOp {
        LoadXPost(int word) {
            super(word, true, Long.BYTES);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n];
            PairAccess.load64(pe, va, t, t2);
            x[n] = va + offset;
        }
    }

    private static final class LoadXPostSp extends PairOp {
        LoadXPostSp(int word) {
            super(word, true, Long.BYTES);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = Base.stackPointer(pe);
            PairAccess.load64(pe, va, t, t2);
            x[Pe.SP] = va + offset;
        }
    }

    private static final class StoreX extends PairOp {
        StoreX(int word) {
            super(word, false, Long.BYTES);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            PairAccess.store64(pe, x[n] + offset, x[t], x[t2]);
        }
    }

    private static final class StoreXSp extends PairOp {
        StoreXSp(int word) {
            super(word, false, Long.BYTES);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            PairAccess.store64(pe, Base.stackPointer(pe) + offset, x[t], x[t2]);
        }
    }

    private static final class StoreXPre extends PairOp {
        StoreXPre(int word) {
            super(word, false, Long.BYTES);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n] + offset;
            PairAccess.store64(pe, va, x[t], x[t2]);
            x[n] = va;
        }
    }

    private static final class StoreXPreSp extends PairOp {
        StoreXPreSp(int word) {
            super(word, false, Long.BYTES);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = Base.stackPointer(pe) + offset;
            PairAccess.store64(pe, va, x[t], x[t2]);
            x[Pe.SP] = va;
        }
    }

    private static final class StoreXPost extends PairOp {
        StoreXPost(int word) {
            super(word, false, Long.BYTES);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n];
            PairAccess.store64(pe, va, x[t], x[t2]);
            x[n] = va + offset;
        }
    }

    private static final class StoreXPostSp extends PairOp {
        StoreXPostSp(int word) {
            super(word, false, Long.BYTES);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = Base.stackPointer(pe);
            PairAccess.store64(pe, va, x[t], x[t2]);
            x[Pe.SP] = va + offset;
        }
    }

    private static final class LoadW extends WordPairOp {
        LoadW(Index index, int word) {
            super(index, word, true);
        }

        @Override
        void transfer(Pe pe, long va) {
            PairAccess.load32(pe, va, t, t2);
        }
    }

    private static final class LoadSignedW extends WordPairOp {
        LoadSignedW(Index index, int word) {
            super(index, word, true);
        }

        @Override
        void transfer(Pe pe, long va) {
            PairAccess.loadSigned32(pe, va, t, t2);
        }
    }

    private static final class StoreW extends WordPairOp {
        StoreW(Index index, int word) {
            super(index, word, false);
        }

        @Override
        void transfer(Pe pe, long va) {
            PairAccess.store32(pe, va, (int) pe.x[t], (int) pe.x[t2]);
        }
    }
}
