package org.realmscope.machine;

import java.util.List;
import org.realmscope.platform.memory.MemoryRegion;

/**
 * Where things are in physical memory. Devices are at fixed addresses below DRAM; within DRAM the distances are those
 * of QEMU's {@code virt} machine with its Realm extensions, so that images linked for it fit.
 *
 * @param dram all of DRAM
 */
public record MemoryMap(MemoryRegion dram) {
    /** EL3's own memory: the granule protection table and what else must last. */
    public static final MemoryRegion ROOT_SRAM = new MemoryRegion("root SRAM", 0x0e00_0000L, 16L << 20);

    /** Bytes at the end of root SRAM for the Realm world's firmware. */
    static final long FIRMWARE_STATE_SIZE = 0x1000;

    private static final long RMM_OFFSET = 0x10_0000;
    private static final long RMM_SIZE = 24L << 20;
    private static final long HOST_OFFSET = 0x200_0000;

    /** Smallest DRAM that has room for the RMM and a host image. */
    public static final long SMALLEST_DRAM = 64L << 20;

    /** The RMM's memory, in the Realm physical address space. */
    public MemoryRegion rmm() {
        return new MemoryRegion("the RMM's memory", dram.base() + RMM_OFFSET, RMM_SIZE);
    }

    /** Where a position-independent host image is loaded. */
    public long hostBase() {
        return dram.base() + HOST_OFFSET;
    }

    /** What is backed by memory, in ascending order. */
    public List<MemoryRegion> regions() {
        return List.of(ROOT_SRAM, dram);
    }

    /** What is not the RMM's. */
    List<MemoryRegion> outsideRmm() {
        MemoryRegion rmm = rmm();
        return List.of(
                ROOT_SRAM,
                new MemoryRegion("Non-secure memory", dram.base(), rmm.base() - dram.base()),
                new MemoryRegion("Non-secure memory", rmm.end(), dram.end() - rmm.end()));
    }

    /** What a host image must not touch. */
    List<MemoryRegion> reservedFromHost() {
        return List.of(ROOT_SRAM, rmm());
    }

    /** Root SRAM for the Realm world's firmware, zero at reset. */
    static long firmwareState() {
        return ROOT_SRAM.end() - FIRMWARE_STATE_SIZE;
    }
}
