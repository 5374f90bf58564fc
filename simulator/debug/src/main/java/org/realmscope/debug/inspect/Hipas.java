package org.realmscope.debug.inspect;

/** Host IPA state of an RTT entry (DEN0137, RmmRttEntryState). */
public enum Hipas {
    UNASSIGNED,
    ASSIGNED,
    UNASSIGNED_NS,
    ASSIGNED_NS,
    /** The entry refers to a table of the next level. */
    TABLE
}
