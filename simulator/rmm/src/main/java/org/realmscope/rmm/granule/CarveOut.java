package org.realmscope.rmm.granule;

import java.util.List;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.MemoryRegion;

/**
 * Where the RMM keeps what belongs to no Realm, in the memory that the platform carves out for it. Offsets from its
 * start: the bitmap of VMIDs in use, one word per PE with the REC that runs there, then the granule table.
 *
 * @param base physical address, 4 KiB aligned
 * @param size bytes
 */
public record CarveOut(long base, long size) {
    /** One bit per VMID, 8 KiB. */
    public static final long VMIDS = 0x0000;
    /** One 8-byte word per PE: address of the REC that runs there, 0 if none does. */
    public static final long RUNNING_RECS = 0x2000;
    /** Four bytes per granule, see {@link GranuleTable}. */
    public static final long GRANULES = 0x10000;

    /** PEs that {@link #RUNNING_RECS} has room for. */
    public static final int MAX_PES = 512;

    /** Carve-out of the default platform map: 24 MiB, Realm PAS. */
    public static final CarveOut DEFAULT = new CarveOut(0x4010_0000L, 0x180_0000L);

    public long vmids() {
        return base + VMIDS;
    }

    /** Address of the word of a PE. */
    public long runningRec(int pe) {
        return base + RUNNING_RECS + 8L * pe;
    }

    /** Bytes that a carve-out must have for this delegable memory. */
    public static long sizeFor(List<MemoryRegion> memory) {
        return GRANULES + granuleCount(memory) * GranuleTable.ENTRY_SIZE;
    }

    private static long granuleCount(List<MemoryRegion> memory) {
        long granules = 0;
        for (MemoryRegion region : memory) {
            granules += region.size() >>> 12;
        }
        return granules;
    }

    /**
     * Address of the granule table.
     *
     * @throws UserError if the table of {@code memory} does not fit
     */
    public long granules(List<MemoryRegion> memory) {
        long needed = sizeFor(memory);
        if (needed > size) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    ("the RMM's carve-out at 0x%x has 0x%x bytes, but the granule table of %d MiB of memory needs"
                                    + " 0x%x: give the platform less memory")
                            .formatted(base, size, granuleCount(memory) >>> 8, needed));
        }
        return base + GRANULES;
    }

    /** Whether {@code pa} is the RMM's own. */
    public boolean contains(long pa) {
        return pa >= base && pa < base + size;
    }
}
