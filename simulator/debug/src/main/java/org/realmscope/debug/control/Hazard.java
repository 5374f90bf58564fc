package org.realmscope.debug.control;

/** What goes wrong without a call that says so. */
public enum Hazard {
    /** The same instruction of a realm takes the same stage 2 abort for the 16th time in a row. */
    NO_FORWARD_PROGRESS,
    /** An access was refused by the granule protection check. */
    GRANULE_PROTECTION_FAULT,
    /** An abort is taken to a realm: by the RMM, or by the host's next RMI_REC_ENTER with {@code inject_sea}. */
    INJECTED_ABORT,
    /** The host reports a warning, a bug, an oops or a signal. */
    HOST_WARNING,
    /** The host reports a granule that it could not get back. */
    LEAKED_GRANULE,
    /** A realm's RTT maps Non-secure memory that the host has freed. */
    NS_MAPPING_OF_FREED_PAGE
}
