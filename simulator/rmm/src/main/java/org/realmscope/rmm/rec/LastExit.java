package org.realmscope.rmm.rec;

/** What the next entry of a REC may complete of its last exit. {@code ordinal()} is the encoding in the REC. */
public enum LastExit {
    /** Nothing: the REC was never entered, or left for another reason. */
    NOTHING,
    /** An Emulatable Data Abort. */
    EMULATABLE_ABORT,
    /** A Data Abort at an Unprotected IPA that cannot be emulated. */
    UNPROTECTED_ABORT,
    /** A Data Abort at a Protected IPA, with ISV = 1; emulated only where the reference implementation deviates. */
    PROTECTED_ABORT_WITH_SYNDROME,
    /** A PSCI request: X0 to X6 are its results. */
    PSCI,
    /** RSI_IPA_STATE_SET. */
    RIPAS_CHANGE;

    private static final LastExit[] BY_CODE = values();

    static LastExit of(int code) {
        return BY_CODE[code];
    }
}
