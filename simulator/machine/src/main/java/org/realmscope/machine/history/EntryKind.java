package org.realmscope.machine.history;

/** The kinds of {@link TimelineEntry}. */
public enum EntryKind {
    FAULT,
    RMI_CALL,
    RMI_RETURN,
    /** An RSI or PSCI call. */
    REALM_CALL,
    REALM_RETURN,
    WORLD_SWITCH,
    RIPAS_CHANGE
}
