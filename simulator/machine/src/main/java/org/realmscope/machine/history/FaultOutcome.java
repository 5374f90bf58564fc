package org.realmscope.machine.history;

import org.jspecify.annotations.Nullable;
import org.realmscope.machine.vmm.Errno;

/** How faults ended, in the words that reports and explanations share. */
public final class FaultOutcome {
    private FaultOutcome() {}

    /** How a fault ended, and what the host's handler returned if that is known. */
    public static String describe(FaultRecord fault) {
        String handler = handler(fault.returnCode());
        return resolution(fault) + (handler.isEmpty() ? "" : "; " + handler);
    }

    private static String resolution(FaultRecord fault) {
        return switch (fault.resolution().kind()) {
            case OPEN -> "none yet when the run ended";
            case MAPPED -> "mapped by " + fault.resolution().command();
            case INJECTED -> injected(fault.decision());
            case INJECTED_BY_HOST -> "the host had the RMM inject an external abort";
            case EMULATED -> "the host emulated the access (MMIO)";
            case RETRIED -> "the RMM let the Realm try again";
            case REENTERED -> reentered(fault);
            case HANDLED_BY_RMM -> "the RMM dealt with it, the host was not told";
            case NONE -> "none: the host never entered the REC again";
            case PARKED -> "parked: no forward progress, the vCPU is not run any more";
        };
    }

    private static String injected(FaultRecord.@Nullable Decision decision) {
        return decision != null && decision.result().startsWith("Address Size")
                ? "address size fault injected"
                : "external abort injected";
    }

    private static String reentered(FaultRecord fault) {
        RttState before = fault.before();
        RttState after = fault.after();
        if (after != null && after.isMapped() && before != null && !before.isMapped()) {
            return "mapped meanwhile by another vCPU";
        }
        if (after == null) {
            return "entered again";
        }
        return after.equals(before)
                ? "entered again without any change"
                : "entered again, and the access cannot succeed yet";
    }

    private static String handler(@Nullable Integer returnCode) {
        if (returnCode == null) {
            return "";
        }
        return switch (returnCode) {
            case 1 -> "the host's handler returned 1 (enter again)";
            case 0 -> "the host's handler returned 0 (to the VMM)";
            default -> "the host's handler returned " + Errno.describe(returnCode);
        };
    }
}
