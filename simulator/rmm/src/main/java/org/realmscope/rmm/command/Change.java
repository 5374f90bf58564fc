package org.realmscope.rmm.command;

import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.rmm.granule.GranuleState;

/** Something that a command changed, in the order in which it happened. */
public sealed interface Change {
    /**
     * A granule went from one state to another.
     *
     * @param pa address of the granule
     * @param owner address of the RD that owns it now, 0 if no Realm does
     */
    record Granule(long pa, GranuleState before, GranuleState after, long owner) implements Change {}

    /**
     * An RTT entry changed.
     *
     * @param table address of the RTT granule
     * @param index of the entry in it
     * @param before descriptor
     * @param after descriptor
     */
    record Entry(long table, int index, long before, long after) implements Change {}

    /** Cached translations of {@code size} bytes from {@code ipa} on were invalidated on every PE. */
    record Tlb(int vmid, long ipa, long size) implements Change {}

    /** A granule went from one physical address space to another. */
    record Gpt(long pa, PhysicalAddressSpace before, PhysicalAddressSpace after) implements Change {}
}
