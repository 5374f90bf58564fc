package org.realmscope.a64.exec.memory;

import static org.realmscope.a64.exec.Operands.WORD;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.realmscope.platform.mmu.MicroTlb;
import org.realmscope.platform.pe.Pe;

/**
 * Accesses to two values side by side. Where a cached translation covers both, one look-up serves both; else both
 * are checked before memory, a device or a register changes.
 */
final class PairAccess {
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PAGE = -4096L;
    private static final int OFFSET = 0xfff;
    private static final int LAST_DOUBLEWORD = 0xff8;
    private static final int LAST_WORD = 0xffc;

    private PairAccess() {}

    /** Loads registers {@code t} and {@code t2} from {@code va} and 8 bytes above. */
    static void load64(Pe pe, long va, int t, int t2) {
        MicroTlb tlb = pe.data;
        int i = MicroTlb.index(va);
        int offset = (int) va & OFFSET;
        if (tlb.readTag[i] == (va & (PAGE | 7)) && offset != LAST_DOUBLEWORD) {
            byte[] frame = tlb.frame[i];
            pe.x[t2] = (long) U64.get(frame, offset + Long.BYTES);
            pe.x[t] = (long) U64.get(frame, offset);
        } else {
            load64Slow(pe, va, t, t2);
        }
    }

    private static void load64Slow(Pe pe, long va, int t, int t2) {
        pe.mmu.checkLoad(va, Long.BYTES);
        pe.mmu.checkLoad(va + Long.BYTES, Long.BYTES);
        long first = pe.load64(va);
        pe.x[t2] = pe.load64(va + Long.BYTES);
        pe.x[t] = first;
    }

    /** Stores {@code first} at {@code va} and {@code second} 8 bytes above. */
    static void store64(Pe pe, long va, long first, long second) {
        MicroTlb tlb = pe.data;
        int i = MicroTlb.index(va);
        int offset = (int) va & OFFSET;
        if (tlb.writeTag[i] == (va & (PAGE | 7)) && offset != LAST_DOUBLEWORD) {
            byte[] frame = tlb.frame[i];
            U64.set(frame, offset, first);
            U64.set(frame, offset + Long.BYTES, second);
        } else {
            store64Slow(pe, va, first, second);
        }
    }

    private static void store64Slow(Pe pe, long va, long first, long second) {
        pe.mmu.checkStore(va, Long.BYTES);
        pe.mmu.checkStore(va + Long.BYTES, Long.BYTES);
        pe.store64(va, first);
        pe.store64(va + Long.BYTES, second);
    }

    /** Loads registers {@code t} and {@code t2}, zero-extended, from {@code va} and 4 bytes above. */
    static void load32(Pe pe, long va, int t, int t2) {
        checkLoads32(pe, va);
        long first = pe.load32(va) & WORD;
        pe.x[t2] = pe.load32(va + Integer.BYTES) & WORD;
        pe.x[t] = first;
    }

    /** Loads registers {@code t} and {@code t2}, sign-extended, from {@code va} and 4 bytes above. */
    static void loadSigned32(Pe pe, long va, int t, int t2) {
        checkLoads32(pe, va);
        long first = pe.load32(va);
        pe.x[t2] = pe.load32(va + Integer.BYTES);
        pe.x[t] = first;
    }

    private static void checkLoads32(Pe pe, long va) {
        boolean isCached = pe.data.readTag[MicroTlb.index(va)] == (va & (PAGE | 3));
        if (!isCached || ((int) va & OFFSET) == LAST_WORD) {
            pe.mmu.checkLoad(va, Integer.BYTES);
            pe.mmu.checkLoad(va + Integer.BYTES, Integer.BYTES);
        }
    }

    /** Stores {@code first} at {@code va} and {@code second} 4 bytes above. */
    static void store32(Pe pe, long va, int first, int second) {
        MicroTlb tlb = pe.data;
        int i = MicroTlb.index(va);
        int offset = (int) va & OFFSET;
        if (tlb.writeTag[i] == (va & (PAGE | 3)) && offset != LAST_WORD) {
            byte[] frame = tlb.frame[i];
            U32.set(frame, offset, first);
            U32.set(frame, offset + Integer.BYTES, second);
        } else {
            store32Slow(pe, va, first, second);
        }
    }

    private static void store32Slow(Pe pe, long va, int first, int second) {
        pe.mmu.checkStore(va, Integer.BYTES);
        pe.mmu.checkStore(va + Integer.BYTES, Integer.BYTES);
        pe.store32(va, first);
        pe.store32(va + Integer.BYTES, second);
    }
}
