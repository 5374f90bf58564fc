package org.realmscope.rmm;

import java.util.List;
import org.realmscope.platform.Platform;
import org.realmscope.platform.device.Bus;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.mmu.GranuleProtectionTable;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.choices.RmmConfiguration;
import org.realmscope.rmm.granule.CarveOut;

/** A platform for tests of parts of the RMM: one PE, 16 MiB of DRAM, every granule Non-secure. */
public final class TestPlatform {
    public static final List<MemoryRegion> DELEGABLE = List.of(new MemoryRegion("DRAM", 0x8000_0000L, 16L << 20));

    private TestPlatform() {}

    public static Platform create() {
        MemoryRegion root = new MemoryRegion("root", 0x0e00_0000L, 16L << 20);
        MemoryRegion window = new MemoryRegion("RMM", CarveOut.DEFAULT.base(), CarveOut.DEFAULT.size());
        PhysicalMemory memory = new PhysicalMemory(List.of(root, window, DELEGABLE.getFirst()));
        GranuleProtectionTable protection = new GranuleProtectionTable(memory, root.base());
        protection.initialise();
        RmmConfiguration configuration = RmmConfiguration.of(CarveOut.DEFAULT, DELEGABLE);
        Platform platform = new Platform(
                memory, protection, new Bus(List.of()), new BuiltInRmm(configuration.with(RmmChoices.SPECIFICATION)));
        platform.addPe();
        return platform;
    }
}
