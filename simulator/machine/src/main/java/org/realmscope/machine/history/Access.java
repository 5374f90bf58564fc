package org.realmscope.machine.history;

/** What an access wanted. */
public enum Access {
    READ("read"),
    WRITE("write"),
    EXECUTE("execute");

    private static final int EC_INSTRUCTION_ABORT_LOWER_EL = 0x20;
    private static final int EC_SHIFT = 26;
    private static final long WNR = 1 << 6;
    private static final long S1PTW = 1 << 7;

    private final String text;

    Access(String text) {
        this.text = text;
    }

    /** As it is written in scenarios and reports. */
    public String text() {
        return text;
    }

    /** The access of an abort, by ESR_EL2 (Arm ARM, ISS encodings for a Data Abort and an Instruction Abort). */
    public static Access of(long esr) {
        if ((esr >>> EC_SHIFT & 0x3f) == EC_INSTRUCTION_ABORT_LOWER_EL) {
            return (esr & S1PTW) != 0 ? READ : EXECUTE;
        }
        return (esr & WNR) != 0 ? WRITE : READ;
    }
}
