package org.realmscope.machine.el3;

/** What the host asked of the whole platform by PSCI. */
public enum PlatformPower {
    ON(0),
    /** SYSTEM_OFF. */
    OFF(1),
    /** SYSTEM_RESET. */
    RESET(2);

    private static final PlatformPower[] BY_CODE = values();

    private final int code;

    PlatformPower(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static PlatformPower of(int code) {
        return BY_CODE[code];
    }
}
