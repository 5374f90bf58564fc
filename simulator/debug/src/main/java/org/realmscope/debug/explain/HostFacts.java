package org.realmscope.debug.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.RealmSummary;

/**
 * What the host keeps about the memory of an address at a moment.
 *
 * @param slot that has it; null if none has
 * @param formerSlot that had it and was deleted; null if none is known
 * @param switches null if the host has none
 * @param isShared whether the VMM has made the frame shared; only a slot with a guest_memfd has private ones
 * @param isMappedByUser whether the VMM has mapped what is behind the slot
 * @param invalidations how often the mappings behind the slots had changed
 * @param freePages of the host, -1 if it is not known
 */
record HostFacts(
        @Nullable MemorySlot slot,
        @Nullable MemorySlot formerSlot,
        @Nullable HostSwitches switches,
        boolean isShared,
        boolean isMappedByUser,
        long invalidations,
        long freePages) {
    /**
     * Reads them.
     *
     * @return null if the host does not show the virtual machine of the realm
     */
    static @Nullable HostFacts read(HostState host, RealmSummary realm, long ipa) {
        int vm = host.vm(realm.rd());
        if (vm < 0) {
            return null;
        }
        long gpa = ipa & (realm.ipaEnd() >>> 1) - 1 & -4096L;
        List<MemorySlot> slots = host.slots(vm);
        MemorySlot slot = find(slots, gpa, true);
        boolean isPrivate = slot != null && slot.hasGuestMemfd() && realm.isProtected(ipa);
        long hva =
                slot == null ? 0 : gpa - slot.base() + (isPrivate ? slot.guestMemfdAddress() : slot.userspaceAddress());
        return new HostFacts(
                slot,
                find(slots, gpa, false),
                host.switches(),
                host.isShared(vm, gpa),
                slot == null || host.isMappedByUser(hva),
                host.invalidations(vm),
                host.freePages());
    }

    /** The same, where the slot that had the address before is known otherwise. */
    HostFacts withFormerSlot(@Nullable MemorySlot former) {
        return new HostFacts(slot, former, switches, isShared, isMappedByUser, invalidations, freePages);
    }

    private static @Nullable MemorySlot find(List<MemorySlot> slots, long gpa, boolean inUse) {
        return slots.stream()
                .filter(slot -> slot.inUse() == inUse && slot.covers(gpa))
                .findFirst()
                .orElse(null);
    }
}
