package org.realmscope.machine.vmm;

/** Phases of a VMM's life, in order. */
public enum VmmPhase {
    /** The host image starts; no realm exists. */
    BOOT,
    /** Realms are created and filled. */
    BUILD,
    /** All realms are active, no vCPU has run: what belongs to the set-up is over. */
    START,
    /** vCPUs run. */
    RUN,
    /** vCPUs that would run or wait for ever are made to leave KVM_RUN. */
    STOP,
    /** No vCPU runs any more; the realms still exist. */
    END,
    /** The realms are destroyed. */
    CLOSE,
    /** The host image is asked for what it reported. */
    REPORT,
    /** Nothing is left to do. */
    FINISHED
}
