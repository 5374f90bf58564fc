package org.realmscope.machine.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;

/** Names what would have to happen for an access that faults again and again to succeed. */
public final class MissingTransition {
    private static final long FSC_TYPE = 0x3c;
    private static final long FSC_PERMISSION = 0x0c;

    private MissingTransition() {}

    /**
     * What is missing, in a sentence.
     *
     * @param fault the last one of a row of equal faults
     * @return null if it is not known
     */
    public static @Nullable String of(FaultRecord fault) {
        RttState state = fault.after() == null ? fault.before() : fault.after();
        if (state == null) {
            return null;
        }
        String ripas = state.ripas();
        return ripas == null ? unprotected(fault, state) : isProtected(fault, state, ripas);
    }

    private static @Nullable String isProtected(FaultRecord fault, RttState state, String ripas) {
        return switch (ripas) {
            case "DESTROYED" ->
                "RIPAS stays DESTROYED. Only the Realm can change that: RSI_IPA_STATE_SET to RAM with CHANGE_DESTROYED,"
                        + " which the host then applies with RMI_RTT_SET_RIPAS.";
            case "EMPTY" ->
                "RIPAS is EMPTY, so the RMM injects an external abort and the host is not told. The Realm must make it"
                        + " RAM first: RSI_IPA_STATE_SET.";
            default -> state.isMapped() ? ended(fault) : unassigned(fault);
        };
    }

    private static String unassigned(FaultRecord fault) {
        Integer returnCode = fault.returnCode();
        boolean tried = fault.rmi().stream().anyMatch(call -> call.name().equals("RMI_DATA_CREATE_UNKNOWN"));
        Optional<RmiCallRecord> refused = fault.rmi().stream()
                .filter(call -> call.command() == RmiCommand.GRANULE_DELEGATE && isRefused(call))
                .findFirst();
        if (!tried && refused.isPresent()) {
            return "HIPAS stays UNASSIGNED: RMI_GRANULE_DELEGATE(0x%x) fails, as that granule is not the host's any"
                            .formatted(refused.get().arguments().getFirst())
                    + " more, and the host gives up before it calls RMI_DATA_CREATE_UNKNOWN. A block of which the Realm"
                    + " has pages already is never completed like this.";
        }
        return "HIPAS stays UNASSIGNED: the host "
                + (tried ? "fails to assign a page with" : "never calls")
                + " RMI_DATA_CREATE_UNKNOWN"
                + (returnCode != null && returnCode < 0 ? "; its handler returns " + returnCode : "")
                + ".";
    }

    private static boolean isRefused(RmiCallRecord call) {
        return call.result() != null && !call.succeeded();
    }

    private static @Nullable String unprotected(FaultRecord fault, RttState state) {
        if (!state.isMapped()) {
            return "HIPAS stays UNASSIGNED_NS: the host never maps a page with RMI_RTT_MAP_UNPROTECTED, nor completes"
                    + " the access by emulation.";
        }
        if ((fault.esr() & FSC_TYPE) == FSC_PERMISSION) {
            return "The entry is ASSIGNED_NS without the permission that the access needs. RMI 1.0 cannot relax it: the"
                    + " host must RMI_RTT_UNMAP_UNPROTECTED and RMI_RTT_MAP_UNPROTECTED with it.";
        }
        return ended(fault);
    }

    /** Only the last of the row made the mapping: KVM enters again without it as long as an invalidation is at work. */
    private static @Nullable String ended(FaultRecord fault) {
        RttState before = fault.before();
        return before == null || before.isMapped()
                ? null
                : "Nothing any more: the last one made the mapping. Before it the host entered again without one, as it"
                        + " does while an invalidation is at work.";
    }
}
