package org.realmscope.debug.explain;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.vmm.VmmCommand;

/**
 * An earlier call that changed the RTT entry of an address.
 *
 * @param call as it was recorded
 * @param asked what the host was doing then, in the VMM's words; null if that is not known
 */
record PastChange(RmiCallRecord call, @Nullable Asked asked) {
    /** What a VMM can ask of the host so that it changes mappings. */
    enum Asked {
        DISCARD("madvise(MADV_DONTNEED)"),
        UNMAP("munmap"),
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
        static @Nullable Asked of(long number) {
            for (VmmCommand each : VmmCommand.values()) {
                if (each.number() == number) {
                    return of(each);
                }
            }
            return null;
        }

        private static @Nullable Asked of(VmmCommand command) {
            return switch (command) {
                case MADVISE -> DISCARD;
                case MUNMAP -> UNMAP;
                case SET_USER_MEMORY_REGION, SET_USER_MEMORY_REGION2 -> SLOT_CHANGE;
                case SET_MEMORY_ATTRIBUTES -> ATTRIBUTES;
                case AGE -> AGING;
                case FLUSH -> FLUSH;
                case RMI -> RAW_CALL;
                case USER_READ, USER_WRITE, FAULT_IN -> USER_ACCESS;
                default -> null;
            };
        }
    }

    /** For example {@code RMI_DATA_DESTROY at moment 1234.2, for madvise(MADV_DONTNEED)}. */
    String text() {
        return call.name() + " at moment " + call.moment() + (asked == null ? "" : ", for " + asked.text());
    }

    /** Behind what is missing: since when, or what the realm did to the address before. */
    String since() {
        return call.command() == RmiCommand.RTT_SET_RIPAS
                ? ", after the realm had the RIPAS of the address changed (" + text() + ")"
                : " since " + text();
    }
}
