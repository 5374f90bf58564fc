package org.realmscope.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * The names that conditions and log messages of a breakpoint may use besides those of programs.
 *
 * @param breakpoint {@code call} (besides the fields of the function), {@code fault}, the name of a {@link Hazard}, or
 *     what a watch begins with: {@code memory}, {@code ripas}, {@code rtt}, {@code granule}
 * @param fields of the event
 * @param constants that fields are compared with
 */
public record EventNames(String breakpoint, List<String> fields, List<String> constants) {
    private static final List<String> WHO = List.of("pe", "rd", "realm", "vcpu");
    private static final List<String> RIPAS = List.of("DESTROYED", "EMPTY", "RAM");
    private static final List<String> OF_FAULT = List.of(
            "access",
            "decision",
            "esr",
            "far",
            "hipas",
            "hpfar",
            "ipa",
            "kind",
            "level",
            "pc",
            "protected",
            "repeats",
            "reported",
            "ripas",
            "va");
    private static final List<String> FAULT_CONSTANTS = List.of(
            "ACCESS_FLAG",
            "ADDRESS_SIZE",
            "ALIGNMENT",
            "ASSIGNED",
            "ASSIGNED_NS",
            "BEYOND_IPA_SPACE",
            "DESTROYED",
            "EMPTY",
            "EXECUTE",
            "EXTERNAL",
            "EXTERNAL_ABORT",
            "FETCH",
            "GRANULE_PROTECTION",
            "OTHER",
            "PERMISSION",
            "PROTECTED_DESTROYED",
            "PROTECTED_EMPTY",
            "PROTECTED_RAM_ASSIGNED",
            "PROTECTED_RAM_UNASSIGNED",
            "RAM",
            "READ",
            "TABLE",
            "TRANSLATION",
            "UNASSIGNED",
            "UNASSIGNED_NS",
            "UNPROTECTED_ASSIGNED",
            "UNPROTECTED_PERMISSION",
            "UNPROTECTED_PERMISSION_WITH_SYNDROME",
            "UNPROTECTED_UNASSIGNED",
            "UNPROTECTED_UNASSIGNED_WITH_SYNDROME",
            "WRITE");
    private static final List<String> REPORTS = List.of("BUG", "LEAK", "OOPS", "SIGBUS", "WARNING");
    private static final List<String> OF_CHANGE = List.of("after", "base", "before", "end");

    /** All that there are. */
    public static final List<EventNames> ALL = List.of(
            new EventNames("call", WHO, RIPAS),
            new EventNames("fault", and(OF_FAULT), FAULT_CONSTANTS),
            new EventNames("noForwardProgress", and(OF_FAULT), FAULT_CONSTANTS),
            new EventNames("granuleProtectionFault", and(OF_FAULT), FAULT_CONSTANTS),
            new EventNames("injectedAbort", and(List.of("esr", "rec", "run_ptr")), List.of()),
            new EventNames("hostWarning", and(List.of("file", "kind", "line", "text")), REPORTS),
            new EventNames("leakedGranule", and(List.of("file", "granule", "kind", "line", "text")), REPORTS),
            new EventNames("nsMappingOfFreedPage", and(List.of("ipa", "pa")), List.of()),
            new EventNames(
                    "memory",
                    and(List.of("access", "length", "pa", "value")),
                    List.of("EXECUTE", "FETCH", "READ", "WRITE")),
            new EventNames("ripas", and(OF_CHANGE), RIPAS),
            new EventNames(
                    "rtt",
                    and(List.of(
                            "after",
                            "base",
                            "before",
                            "end",
                            "level_after",
                            "level_before",
                            "ripas_after",
                            "ripas_before")),
                    List.of(
                            "ASSIGNED",
                            "ASSIGNED_NS",
                            "DESTROYED",
                            "EMPTY",
                            "RAM",
                            "TABLE",
                            "UNASSIGNED",
                            "UNASSIGNED_NS")),
            new EventNames(
                    "granule",
                    and(OF_CHANGE),
                    List.of("DATA", "DELEGATED", "RD", "REC", "REC_AUX", "RTT", "UNDELEGATED")));

    public EventNames {
        fields = List.copyOf(fields);
        constants = List.copyOf(constants);
    }

    /**
     * The names of a breakpoint.
     *
     * @throws IllegalArgumentException if there is none of this kind
     */
    public static EventNames of(String breakpoint) {
        return ALL.stream()
                .filter(each -> each.breakpoint().equals(breakpoint))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(breakpoint));
    }

    private static List<String> and(List<String> fields) {
        List<String> all = new ArrayList<>(fields);
        all.addAll(WHO);
        return all.stream().sorted().toList();
    }
}
