package org.realmscope.machine.el3;

/** What native software has to do for a PE before the PE can execute its next instruction. */
enum NativeAction {
    NONE(0),
    /** An SMC reached EL3. */
    EL3_CALL(1),
    /** An RMI call of the host has been announced and is to be forwarded. */
    RMI_COMMAND(2),
    /** An RMM image has completed an RMI command; the completion has been announced. */
    RMI_COMPLETION(3),
    /** A running realm took an exception to a native R-EL2. */
    REALM_EXCEPTION(4);

    private static final NativeAction[] BY_CODE = values();

    private final int code;

    NativeAction(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static NativeAction of(int code) {
        return BY_CODE[code];
    }
}
