package org.realmscope.platform.pe;

/** Why an execution engine returned to the machine. */
public enum StopCause {
    /**
     * The instruction limit is reached, or a system register write asks for interrupts and limits to be looked at
     * again.
     */
    LIMIT,
    /** {@code SMC} reached EL3: the monitor is to act. {@code pc} is after the SMC. */
    EL3_CALL,
    /** An exception entered EL2 of a world whose EL2 is native. */
    NATIVE_EL2,
    /** {@code WFI} or {@code WFE} waits; {@code pc} is after it. */
    IDLE,
    /** {@code pc} is at an armed breakpoint; the instruction has not executed. */
    BREAKPOINT,
    /** The instruction at {@code pc} is about to access watched memory; nothing of it has executed. */
    WATCHPOINT,
    /** The instruction at {@code pc} exists in the architecture, and this PE does not implement it. */
    NOT_IMPLEMENTED,
    /** {@code HLT} with the semihosting immediate asked the machine to stop. */
    HALTED,
    /** An observer asked for a stop. */
    REQUESTED
}
