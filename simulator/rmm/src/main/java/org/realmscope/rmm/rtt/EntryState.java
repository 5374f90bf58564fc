package org.realmscope.rmm.rtt;

/** State of an RTT entry (DEN0137, RmmRttEntryState). */
public enum EntryState {
    UNASSIGNED(0),
    ASSIGNED(1),
    UNASSIGNED_NS(0),
    ASSIGNED_NS(1),
    TABLE(2);

    private final int rmiCode;

    EntryState(int rmiCode) {
        this.rmiCode = rmiCode;
    }

    /** What RMI_RTT_READ_ENTRY reports (RmiRttEntryState). */
    public int rmiCode() {
        return rmiCode;
    }
}
