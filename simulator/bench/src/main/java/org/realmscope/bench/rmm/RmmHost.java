package org.realmscope.bench.rmm;

import java.util.List;
import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.Platform;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.device.Bus;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.mmu.GranuleProtectionTable;
import org.realmscope.platform.pe.Pe;
import org.realmscope.rmm.BuiltInRmm;
import org.realmscope.rmm.choices.RmmConfiguration;
import org.realmscope.rmm.granule.CarveOut;

/**
 * A platform with the built-in RMM whose host is Java: it calls the port as EL3 does, without executing instructions.
 */
final class RmmHost {
    static final long DRAM = 0x8000_0000L;
    private static final MemoryRegion ROOT_SRAM = new MemoryRegion("root SRAM", 0x0e00_0000L, 16L << 20);
    private static final long HOST_PSTATE = 0x3c9;
    private static final int SUCCESS = 0;

    final PhysicalMemory memory;
    private final BuiltInRmm rmm;
    private final Pe pe;
    private long nextGranule = DRAM + 0x10_0000;

    /** @param dramSize bytes */
    RmmHost(long dramSize) {
        CarveOut carveOut = CarveOut.DEFAULT;
        MemoryRegion window = new MemoryRegion("the RMM's memory", carveOut.base(), carveOut.size());
        MemoryRegion dram = new MemoryRegion("DRAM", DRAM, dramSize);
        memory = new PhysicalMemory(List.of(ROOT_SRAM, window, dram));
        rmm = new BuiltInRmm(RmmConfiguration.of(carveOut, List.of(dram)));
        GranuleProtectionTable protection = new GranuleProtectionTable(memory, ROOT_SRAM.base());
        Platform platform = new Platform(memory, protection, new Bus(List.of()), rmm);
        pe = platform.addPe();
        protection.initialise();
        protection.assignRange(window.base(), window.size(), PhysicalAddressSpace.REALM);
        protection.assignRange(DRAM, dramSize, PhysicalAddressSpace.NON_SECURE);
        pe.securityState = SecurityState.NON_SECURE;
        pe.system.enter(HOST_PSTATE, 0);
    }

    /** Calls a command that must succeed. */
    void call(RmiCommand command, long x1, long x2, long x3, long x4) {
        long[] x = pe.x;
        x[0] = command.functionId();
        x[1] = x1;
        x[2] = x2;
        x[3] = x3;
        x[4] = x4;
        rmm.smcFromHost(pe);
        if (x[0] != SUCCESS) {
            throw new IllegalStateException(command + " returned 0x" + Long.toHexString(x[0]));
        }
    }

    /** A granule that nobody has used. */
    long granule() {
        long pa = nextGranule;
        nextGranule += PhysicalMemory.GRANULE_SIZE;
        return pa;
    }

    long delegated() {
        long pa = granule();
        call(RmiCommand.GRANULE_DELEGATE, pa, 0, 0, 0);
        return pa;
    }

    /** A Realm of 39 bits with one starting-level table at level 1. @return its RD */
    long realm() {
        long rd = delegated();
        memory.write8(DRAM + 0x008, 39);
        memory.write8(DRAM + 0x018, 1);
        memory.write8(DRAM + 0x020, 1);
        memory.write64(DRAM + 0x808, delegated());
        memory.write64(DRAM + 0x810, 1);
        memory.write32(DRAM + 0x818, 1);
        call(RmiCommand.REALM_CREATE, rd, DRAM, 0, 0);
        return rd;
    }
}
