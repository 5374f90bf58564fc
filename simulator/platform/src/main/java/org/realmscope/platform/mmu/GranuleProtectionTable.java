package org.realmscope.platform.mmu;

import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * The granule protection table of FEAT_RME in simulated memory, in the architected format (Arm ARM D9.4): a level 0
 * table of 8-byte entries for 1 GiB each (GPCCR_EL3: PPS = 36 bits, PGS = 4 KiB, L0GPTSZ = 30 bits) and level 1 tables
 * with one 4-bit GPI per 4 KiB granule, 16 to a descriptor. It lies in Root memory: the level 0 table at the base, the
 * level 1 table of the n-th GiB at {@code base + 128 KiB * (n + 1)}. This object holds nothing but the table's address
 * and a number that tells caches of check results when to forget them.
 *
 * <p>A granule whose GPI is "all accesses permitted" belongs to no single physical address space; devices and addresses
 * that nothing backs are such granules.
 */
public final class GranuleProtectionTable {
    /** Bytes of Root memory that the table needs for 64 GiB: the level 0 table's 128 KiB and 64 level 1 tables. */
    public static final long SIZE = 65L << 17;

    private static final int L0_SHIFT = 30;
    private static final int L1_TABLE_SHIFT = 17;
    private static final long L0_TABLE = 0b0011;
    private static final long L0_BLOCK = 0b0001;
    /** GPI of granules that every physical address space reaches. */
    private static final int GPI_ALL = 0b1111;
    /** GPI of granules of one physical address space, plus its number as {@code PhysicalAddressSpace.ordinal()}. */
    private static final int GPI_SPACE = 0b1000;

    private static final long EVERY_GPI = 0x1111_1111_1111_1111L;
    private static final int GRANULES_PER_DESCRIPTOR = 16;
    private static final PhysicalAddressSpace[] SPACES = PhysicalAddressSpace.values();

    private final PhysicalMemory memory;
    private final long base;
    private long generation;

    /**
     * The table at {@code base}, which {@link #initialise} has filled or is going to fill.
     *
     * @param base physical address, 128 KiB aligned
     * @throws UserError if memory does not back the table
     */
    public GranuleProtectionTable(PhysicalMemory memory, long base) {
        if ((base & (1L << L1_TABLE_SHIFT) - 1) != 0 || !memory.isBacked(base, SIZE)) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "granule protection table at 0x%x must be 128 KiB aligned and have 0x%x bytes of memory"
                            .formatted(base, SIZE));
        }
        this.memory = memory;
        this.base = base;
    }

    /** Writes a table that permits every access everywhere and keeps its own granules for Root. */
    public void initialise() {
        for (int i = 0; i < 1 << 36 - L0_SHIFT; i++) {
            memory.write64(base + 8L * i, (long) GPI_ALL << 4 | L0_BLOCK);
        }
        assignRange(base, SIZE, PhysicalAddressSpace.ROOT);
    }

    /**
     * Physical address space that the granule of {@code pa} belongs to; {@link PhysicalAddressSpace#NON_SECURE} for a
     * granule that all of them reach.
     */
    public PhysicalAddressSpace owner(long pa) {
        int gpi = gpi(pa);
        return gpi == GPI_ALL ? PhysicalAddressSpace.NON_SECURE : SPACES[gpi & 3];
    }

    /**
     * The first granule behind that of {@code pa} that has another GPI, at most the next one at a multiple of 1 GiB:
     * takes sixteen at a time where a descriptor allows it.
     */
    public long endOfEqual(long pa) {
        long end = (pa >>> L0_SHIFT) + 1 << L0_SHIFT;
        long level0 = memory.read64(base + (pa >>> L0_SHIFT) * 8);
        if ((level0 & 0xf) == L0_BLOCK) {
            return end;
        }
        int gpi = gpi(pa);
        long step = (long) GRANULES_PER_DESCRIPTOR << PhysicalMemory.GRANULE_SHIFT;
        long at = pa & -PhysicalMemory.GRANULE_SIZE;
        while (at < end) {
            long descriptor = memory.read64((level0 & -4096L) + 8L * (granule(at) / GRANULES_PER_DESCRIPTOR));
            if ((at & step - 1) == 0 && descriptor == EVERY_GPI * gpi) {
                at += step;
            } else if (gpi(at) == gpi) {
                at += PhysicalMemory.GRANULE_SIZE;
            } else {
                return at;
            }
        }
        return end;
    }

    /**
     * Granule protection check: whether an access to physical address space {@code pas} may reach the granule of {@code
     * pa}.
     */
    public boolean allows(long pa, PhysicalAddressSpace pas) {
        return allows(pa, pas.ordinal());
    }

    /** @param pas number of the physical address space, {@code PhysicalAddressSpace.ordinal()} */
    boolean allows(long pa, int pas) {
        if (pa >= PhysicalMemory.ADDRESS_LIMIT) {
            return pas == PhysicalAddressSpace.NON_SECURE.ordinal();
        }
        int gpi = gpi(pa);
        return gpi == (GPI_SPACE | pas) || gpi == GPI_ALL;
    }

    /**
     * Gives the granule of {@code pa} to {@code pas}. Translations that PEs have cached stay: {@code
     * Platform.assignGranule} is what EL3 does.
     */
    public void assign(long pa, PhysicalAddressSpace pas) {
        long table = level1Table(pa);
        int granule = granule(pa);
        long at = table + 8L * (granule / GRANULES_PER_DESCRIPTOR);
        int shift = 4 * (granule % GRANULES_PER_DESCRIPTOR);
        long descriptor = memory.read64(at) & ~(0xfL << shift);
        memory.write64(at, descriptor | (long) (GPI_SPACE | pas.ordinal()) << shift);
        generation++;
    }

    /**
     * Gives a range to {@code pas} before the machine runs.
     *
     * @param start 4 KiB aligned
     * @param size bytes, a multiple of 4 KiB
     */
    public void assignRange(long start, long size, PhysicalAddressSpace pas) {
        long all = EVERY_GPI * (GPI_SPACE | pas.ordinal());
        long step = (long) GRANULES_PER_DESCRIPTOR << PhysicalMemory.GRANULE_SHIFT;
        for (long pa = start; pa < start + size; ) {
            if ((pa & step - 1) == 0 && start + size - pa >= step) {
                memory.write64(level1Table(pa) + 8L * (granule(pa) / GRANULES_PER_DESCRIPTOR), all);
                pa += step;
            } else {
                assign(pa, pas);
                pa += PhysicalMemory.GRANULE_SIZE;
            }
        }
        generation++;
    }

    /** Changes whenever a check may have another result than before. */
    long generation() {
        return generation;
    }

    /** Memory has been put back to another moment, the table with it. */
    public void memoryRestored() {
        generation++;
    }

    private int gpi(long pa) {
        long level0 = memory.read64(base + (pa >>> L0_SHIFT) * 8);
        if ((level0 & 0xf) == L0_BLOCK) {
            return (int) (level0 >>> 4) & 0xf;
        }
        int granule = granule(pa);
        long level1 = memory.read64((level0 & -4096L) + 8L * (granule / GRANULES_PER_DESCRIPTOR));
        return (int) (level1 >>> 4 * (granule % GRANULES_PER_DESCRIPTOR)) & 0xf;
    }

    /** Number of the granule of {@code pa} in its level 1 table. */
    private static int granule(long pa) {
        return (int) (pa >>> PhysicalMemory.GRANULE_SHIFT) & (1 << L0_SHIFT - PhysicalMemory.GRANULE_SHIFT) - 1;
    }

    /** The level 1 table that covers {@code pa}; written, with the meaning the block had, if there was none. */
    private long level1Table(long pa) {
        long at = base + (pa >>> L0_SHIFT) * 8;
        long level0 = memory.read64(at);
        if ((level0 & 0xf) == L0_TABLE) {
            return level0 & -4096L;
        }
        long table = base + ((pa >>> L0_SHIFT) + 1 << L1_TABLE_SHIFT);
        long descriptor = EVERY_GPI * (level0 >>> 4 & 0xf);
        for (long i = 0; i < 1L << L1_TABLE_SHIFT; i += 8) {
            memory.write64(table + i, descriptor);
        }
        memory.write64(at, table | L0_TABLE);
        return table;
    }
}
