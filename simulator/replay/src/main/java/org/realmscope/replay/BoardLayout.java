package org.realmscope.replay;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.granule.CarveOut;

/**
 * Where the memory of a replay is. The RMM and the granule protection table have theirs where the default platform has
 * it; but a recorded host that had all of its DRAM for itself keeps it, and they are elsewhere.
 *
 * @param dram memory that the recorded host delegated from
 * @param carveOut the RMM's own
 * @param root the granule protection table's
 */
record BoardLayout(MemoryRegion dram, MemoryRegion carveOut, MemoryRegion root) {
    private static final long ROOT_BASE = 0x0e00_0000L;
    private static final long ROOT_SIZE = 16L << 20;
    private static final long ALIGNMENT = 2L << 20;

    /**
     * Lays out the memory of a replay.
     *
     * @param isShared whether the RMM's memory may be in DRAM, as that of recorded firmware is
     * @throws UserError if there is no room in the physical address space
     */
    static BoardLayout of(MemoryRegion dram, boolean isShared) {
        MemoryRegion root = place("root SRAM", ROOT_BASE, ROOT_SIZE, List.of(dram));
        long size = Math.max(CarveOut.DEFAULT.size(), aligned(CarveOut.sizeFor(List.of(dram))));
        String name = "the RMM's memory";
        long base = CarveOut.DEFAULT.base();
        boolean isInDram = isShared && dram.contains(base) && dram.contains(base + size - 1);
        return new BoardLayout(
                dram,
                isInDram ? new MemoryRegion(name, base, size) : place(name, base, size, List.of(dram, root)),
                root);
    }

    private static MemoryRegion place(String name, long base, long size, List<MemoryRegion> taken) {
        return Stream.concat(
                        Stream.of(base, 0L),
                        taken.stream().map(MemoryRegion::end).map(BoardLayout::aligned))
                .filter(candidate -> candidate <= PhysicalMemory.ADDRESS_LIMIT - size)
                .map(candidate -> new MemoryRegion(name, candidate, size))
                .filter(region -> taken.stream().noneMatch(other -> overlap(region, other)))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        UserError.Code.PARAMETER_INVALID, "the DRAM of the trace leaves no room for " + name));
    }

    private static long aligned(long address) {
        return (address + ALIGNMENT - 1) & -ALIGNMENT;
    }

    private static boolean overlap(MemoryRegion first, MemoryRegion second) {
        return first.base() < second.end() && second.base() < first.end();
    }

    /** What is backed by memory, in ascending order. */
    List<MemoryRegion> regions() {
        return Stream.of(dram, carveOut, root)
                .filter(region -> region.equals(dram) || !overlap(region, dram))
                .sorted(Comparator.comparingLong(MemoryRegion::base))
                .toList();
    }
}
