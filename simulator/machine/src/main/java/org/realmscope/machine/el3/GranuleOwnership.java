package org.realmscope.machine.el3;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmmEl3Call;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.Platform;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;

/**
 * EL3's part of the RMM-EL3 interface: moves granules between physical address spaces; attestation has no backing
 * here.
 */
public final class GranuleOwnership {
    private final MemoryRegion dram;
    private final MemoryRegion rmm;

    /**
     * @param dram what may change its owner
     * @param rmm the part of it that never leaves the Realm physical address space
     */
    public GranuleOwnership(MemoryRegion dram, MemoryRegion rmm) {
        this.dram = dram;
        this.rmm = rmm;
    }

    /** Answers a call that an RMM image made; {@code call} is null for an unknown one. */
    void call(Pe pe, @Nullable RmmEl3Call call) {
        long pa = pe.x[1];
        pe.x[0] = switch (call) {
            case GTSI_DELEGATE -> move(pe.platform, pa, PhysicalAddressSpace.NON_SECURE, PhysicalAddressSpace.REALM);
            case GTSI_UNDELEGATE -> move(pe.platform, pa, PhysicalAddressSpace.REALM, PhysicalAddressSpace.NON_SECURE);
            case null, default -> RmmEl3Call.ERROR_UNKNOWN;
        };
    }

    private long move(Platform platform, long pa, PhysicalAddressSpace from, PhysicalAddressSpace to) {
        if (pa % PhysicalMemory.GRANULE_SIZE != 0 || !dram.contains(pa)) {
            return RmmEl3Call.ERROR_BAD_ADDRESS;
        }
        if (platform.granuleProtection.owner(pa) != from || rmm.contains(pa)) {
            return RmmEl3Call.ERROR_BAD_PAS;
        }
        platform.assignGranule(pa, to);
        return RmmEl3Call.SUCCESS;
    }
}
