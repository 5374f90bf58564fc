package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.MemoryMap;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.BuiltInRmm;
import org.realmscope.rmm.view.GranuleRange;

/**
 * A granule that the host has delegated and not got back.
 *
 * @param pa physical address
 * @param state of the granule in the RMM; null where an RMM image keeps it
 */
public record DelegatedGranule(long pa, @Nullable String state) {
    /** All there are now, in ascending order. Of an RMM image the granule protection table tells. */
    public static List<DelegatedGranule> of(Machine machine) {
        List<DelegatedGranule> found = new ArrayList<>();
        if (machine.platform().realmWorld() instanceof BuiltInRmm rmm) {
            for (GranuleRange range : rmm.view(machine.platform()).granules()) {
                for (long i = 0; i < range.count(); i++) {
                    long pa = range.pa() + i * PhysicalMemory.GRANULE_SIZE;
                    found.add(new DelegatedGranule(pa, range.state().name()));
                }
            }
            return found;
        }
        MachineConfiguration configuration = machine.configuration();
        long end = configuration.dramBase() + configuration.dramSize();
        MemoryRegion rmm =
                new MemoryMap(new MemoryRegion("DRAM", configuration.dramBase(), configuration.dramSize())).rmm();
        for (long pa = configuration.dramBase(); pa < end; pa += PhysicalMemory.GRANULE_SIZE) {
            boolean isRmm = pa >= rmm.base() && pa < rmm.end();
            if (!isRmm && machine.platform().granuleProtection.owner(pa) == PhysicalAddressSpace.REALM) {
                found.add(new DelegatedGranule(pa, null));
            }
        }
        return found;
    }
}
