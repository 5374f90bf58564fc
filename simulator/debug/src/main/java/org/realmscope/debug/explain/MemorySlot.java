package org.realmscope.debug.explain;

/**
 * A memory slot as KVM keeps it ({@code struct kvm_memory_slot}).
 *
 * @param number index in the virtual machine
 * @param inUse whether it is there; one that was deleted keeps its other fields
 * @param base first guest physical address, without the protection bit
 * @param size bytes
 * @param flags KVM's, bit 1 read-only, bit 2 with a guest_memfd
 * @param userspaceAddress where the VMM has it mapped
 * @param guestMemfdAddress the same of the guest_memfd behind the protected half
 */
record MemorySlot(
        int number, boolean inUse, long base, long size, long flags, long userspaceAddress, long guestMemfdAddress) {
    private static final long READ_ONLY = 1 << 1;
    private static final long GUEST_MEMFD = 1 << 2;

    boolean covers(long gpa) {
        return gpa >= base && gpa - base < size;
    }

    boolean isReadOnly() {
        return (flags & READ_ONLY) != 0;
    }

    boolean hasGuestMemfd() {
        return (flags & GUEST_MEMFD) != 0;
    }

    /** For example {@code slot 1 (0x0 .. 0x4000000, read-only)}. */
    String text() {
        return "slot %d (0x%x .. 0x%x%s%s%s)"
                .formatted(
                        number,
                        base,
                        base + size,
                        isReadOnly() ? ", read-only" : "",
                        hasGuestMemfd() ? ", guest_memfd" : "",
                        inUse ? "" : ", deleted");
    }
}
