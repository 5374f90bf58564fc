package org.realmscope.debug.explain;

import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.RmiCallRecord;

/**
 * An earlier call that changed the RTT entry of an address.
 *
 * @param call as it was recorded
 * @param asked what the host was doing then, in the VMM's words; null if that is not known
 */
record PastChange(RmiCallRecord call, @Nullable Asked asked) {
    /** What a VMM can ask of the host so that it changes mappings. */
    enum Asked {
        UNMAP("madvise(MADV_DONTNEED)"),
        SLOT_CHANGE("KVM_SET_USER_MEMORY_REGION, which deleted or moved the slot"),
        ATTRIBUTES("KVM_SET_MEMORY_ATTRIBUTES"),
        AGING("aging"),
        FLUSH("a flush of the slot"),
        RAW_CALL("a raw RMI call of the VMM"),
        USER_ACCESS("an access of user space to the page");

        private final String text;

        Asked(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        /** By the number of a command of the VMM port ({@code docs/vmm-port.md}); null for any other. */
        static @Nullable Asked of(long command) {
            return switch ((int) command) {
                case 233, 215 -> UNMAP;
                case 0xae46, 0xae49 -> SLOT_CHANGE;
                case 0xaed2 -> ATTRIBUTES;
                case 0x5206 -> AGING;
                case 0x520e -> FLUSH;
                case 0x5208 -> RAW_CALL;
                case 0x5204, 0x5203, 0x5205 -> USER_ACCESS;
                default -> null;
            };
        }
    }

    /** For example {@code RMI_DATA_DESTROY at moment 1234.2, for madvise(MADV_DONTNEED)}. */
    String text() {
        return call.name() + " at moment " + call.moment() + (asked == null ? "" : ", for " + asked.text());
    }
}
