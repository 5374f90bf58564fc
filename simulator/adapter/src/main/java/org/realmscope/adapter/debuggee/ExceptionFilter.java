package org.realmscope.adapter.debuggee;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.FaultFilter;
import org.realmscope.debug.control.Hazard;
import org.realmscope.machine.event.FaultKind;

/**
 * A sort of faults or hazards that clients show as an exception.
 *
 * @param id stable name in the protocol
 * @param label for people
 */
public record ExceptionFilter(String id, String label, String description, Breakpoint breakpoint) {
    /** All that can be chosen. */
    public static final List<ExceptionFilter> ALL = List.of(
            fault("fault", "Stage 2 faults", "Every stage 2 fault of a realm", null, null),
            fault("protectedFault", "Protected faults", "Stage 2 faults in the Protected half", true, null),
            fault("unprotectedFault", "Unprotected faults", "Stage 2 faults in the Unprotected half", false, null),
            fault(
                    "permissionFault",
                    "Permission faults",
                    "Stage 2 faults on a mapping that forbids the access",
                    null,
                    FaultKind.PERMISSION),
            hazard(
                    "noForwardProgress",
                    "No forward progress",
                    Hazard.NO_FORWARD_PROGRESS,
                    "The same instruction of a realm faults 16 times in a row"),
            hazard(
                    "granuleProtectionFault",
                    "Granule protection faults",
                    Hazard.GRANULE_PROTECTION_FAULT,
                    "An access was refused by the granule protection check"),
            hazard("injectedAbort", "Injected aborts", Hazard.INJECTED_ABORT, "An abort is taken to a realm"),
            hazard("hostWarning", "Host warnings", Hazard.HOST_WARNING, "The host warns, or ends a thread"),
            hazard("leakedGranule", "Leaked granules", Hazard.LEAKED_GRANULE, "The host could not get a granule back"),
            hazard(
                    "nsMappingOfFreedPage",
                    "Mappings of freed pages",
                    Hazard.NS_MAPPING_OF_FREED_PAGE,
                    "A realm maps Non-secure memory that the host has freed"));

    /**
     * The sort with a name.
     *
     * @throws RequestError if there is none
     */
    public static ExceptionFilter of(String id) {
        return ALL.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> RequestError.argument("there is no exception filter '%s'; there are %s"
                        .formatted(id, ALL.stream().map(ExceptionFilter::id).toList())));
    }

    /** The name of the sort that a breakpoint is of. */
    public static String id(Breakpoint breakpoint) {
        return ALL.stream()
                .filter(each -> each.breakpoint().equals(breakpoint))
                .findFirst()
                .map(ExceptionFilter::id)
                .orElse("");
    }

    private static ExceptionFilter fault(
            String id, String label, String description, @Nullable Boolean isProtected, @Nullable FaultKind kind) {
        return new ExceptionFilter(
                id,
                label,
                description,
                new Breakpoint.Fault(new FaultFilter(null, isProtected, null, null, kind, null, null)));
    }

    private static ExceptionFilter hazard(String id, String label, Hazard hazard, String description) {
        return new ExceptionFilter(id, label, description, new Breakpoint.HazardRaised(hazard));
    }
}
