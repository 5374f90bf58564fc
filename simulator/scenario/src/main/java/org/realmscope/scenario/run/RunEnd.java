package org.realmscope.scenario.run;

/** How a scenario's run ended. */
public enum RunEnd {
    /** Every vCPU came to an end, and everything has been cleaned up. */
    COMPLETED,
    /** The instruction limit was reached. */
    LIMIT,
    /** Some vCPU waited for what nobody sends; everything has been cleaned up. */
    DEADLOCK,
    /** The host does nothing any more: its ioctl thread waits, or is gone. */
    HOST_HUNG,
    /** The host image did not come up. */
    HOST_FAILED,
    /** The RMM image never completed its boot. */
    RMM_FAILED,
    /** The host had no memory left: the machine needs more. */
    OUT_OF_MEMORY,
    /** The host, or the user, stopped the machine before. */
    STOPPED;

    private static final RunEnd[] BY_CODE = values();

    /** Whether every vCPU came to an end of some sort, and the host cleaned up. */
    public boolean isComplete() {
        return this == COMPLETED || this == DEADLOCK;
    }

    static RunEnd of(long code) {
        return BY_CODE[(int) code];
    }
}
