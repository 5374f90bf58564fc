package org.realmscope.protocol;

import java.util.List;

/**
 * Something that should not happen, at which a run can stop. The adapter's exception filters have the same names.
 *
 * @param name stable, in the protocol
 * @param label for people
 */
public record Hazard(String name, String label, String description) {
    /** All that there are. */
    public static final List<Hazard> ALL = List.of(
            new Hazard(
                    "noForwardProgress",
                    "No forward progress",
                    "The same instruction of a realm faults 16 times in a row"),
            new Hazard(
                    "granuleProtectionFault",
                    "Granule protection faults",
                    "An access was refused by the granule protection check"),
            new Hazard("injectedAbort", "Injected aborts", "An abort is taken to a realm"),
            new Hazard("hostWarning", "Host warnings", "The host warns, or ends a thread"),
            new Hazard("leakedGranule", "Leaked granules", "The host could not get a granule back"),
            new Hazard(
                    "nsMappingOfFreedPage",
                    "Mappings of freed pages",
                    "A realm maps Non-secure memory that the host has freed"));
}
