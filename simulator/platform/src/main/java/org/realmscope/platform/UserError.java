package org.realmscope.platform;

/**
 * A mistake of the user (an ELF, a scenario, a launch argument): one message that says what is wrong, where, and what
 * would be right. Whoever throws it has changed nothing yet. Everything that is not the user's mistake uses another
 * type.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Stable codes, so that clients and tests need not compare texts. */
    public enum Code {
        /** A file cannot be read. */
        FILE_UNREADABLE,
        /** A file is not the ELF that is asked for: corrupt, truncated, another class, byte order or machine. */
        ELF_INVALID,
        /** A physical address range is not backed by memory. */
        ADDRESS_OUTSIDE_MEMORY,
        /** A machine parameter is out of its range. */
        PARAMETER_INVALID,
        /** A scenario says something that cannot be done. */
        SCENARIO_INVALID,
        /** A command line cannot be understood. */
        USAGE
    }

    private final Code code;

    public UserError(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
