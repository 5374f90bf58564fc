package org.realmscope.adapter.request;

import org.realmscope.platform.UserError;

/** Numbers of error responses. Stable: clients and scripts may rely on them. */
public enum ErrorCode {
    FILE_UNREADABLE(1001, true),
    ELF_INVALID(1002, true),
    ADDRESS_OUTSIDE_MEMORY(1003, true),
    PARAMETER_INVALID(1004, true),
    SCENARIO_INVALID(1005, true),
    USAGE(1006, true),
    /** The request needs a machine, and none has been launched. */
    NO_MACHINE(2001, true),
    /** The request needs a machine that stands still. */
    MACHINE_RUNS(2002, true),
    /** An argument is missing, or means nothing. */
    ARGUMENT_INVALID(2003, true),
    /** The adapter does not have the request. */
    NOT_SUPPORTED(2004, false),
    /** A machine is there already. */
    MACHINE_EXISTS(2005, true),
    /** The machine of an open moment cannot be moved or changed. */
    READ_ONLY(2006, true),
    /** The request was cancelled. */
    CANCELLED(2007, false),
    /** What came is no request of the protocol. */
    PROTOCOL(2008, false),
    /** A mistake of the adapter's own. */
    INTERNAL(9001, true);

    private final int number;
    private final boolean showUser;

    ErrorCode(int number, boolean showUser) {
        this.number = number;
        this.showUser = showUser;
    }

    /** The number in the error response. */
    public int number() {
        return number;
    }

    /** Whether clients should show it to the user. */
    public boolean showUser() {
        return showUser;
    }

    static ErrorCode of(UserError.Code code) {
        return switch (code) {
            case FILE_UNREADABLE -> FILE_UNREADABLE;
            case ELF_INVALID -> ELF_INVALID;
            case ADDRESS_OUTSIDE_MEMORY -> ADDRESS_OUTSIDE_MEMORY;
            case PARAMETER_INVALID -> PARAMETER_INVALID;
            case SCENARIO_INVALID -> SCENARIO_INVALID;
            case USAGE -> USAGE;
        };
    }
}
