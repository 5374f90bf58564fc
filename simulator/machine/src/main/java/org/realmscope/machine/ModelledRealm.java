package org.realmscope.machine;

import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;

/**
 * Realms whose instructions are only modelled, because a recording has no code of theirs. What one does goes through
 * the MMU and the exception model of the PE; how far the recording has come is kept in simulated memory only.
 */
public interface ModelledRealm {
    /** Whether the realm that a PE runs at EL1 or EL0 is modelled now; if not, it executes its own code. */
    boolean acts(Pe pe, PhysicalMemory memory);

    /**
     * Does what the next instruction of the realm does. Its count is in {@code pe.instructions} already; what the
     * machine has to do in consequence is left in {@code pe.stop}.
     *
     * @throws org.realmscope.platform.pe.AbortSignal {@code WATCHPOINT}, if it reaches watched memory; it can be done
     *     again then
     */
    void step(Pe pe, PhysicalMemory memory);
}
