package org.realmscope.a64.exec.memory;

import static org.realmscope.a64.exec.Operands.WORD;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;

/**
 * Loads and stores at a base register plus a register, extended and shifted. A 64-bit index that is only shifted
 * and all other extensions are told apart when the instruction is decoded.
 */
public final class RegisterOffset {
    private static final int UXTW = 2;
    private static final int SXTW = 6;

    private RegisterOffset() {}

    /** Predecodes one: Rm in bits 20:16, option in bits 15:13, S in bit 12. */
    public static Op translate(Access access, int word) {
        int option = Operands.bits(word, 15, 13);
        boolean shiftOnly = option != UXTW && option != SXTW;
        if (Operands.rn(word) == Operands.THIRTY_ONE) {
            return new Composed(access, word);
        }
        return shiftOnly ? translateShifted(access, word) : translateExtended(access, word);
    }

    private static Op translateShifted(Access access, int word) {
        return switch (access) {
            case LDR_X -> new LoadXShifted(word);
            case LDR_W -> new LoadWShifted(word);
            case LDRH -> new LoadHShifted(word);
            case LDRB -> new LoadBShifted(word);
            case STR_X -> new StoreXShifted(word);
            case STR_W -> new StoreWShifted(word);
            case STRH -> new StoreHShifted(word);
            case STRB -> new StoreBShifted(word);
            default -> new Composed(access, word);
        };
    }

    private static Op translateExtended(Access access, int word) {
        return switch (access) {
            case LDR_X -> new LoadXExtended(word);
            case LDR_W -> new LoadWExtended(word);
            case LDRH -> new LoadHExtended(word);
            case LDRB -> new LoadBExtended(word);
            case STR_X -> new StoreXExtended(word);
            case STR_W -> new StoreWExtended(word);
            case STRH -> new StoreHExtended(word);
            case STRB -> new StoreBExtended(word);
            default -> new Composed(access, word);
        };
    }

    private abstract static class RegisterOffsetOp extends LoadStoreOp {
        final int m;
        final int shift;

        RegisterOffsetOp(Access access, int word) {
            super(access, word, false);
            this.m = Operands.rm(word);
            this.shift = Operands.bits(word, 12, 12) * access.sizeLog2();
        }
    }

    /** The index is {@code Rm << left >> right & mask}: two shifts sign-extend, the mask zero-extends. */
    private abstract static class ExtendedOp extends RegisterOffsetOp {
        private final int left;
        private final int right;
        private final long mask;

        ExtendedOp(Access access, int word) {
            super(access, word);
            int option = Operands.bits(word, 15, 13);
            this.left = option == SXTW ? Integer.SIZE : shift;
            this.right = option == SXTW ? Integer.SIZE - shift : 0;
            this.mask = option == UXTW ? WORD << shift : -1;
        }

        final long index(long[] x) {
            return x[m] << left >> right & mask;
        }
    }

    private static final class LoadXShifted extends RegisterOffsetOp {
        LoadXShifted(int word) {
            super(Access.LDR_X, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load64(x[n] + (x[m] << shift));
        }
    }

    private static final class LoadWShifted extends RegisterOffsetOp {
        LoadWShifted(int word) {
            super(Access.LDR_W, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load32(x[n] + (x[m] << shift)) & WORD;
        }
    }

    private static final class LoadHShifted extends RegisterOffsetOp {
        LoadHShifted(int word) {
            super(Access.LDRH, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load16(x[n] + (x[m] << shift));
        }
    }

    private static final class LoadBShifted extends RegisterOffsetOp {
        LoadBShifted(int word) {
            super(Access.LDRB, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load8(x[n] + (x[m] << shift));
        }
    }

    private static final class StoreXShifted extends RegisterOffsetOp {
        StoreXShifted(int word) {
            super(Access.STR_X, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store64(x[n] + (x[m] << shift), x[t]);
        }
    }

    private static final class StoreWShifted extends RegisterOffsetOp {
        StoreWShifted(int word) {
            super(Access.STR_W, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store32(x[n] + (x[m] << shift), (int) x[t]);
        }
    }

    private static final class StoreHShifted extends RegisterOffsetOp {
        StoreHShifted(int word) {
            super(Access.STRH, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store16(x[n] + (x[m] << shift), (int) x[t]);
        }
    }

    private static final class StoreBShifted extends RegisterOffsetOp {
        StoreBShifted(int word) {
            super(Access.STRB, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store8(x[n] + (x[m] << shift), (int) x[t]);
        }
    }

    private static final class LoadXExtended extends ExtendedOp {
        LoadXExtended(int word) {
            super(Access.LDR_X, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load64(x[n] + index(x));
        }
    }

    private static final class LoadWExtended extends ExtendedOp {
        LoadWExtended(int word) {
            super(Access.LDR_W, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load32(x[n] + index(x)) & WORD;
        }
    }

    private static final class LoadHExtended extends ExtendedOp {
        LoadHExtended(int word) {
            super(Access.LDRH, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load16(x[n] + index(x));
        }
    }

    private static final class LoadBExtended extends ExtendedOp {
        LoadBExtended(int word) {
            super(Access.LDRB, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            x[t] = pe.load8(x[n] + index(x));
        }
    }

    private static final class StoreXExtended extends ExtendedOp {
        StoreXExtended(int word) {
            super(Access.STR_X, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store64(x[n] + index(x), x[t]);
        }
    }

    private static final class StoreWExtended extends ExtendedOp {
        StoreWExtended(int word) {
            super(Access.STR_W, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store32(x[n] + index(x), (int) x[t]);
        }
    }

    private static final class StoreHExtended extends ExtendedOp {
        StoreHExtended(int word) {
            super(Access.STRH, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store16(x[n] + index(x), (int) x[t]);
        }
    }

    private static final class StoreBExtended extends ExtendedOp {
        StoreBExtended(int word) {
            super(Access.STRB, word);
        }

        @Override
        public void execute(Pe pe) {
            long[] x = pe.x;
            pe.store8(x[n] + index(x), (int) x[t]);
        }
    }

    private static final class Composed extends ExtendedOp {
        private final Transfer transfer;

        Composed(Access access, int word) {
            super(access, word);
            this.transfer = Transfer.of(access, t);
        }

        @Override
        public void execute(Pe pe) {
            transfer.run(pe, Base.of(pe, n) + index(pe.x));
        }
    }
}
