package org.realmscope.a64.exec.memory;

import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.Operands;
import org.realmscope.platform.pe.Pe;

/**
 * Load-acquire and store-release: LDAR, STLR, LDLAR, STLLR, LDAPR, LDAPUR and STLUR of all sizes. All accesses of this
 * platform are in order, so that only alignment and the syndrome's AR bit tell them from plain loads and stores.
 */
public final class Ordered {

    private Ordered() {}

    /** At the base register. */
    public static Op translate(Access access, int word) {
        return new OrderedOp(access, word, 0);
    }

    /** At the base register plus imm9, bits 20:12. */
    public static Op unscaled(Access access, int word) {
        return new OrderedOp(access, word, Operands.signedBits(word, 20, 12));
    }

    private static final class OrderedOp extends Op {
        private final Transfer transfer;
        private final int n;
        private final int size;
        private final boolean store;
        private final long offset;
        private final int syndrome;

        OrderedOp(Access access, int word, long offset) {
            int rt = Operands.rd(word);
            this.transfer = Transfer.of(access, access.isLoad() ? Operands.destination(rt) : rt);
            this.n = Operands.orStackPointer(Operands.rn(word));
            this.size = 1 << access.sizeLog2();
            this.store = !access.isLoad();
            this.offset = offset;
            this.syndrome = access.syndrome(rt) | Access.AR;
        }

        @Override
        public void execute(Pe pe) {
            long va = Base.of(pe, n) + offset;
            if ((va & size - 1) != 0) {
                pe.mmu.checkOrdered(va, size, store);
            }
            transfer.run(pe, va);
        }

        @Override
        public int dataAbortSyndrome() {
            return syndrome;
        }
    }
}
