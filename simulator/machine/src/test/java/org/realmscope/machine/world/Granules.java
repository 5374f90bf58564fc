package org.realmscope.machine.world;

import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.pe.Pe;

/** What the test double uses each granule for: a byte per granule in its own memory. */
record Granules(long table, MemoryRegion dram) {
    static final int UNDELEGATED = 0;
    static final int DELEGATED = 1;
    static final int RD = 2;
    static final int REC = 3;
    static final int RTT = 4;
    static final int DATA = 5;

    boolean is(Pe pe, long pa, int state) {
        return pa % 0x1000 == 0 && dram.contains(pa) && pe.platform.memory.read8(entry(pa)) == state;
    }

    boolean isNonSecure(Pe pe, long pa) {
        return pe.platform.granuleProtection.owner(pa) == PhysicalAddressSpace.NON_SECURE;
    }

    void set(Pe pe, long pa, int state) {
        pe.platform.memory.write8(entry(pa), state);
    }

    private long entry(long pa) {
        return table + (pa - dram.base()) / 0x1000;
    }
}
