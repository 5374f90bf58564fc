package org.realmscope.rmm.granule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * State and owner of every granule that can be delegated. The table is a word of four bytes per granule in the
 * carve-out: bits 31:24 the {@link GranuleState}, bits 23:0 the number ({@code pa >> 12}) of the owner's RD granule, 0
 * if no Realm owns it.
 */
public final class GranuleTable {
    static final int ENTRY_SIZE = 4;

    private static final long GRANULE_MASK = PhysicalMemory.GRANULE_SIZE - 1L;
    private static final int OWNER_MASK = 0xff_ffff;

    /** Set while somebody listens. */
    public @Nullable GranuleObserver observer;

    private final PhysicalMemory memory;
    private final CarveOut carveOut;
    private final MemoryRegion[] regions;
    /** Address of the word of the granule at 0, had the region one; per region. */
    private final long[] origins;

    /** @param delegable memory that the host may delegate; the carve-out in it is not delegable */
    public GranuleTable(PhysicalMemory memory, CarveOut carveOut, List<MemoryRegion> delegable) {
        this.memory = memory;
        this.carveOut = carveOut;
        this.regions = delegable.toArray(MemoryRegion[]::new);
        this.origins = new long[regions.length];
        long at = carveOut.granules(delegable);
        for (int i = 0; i < regions.length; i++) {
            origins[i] = at - (regions[i].base() >>> 12) * ENTRY_SIZE;
            at += (regions[i].size() >>> 12) * ENTRY_SIZE;
        }
    }

    /** Memory that the host may delegate, the carve-out not taken out. */
    public List<MemoryRegion> regions() {
        return List.of(regions);
    }

    /** Whether {@code pa} is the address of a granule, 4 KiB aligned. */
    public static boolean isAligned(long pa) {
        return (pa & GRANULE_MASK) == 0;
    }

    /** PaIsDelegable: whether {@code pa} lies in memory that the host may delegate. */
    public boolean isDelegable(long pa) {
        return word(pa) != 0;
    }

    /** State of the granule of {@code pa}; UNDELEGATED if it is not delegable. */
    public GranuleState state(long pa) {
        long word = word(pa);
        return word == 0 ? GranuleState.UNDELEGATED : GranuleState.of(memory.read32(word) >>> 24);
    }

    /** Whether the granule of {@code pa} is delegable and in this state. */
    public boolean is(long pa, GranuleState state) {
        long word = word(pa);
        return word != 0 && memory.read32(word) >>> 24 == state.ordinal();
    }

    /**
     * The first granule from {@code pa} on that may have another state than UNDELEGATED: jumps over what of the table
     * was never written.
     *
     * @param pa address of a granule in one of the regions
     */
    public long skipUnwritten(long pa) {
        long word = word(pa);
        if (word == 0 || memory.hasFrame(word)) {
            return pa;
        }
        long left = PhysicalMemory.GRANULE_SIZE - (word & GRANULE_MASK);
        return pa + left / ENTRY_SIZE * PhysicalMemory.GRANULE_SIZE;
    }

    /** Address of the RD of the Realm that owns the granule of {@code pa}, 0 if none does. An RD owns itself. */
    public long owner(long pa) {
        long word = word(pa);
        return word == 0 ? 0 : (memory.read32(word) & (long) OWNER_MASK) << 12;
    }

    /** Gives a delegable granule another state, and an owner ({@code rd}) or none (0). */
    public void set(long pa, GranuleState state, long rd) {
        long word = word(pa);
        GranuleObserver listener = observer;
        if (listener != null) {
            listener.granuleChanged(pa, state(pa), state, rd);
        }
        memory.write32(word, state.ordinal() << 24 | (int) (rd >>> 12));
    }

    /** Makes a granule DELEGATED and without content, so that nothing of its past can be seen. */
    public void release(long pa) {
        memory.clear(pa);
        set(pa, GranuleState.DELEGATED, 0);
    }

    private long word(long pa) {
        for (int i = 0; i < regions.length; i++) {
            if (regions[i].contains(pa)) {
                return carveOut.contains(pa) ? 0 : origins[i] + (pa >>> 12) * ENTRY_SIZE;
            }
        }
        return 0;
    }
}
