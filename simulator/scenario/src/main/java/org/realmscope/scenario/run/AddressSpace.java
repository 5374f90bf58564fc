package org.realmscope.scenario.run;

import org.realmscope.scenario.model.SlotSetup;

/** Lays the memory of slots out in the VMM's user space, so that the host can map it with blocks where it may. */
final class AddressSpace {
    static final long PAGE = 4096;
    static final long BLOCK = 2L << 20;

    private static final long BASE = 1L << 32;

    private long next = BASE;

    /**
     * Takes addresses for a slot: with the same offset in a block as the slot's IPA, but at a block's start for
     * hugetlb, which has no other memory.
     */
    long take(SlotSetup slot) {
        boolean isHuge = slot.backing() == SlotSetup.Backing.HUGETLB;
        long hva = next + (isHuge ? 0 : slot.range().base() & BLOCK - 1);
        // A free block behind each mapping, so that none grows together with the next one.
        next = align(hva + slot.range().size(), BLOCK) + BLOCK;
        return hva;
    }

    /** Bytes of the mapping of a slot. */
    static long mappingSize(SlotSetup slot) {
        long unit = slot.backing() == SlotSetup.Backing.HUGETLB ? BLOCK : PAGE;
        return align(slot.range().size(), unit);
    }

    static long align(long value, long unit) {
        return (value + unit - 1) & -unit;
    }
}
