package org.realmscope.a64.exec.memory;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;

/** LDTR and STTR of all sizes: accesses with the permissions of EL0 where the Exception level has an EL0 below it. */
public final class Unprivileged {

    private Unprivileged() {}

    /** Predecodes one, imm9 in bits 20:12. */
    public static Op translate(Access access, int word) {
        return access.isLoad() ? new Load(access, word) : new Store(access, word);
    }

    private static final class Load extends LoadStoreOp {
        private final Access access;
        private final long offset;

        Load(Access access, int word) {
            super(access, word, false);
            this.access = access;
            this.offset = Operands.signedBits(word, 20, 12);
        }

        @Override
        public void execute(Pe pe) {
            long va = Base.of(pe, n) + offset;
            pe.x[t] = access.extend(pe.mmu.loadUnprivileged(va, 1 << access.sizeLog2()));
        }
    }

    private static final class Store extends LoadStoreOp {
        private final int size;
        private final long offset;

        Store(Access access, int word) {
            super(access, word, false);
            this.size = 1 << access.sizeLog2();
            this.offset = Operands.signedBits(word, 20, 12);
        }

        @Override
        public void execute(Pe pe) {
            long va = Base.of(pe, n) + offset;
            pe.mmu.storeUnprivileged(va, size, pe.x[t]);
        }
    }
}
