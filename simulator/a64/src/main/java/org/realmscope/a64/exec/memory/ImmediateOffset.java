package org.realmscope.a64.exec.memory;

import static org.realmscope.a64.exec.Operands.WORD;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;

/**
 * Loads and stores at a base register plus a constant. The frequent ones have a class of their own, so that nothing
 * is decided when they execute; the others combine a {@link Transfer} with the address.
 */
public final class ImmediateOffset {

    private ImmediateOffset() {}

    /**
     * Predecodes one.
     *
     * @param offset added to the base register, in bytes
     */
    public static Op translate(Access access, int word, long offset) {
        return Operands.rn(word) == Operands.THIRTY_ONE
                ? translateStackPointer(access, word, offset)
                : translateRegister(access, word, offset);
    }

    private static Op translateRegister(Access access, int word, long offset) {
        return switch (access) {
            case LDR_X -> new LoadX(word, offset);
            case LDR_W -> new LoadW(word, offset);
            case LDRH -> new LoadH(word, offset);
            case LDRB -> new LoadB(word, offset);
            case STR_X -> new StoreX(word, offset);
            case STR_W -> new StoreW(word, offset);
            case STRH -> new StoreH(word, offset);
            case STRB -> new StoreB(word, offset);
            default -> new Composed(access, word, offset);
        };
    }

    private static Op translateStackPointer(Access access, int word, long offset) {
        return switch (access) {
            case LDR_X -> new LoadXSp(word, offset);
            case LDR_W -> new LoadWSp(word, offset);
            case STR_X -> new StoreXSp(word, offset);
            case STR_W -> new StoreWSp(word, offset);
            default -> new Composed(access, word, offset);
        };
    }

    private abstract static class OffsetOp extends LoadStoreOp {
        final long offset;

        OffsetOp(Access access, int word, long offset) {
            super(access, word, false);
            this.offset = offset;
        }
    }

    private static final class LoadX extends OffsetOp {
        LoadX(int word, long offset) {
            super(Access.LDR_X, word, offset);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load64(x[n] + offset);
        }
    }

    private static final class LoadW extends OffsetOp {
        LoadW(int word, long offset) {
            super(Access.LDR_W, word, offset);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load32(x[n] + offset) & WORD;
        }
    }

    private static final class LoadH extends OffsetOp {
        LoadH(int word, long offset) {
            super(Access.LDRH, word, offset);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load16(x[n] + offset);
        }
    }

    private static final class LoadB extends OffsetOp {
        LoadB(int word, long offset) {
            super(Access.LDRB, word, offset);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load8(x[n] + offset);
        }
    }

    private static final class StoreX extends OffsetOp {
        StoreX(int word, long offset) {
            super(Access.STR_X, word, offset);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store64(x[n] + offset, x[t]);
        }
    }

    private static final class StoreW extends OffsetOp {
        StoreW(int word, long offset) {
            super(Access.STR_W, word, offset);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store32(x[n] + offset, (int) x[t]);
        }
    }

    private static final class StoreH extends OffsetOp {
        StoreH(int word, long offset) {
            super(Access.STRH, word, offset);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store16(x[n] + offset, (int) x[t]);
        }
    }

    private static final class StoreB extends OffsetOp {
        StoreB(int word, long offset) {
            super(Access.STRB, word, offset);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store8(x[n] + offset, (int) x[t]);
        }
    }

    private static final class LoadXSp extends OffsetOp {
        LoadXSp(int word, long offset) {
            super(Access.LDR_X, word, offset);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load64(Base.stackPointer(pe) + offset);
        }
    }

    private static final class LoadWSp extends OffsetOp {
        LoadWSp(int word, long offset) {
            super(Access.LDR_W, word, offset);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load32(Base.stackPointer(pe) + offset) & WORD;
        }
    }

    private static final class StoreXSp extends OffsetOp {
        StoreXSp(int word, long offset) {
            super(Access.STR_X, word, offset);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store64(Base.stackPointer(pe) + offset, x[t]);
        }
    }

    private static final class StoreWSp extends OffsetOp {
        StoreWSp(int word, long offset) {
            super(Access.STR_W, word, offset);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store32(Base.stackPointer(pe) + offset, (int) x[t]);
        }
    }

    private static final class Composed extends OffsetOp {
        private final Transfer transfer;

        Composed(Access access, int word, long offset) {
            super(access, word, offset);
            this.transfer = Transfer.of(access, t);
        }

        @Override
        public void execute(Pe pe) {
            transfer.run(pe, Base.of(pe, n) + offset);
        }
    }
}
