package org.realmscope.a64.exec.memory;

import static org.realmscope.a64.exec.Operands.WORD;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;

/**
 * Loads and stores that write the address back to the base register, before (pre-index) or after (post-index) adding a
 * constant.
 *
 * <p>If the base register is also the one that is loaded or stored, which is CONSTRAINED UNPREDICTABLE, a load's
 * value is lost to the writeback, and a store stores the value from before it.
 */
public final class Indexed {

    private Indexed() {}

    /** Predecodes a pre-indexed one, imm9 in bits 20:12. */
    public static Op pre(Access access, int word) {
        if (Operands.rn(word) == Operands.THIRTY_ONE) {
            return access == Access.STR_X ? new StoreXPreSp(word) : new ComposedPre(access, word);
        }
        return switch (access) {
            case LDR_X -> new LoadXPre(word);
            case LDR_W -> new LoadWPre(word);
            case LDRH -> new LoadHPre(word);
            case LDRB -> new LoadBPre(word);
            case STR_X -> new StoreXPre(word);
            case STR_W -> new StoreWPre(word);
            case STRH -> new StoreHPre(word);
            case STRB -> new StoreBPre(word);
            default -> new ComposedPre(access, word);
        };
    }

    /** Predecodes a post-indexed one, imm9 in bits 20:12. */
    public static Op post(Access access, int word) {
        if (Operands.rn(word) == Operands.THIRTY_ONE) {
            return access == Access.LDR_X ? new LoadXPostSp(word) : new ComposedPost(access, word);
        }
        return switch (access) {
            case LDR_X -> new LoadXPost(word);
            case LDR_W -> new LoadWPost(word);
            case LDRH -> new LoadHPost(word);
            case LDRB -> new LoadBPost(word);
            case STR_X -> new StoreXPost(word);
            case STR_W -> new StoreWPost(word);
            case STRH -> new StoreHPost(word);
            case STRB -> new StoreBPost(word);
            default -> new ComposedPost(access, word);
        };
    }

    private abstract static class IndexedOp extends LoadStoreOp {
        final long offset;

        IndexedOp(Access access, int word) {
            super(access, word, true);
            this.offset = Operands.signedBits(word, 20, 12);
        }
    }

    private static final class LoadXPre extends IndexedOp {
        LoadXPre(int word) {
            super(Access.LDR_X, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n] + offset;
            x[t] = pe.load64(va);
            x[n] = va;
        }
    }

    private static final class LoadXPost extends IndexedOp {
        LoadXPost(int word) {
            super(Access.LDR_X, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n];
            x[t] = pe.load64(va);
            x[n] = va + offset;
        }
    }

    private static final class LoadWPre extends IndexedOp {
        LoadWPre(int word) {
            super(Access.LDR_W, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n] + offset;
            x[t] = pe.load32(va) & WORD;
            x[n] = va;
        }
    }

    private static final class LoadWPost extends IndexedOp {
        LoadWPost(int word) {
            super(Access.LDR_W, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n];
            x[t] = pe.load32(va) & WORD;
            x[n] = va + offset;
        }
    }

    private static final class LoadHPre extends IndexedOp {
        LoadHPre(int word) {
            super(Access.LDRH, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n] + offset;
            x[t] = pe.load16(va);
            x[n] = va;
        }
    }

    private static final class LoadHPost extends IndexedOp {
        LoadHPost(int word) {
            super(Access.LDRH, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n];
            x[t] = pe.load16(va);
            x[n] = va + offset;
        }
    }

    private static final class LoadBPre extends IndexedOp {
        LoadBPre(int word) {
            super(Access.LDRB, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n] + offset;
            x[t] = pe.load8(va);
            x[n] = va;
        }
    }

    private static final class LoadBPost extends IndexedOp {
        LoadBPost(int word) {
            super(Access.LDRB, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n];
            x[t] = pe.load8(va);
            x[n] = va + offset;
        }
    }

    private static final class StoreXPre extends IndexedOp {
        StoreXPre(int word) {
            super(Access.STR_X, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n] + offset;
            pe.store64(va, x[t]);
            x[n] = va;
        }
    }

    private static final class StoreXPost extends IndexedOp {
        StoreXPost(int word) {
            super(Access.STR_X, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n];
            pe.store64(va, x[t]);
            x[n] = va + offset;
        }
    }

    private static final class StoreWPre extends IndexedOp {
        StoreWPre(int word) {
            super(Access.STR_W, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n] + offset;
            pe.store32(va, (int) x[t]);
            x[n] = va;
        }
    }

    private static final class StoreWPost extends IndexedOp {
        StoreWPost(int word) {
            super(Access.STR_W, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n];
            pe.store32(va, (int) x[t]);
            x[n] = va + offset;
        }
    }

    private static final class StoreHPre extends IndexedOp {
        StoreHPre(int word) {
            super(Access.STRH, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n] + offset;
            pe.store16(va, (int) x[t]);
            x[n] = va;
        }
    }

    private static final class StoreHPost extends IndexedOp {
        StoreHPost(int word) {
            super(Access.STRH, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n];
            pe.store16(va, (int) x[t]);
            x[n] = va + offset;
        }
    }

    private static final class StoreBPre extends IndexedOp {
        StoreBPre(int word) {
            super(Access.STRB, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n] + offset;
            pe.store8(va, (int) x[t]);
            x[n] = va;
        }
    }

    private static final class StoreBPost extends IndexedOp {
        StoreBPost(int word) {
            super(Access.STRB, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = x[n];
            pe.store8(va, (int) x[t]);
            x[n] = va + offset;
        }
    }

    private static final class StoreXPreSp extends IndexedOp {
        StoreXPreSp(int word) {
            super(Access.STR_X, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = Base.stackPointer(pe) + offset;
            pe.store64(va, x[t]);
            x[Pe.SP] = va;
        }
    }

    private static final class LoadXPostSp extends IndexedOp {
        LoadXPostSp(int word) {
            super(Access.LDR_X, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            long va = Base.stackPointer(pe);
            x[t] = pe.load64(va);
            x[Pe.SP] = va + offset;
        }
    }

    private static final class ComposedPre extends IndexedOp {
        private final Transfer transfer;

        ComposedPre(Access access, int word) {
            super(access, word);
            this.transfer = Transfer.of(access, t);
        }

        @Override
        public void execute(Pe pe) {
            long va = Base.of(pe, n) + offset;
            transfer.run(pe, va);
            pe.x[n] = va;
        }
    }

    private static final class ComposedPost extends IndexedOp {
        private final Transfer transfer;

        ComposedPost(Access access, int word) {
            super(access, word);
            this.transfer = Transfer.of(access, t);
        }

        @Override
        public void execute(Pe pe) {
            long va = Base.of(pe, n);
            transfer.run(pe, va);
            pe.x[n] = va + offset;
        }
    }
}
