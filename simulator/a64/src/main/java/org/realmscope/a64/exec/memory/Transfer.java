package org.realmscope.a64.exec.memory;

import static org.realmscope.a64.exec.Operands.WORD;

import org.realmscope.platform.pe.Pe;

/** Moves one general-purpose register from or to memory, wherever the address comes from. */
abstract class Transfer {
    /** Index of the register. */
    final int t;

    Transfer(int t) {
        this.t = t;
    }

    /** Does it at {@code va}; changes nothing if the access aborts. */
    abstract void run(Pe pe, long va);

    static Transfer of(Access access, int t) {
        return switch (access) {
            case LDR_X -> new LoadX(t);
            case LDR_W -> new LoadW(t);
            case LDRH -> new LoadH(t);
            case LDRB -> new LoadB(t);
            case LDRSW -> new LoadSignedW(t);
            case LDRSH_X -> new LoadSignedHToX(t);
            case LDRSH_W -> new LoadSignedHToW(t);
            case LDRSB_X -> new LoadSignedBToX(t);
            case LDRSB_W -> new LoadSignedBToW(t);
            case STR_X -> new StoreX(t);
            case STR_W -> new StoreW(t);
            case STRH -> new StoreH(t);
            case STRB -> new StoreB(t);
        };
    }

    private static final class LoadX extends Transfer {
        LoadX(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.x[t] = pe.load64(va);
        }
    }

    private static final class LoadW extends Transfer {
        LoadW(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.x[t] = pe.load32(va) & WORD;
        }
    }

    private static final class LoadH extends Transfer {
        LoadH(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.x[t] = pe.load16(va);
        }
    }

    private static final class LoadB extends Transfer {
        LoadB(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.x[t] = pe.load8(va);
        }
    }

    private static final class LoadSignedW extends Transfer {
        LoadSignedW(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.x[t] = pe.load32(va);
        }
    }

    private static final class LoadSignedHToX extends Transfer {
        LoadSignedHToX(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.x[t] = (short) pe.load16(va);
        }
    }

    private static final class LoadSignedHToW extends Transfer {
        LoadSignedHToW(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.x[t] = (short) pe.load16(va) & WORD;
        }
    }

    private static final class LoadSignedBToX extends Transfer {
        LoadSignedBToX(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.x[t] = (byte) pe.load8(va);
        }
    }

    private static final class LoadSignedBToW extends Transfer {
        LoadSignedBToW(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.x[t] = (byte) pe.load8(va) & WORD;
        }
    }

    private static final class StoreX extends Transfer {
        StoreX(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.store64(va, pe.x[t]);
        }
    }

    private static final class StoreW extends Transfer {
        StoreW(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.store32(va, (int) pe.x[t]);
        }
    }

    private static final class StoreH extends Transfer {
        StoreH(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.store16(va, (int) pe.x[t]);
        }
    }

    private static final class StoreB extends Transfer {
        StoreB(int t) {
            super(t);
        }

        @Override
        void run(Pe pe, long va) {
            pe.store8(va, (int) pe.x[t]);
        }
    }
}
