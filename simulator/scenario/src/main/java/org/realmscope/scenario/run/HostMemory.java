package org.realmscope.scenario.run;

import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.MemoryMap;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.SlotSetup;

/** Whether the host has run out of memory, and how much it needs. */
final class HostMemory {
    private static final long MIB = 1L << 20;
    /** What the host takes for itself: image, stacks, a word for each page. */
    private static final long HOST = 2 * MIB;
    /** RD, starting level tables. */
    private static final long REALM = MIB;
    /** REC with auxiliary granules, caches of pages. */
    private static final long VCPU = MIB / 2;
    /** Tables, of both halves: less than this part of the memory that they map. */
    private static final long TABLES_SHARE = 128;

    private static final long UNIT = 64 * MIB;
    /** Pages of the largest block that a fault may ask for, 2 MiB. */
    private static final long BLOCK = 512;

    private HostMemory() {}

    /**
     * Whether the host has too little left for what it may be asked for.
     *
     * @param pages that it has
     */
    static boolean isExhausted(long pages) {
        return pages < BLOCK;
    }

    /** What happened and what would be right. */
    static String text(Scenario scenario) {
        long dram = scenario.platform().dram();
        long needed = Math.max(needed(scenario), dram + UNIT);
        return ("the host has no memory left: DRAM has %s, the realms' slots can take %s;"
                        + " 'platform { dram %s }' is enough for all of them")
                .formatted(
                        Notation.size(dram),
                        Notation.size(slots(scenario)),
                        Notation.size(needed).replace(",", "_"));
    }

    private static long slots(Scenario scenario) {
        long bytes = 0;
        for (RealmSetup realm : scenario.realms()) {
            for (SlotSetup slot : realm.slots()) {
                boolean hasTwo = slot.backing() == SlotSetup.Backing.GUEST_MEMFD;
                bytes += hasTwo ? 2 * slot.range().size() : slot.range().size();
            }
        }
        return bytes;
    }

    private static long needed(Scenario scenario) {
        MachineConfiguration machine = MachineConfiguration.DEFAULT;
        long below = new MemoryMap(new MemoryRegion(
                                "DRAM", machine.dramBase(), scenario.platform().dram()))
                        .hostBase()
                - machine.dramBase();
        long bytes = below + HOST;
        for (RealmSetup realm : scenario.realms()) {
            bytes += REALM + VCPU * realm.vcpus().size();
        }
        long slots = slots(scenario);
        bytes += slots + slots / TABLES_SHARE;
        return (bytes + UNIT - 1) / UNIT * UNIT;
    }
}
