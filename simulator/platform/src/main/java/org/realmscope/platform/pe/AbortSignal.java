package org.realmscope.platform.pe;

/**
 * Leaves an instruction that cannot complete. Instances are preallocated and carry no stack trace; what happened stands
 * in the PE. An instruction throws it before it has changed any state, so that it can be executed again.
 */
public final class AbortSignal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception is to be taken; its syndrome is pending in {@link SystemControl}. */
    public static final AbortSignal EXCEPTION = new AbortSignal("exception pending");

    /**
     * The access needs exact time, may stop the machine, or changes decoded code: the instruction is to be executed
     * again, alone.
     */
    public static final AbortSignal RETRY_ALONE = new AbortSignal("execute alone");

    /**
     * The access reaches watched memory: the machine is to stop before the instruction. Only thrown if it executes
     * alone.
     */
    public static final AbortSignal WATCHPOINT = new AbortSignal("watched memory");

    private AbortSignal(String reason) {
        super(reason, null, false, false);
    }
}
