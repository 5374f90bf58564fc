package org.realmscope.machine.schedule;

/** What a PE does as far as the scheduler is concerned. */
public enum RunState {
    /** Powered down, by PSCI or because nothing has turned it on yet. */
    OFF(0),
    /** Executes instructions when it is its turn. */
    RUNNING(1),
    /** In WFI: goes on when an interrupt is pending. */
    WAITING_FOR_INTERRUPT(2),
    /** In WFE: goes on when its event register is set or an interrupt is pending. */
    WAITING_FOR_EVENT(3);

    private static final RunState[] BY_CODE = values();

    private final int code;

    RunState(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static RunState of(int code) {
        return BY_CODE[code];
    }

    public boolean isWaiting() {
        return this == WAITING_FOR_INTERRUPT || this == WAITING_FOR_EVENT;
    }
}
