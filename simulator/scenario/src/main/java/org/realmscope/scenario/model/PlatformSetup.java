package org.realmscope.scenario.model;

import org.jspecify.annotations.Nullable;

/**
 * The simulated machine.
 *
 * @param dramPosition where the size of DRAM, or else the platform, is written; null if nowhere
 * @param pes number of PEs; PE 0 is the VMM's, each vCPU has one of its own
 * @param dram bytes from 0x4000_0000 on
 * @param seed of the schedule and of RNDR
 * @param quantum mean length of a scheduler slice in instructions
 * @param limit instructions after which the run is stopped
 */
public record PlatformSetup(@Nullable Position dramPosition, int pes, long dram, long seed, long quantum, long limit) {
    /** One that no file says anything of. */
    public PlatformSetup(int pes, long dram, long seed, long quantum, long limit) {
        this(null, pes, dram, seed, quantum, limit);
    }
}
