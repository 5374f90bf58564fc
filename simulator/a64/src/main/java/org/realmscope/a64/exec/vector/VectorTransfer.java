package org.realmscope.a64.exec.vector;

import org.realmscope.a64.exec.memory.SizedAccess;
import org.realmscope.platform.mmu.MicroTlb;
import org.realmscope.platform.pe.Pe;

/** Moves scalars of 1 to 16 bytes between memory and SIMD and floating-point registers. */
final class VectorTransfer {
    private static final int QUADWORD = 4;
    private static final int QUADWORD_BYTES = 16;
    /** Bits of an address that must equal a tag for an aligned quadword in a page that needs no check. */
    private static final long ALIGNED_PAGE = -4096L | QUADWORD_BYTES - 1;

    private VectorTransfer() {}

    /** Loads register {@code t} and clears the bits above; changes nothing if the access aborts. */
    static void load(Pe pe, int sizeLog2, int t, long va) {
        long high = 0;
        if (sizeLog2 == QUADWORD) {
            if (pe.data.readTag[MicroTlb.index(va)] != (va & ALIGNED_PAGE)) {
                pe.mmu.checkLoad(va, QUADWORD_BYTES);
            }
            high = pe.load64(va + Long.BYTES);
        }
        pe.v[VectorOp.low(t)] = SizedAccess.load(pe, va, Math.min(1 << sizeLog2, Long.BYTES));
        pe.v[VectorOp.low(t) + 1] = high;
    }

    /** Stores register {@code t}; changes nothing if the access aborts. */
    static void store(Pe pe, int sizeLog2, int t, long va) {
        long low = pe.v[VectorOp.low(t)];
        if (sizeLog2 == QUADWORD) {
            if (pe.data.writeTag[MicroTlb.index(va)] != (va & ALIGNED_PAGE)) {
                pe.mmu.checkStore(va, QUADWORD_BYTES);
            }
            pe.store64(va, low);
            pe.store64(va + Long.BYTES, pe.v[VectorOp.low(t) + 1]);
        } else {
            SizedAccess.store(pe, va, 1 << sizeLog2, low);
        }
    }
}
