package org.realmscope.abi;

/** Return code of an RSI command, the whole of X0 (DEN0137, RsiCommandReturnCode). */
public enum RsiStatus {
    SUCCESS(0),
    ERROR_INPUT(1),
    /** The state of the Realm or REC does not suit the command. */
    ERROR_STATE(2),
    /** The command is to be called again to go on. */
    INCOMPLETE(3),
    ERROR_UNKNOWN(4);

    private final int code;

    RsiStatus(int code) {
        this.code = code;
    }

    public long returnCode() {
        return code;
    }
}
