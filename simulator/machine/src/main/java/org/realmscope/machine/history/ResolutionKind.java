package org.realmscope.machine.history;

/** How a stage 2 fault of a Realm ended. */
public enum ResolutionKind {
    /** Nothing has come of it yet. */
    OPEN("open"),
    /** An RMI command of the handling made the mapping. */
    MAPPED("mapped"),
    /** The RMM took an external abort, or an address size fault, to the Realm. */
    INJECTED("injected"),
    /** The host had an external abort injected. */
    INJECTED_BY_HOST("injected_by_host"),
    /** The host emulated the access. */
    EMULATED("mmio"),
    /** The RMM let the Realm try again: the entry permits the access. */
    RETRIED("retried"),
    /** The host entered the REC again and had not mapped anything itself. */
    REENTERED("reentered"),
    /** An RMM image dealt with it; the host was not told, and how is not known. */
    HANDLED_BY_RMM("rmm"),
    /** The host never entered the REC again. */
    NONE("none"),
    /** There was no forward progress, so that the vCPU was not run any more; the host had not given up. */
    PARKED("parked");

    private final String text;

    ResolutionKind(String text) {
        this.text = text;
    }

    /** As it is written in machine-readable reports. */
    public String text() {
        return text;
    }
}
