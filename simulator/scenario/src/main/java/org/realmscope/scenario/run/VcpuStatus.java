package org.realmscope.scenario.run;

/** What the VMM knows of a vCPU. */
public enum VcpuStatus {
    /** Its realm is not active yet. */
    NEW("was never run"),
    /** KVM_RUN is to be called. */
    READY("was about to run"),
    /** In KVM_RUN. */
    RUNNING("was in KVM_RUN"),
    /** Waits for the rules that its host call triggered. */
    REPLYING("waited for the VMM"),
    /** Waits for a rule that injects an external abort, because KVM_RUN cannot complete the access. */
    UNDECIDED("waited for the VMM"),
    /** It makes no progress: it is run again when something has changed that may help. */
    PARKED("made no progress"),
    /** It came to the end of its steps, or turned the realm off. */
    ENDED("ended"),
    /** It made no progress to the end, or waits for something that nobody sends. */
    STUCK("stuck"),
    /** It is powered off. */
    OFF("off"),
    /** KVM_RUN, or what created it, returned an error. */
    FAILED("failed"),
    /** It still ran when the instruction limit was reached. */
    LIMITED("running at the limit");

    private static final VcpuStatus[] BY_CODE = values();

    private final String text;

    VcpuStatus(String text) {
        this.text = text;
    }

    static VcpuStatus of(long code) {
        return BY_CODE[(int) code];
    }

    /** As expectations and reports say it. */
    public String text() {
        return text;
    }

    /** Whether the vCPU will not run again. */
    public boolean isFinal() {
        return compareTo(ENDED) >= 0;
    }
}
