package org.realmscope.abi;

import org.jspecify.annotations.Nullable;

/** Why RMI_REC_ENTER returned: {@code exit_reason} of {@link RmiRecRun} (DEN0137, RmiRecExitReason). */
public enum RmiRecExitReason {
    SYNC(0),
    IRQ(1),
    FIQ(2),
    PSCI(3),
    RIPAS_CHANGE(4),
    HOST_CALL(5),
    SERROR(6);

    private static final RmiRecExitReason[] BY_CODE = values();

    private final int code;

    RmiRecExitReason(int code) {
        this.code = code;
    }

    /** The reason with the encoding {@code value}; null where RMI 1.0 defines none. */
    public static @Nullable RmiRecExitReason of(int value) {
        return value >= 0 && value < BY_CODE.length ? BY_CODE[value] : null;
    }

    /** The encoding of the reason. */
    public int code() {
        return code;
    }
}
