package org.realmscope.machine.event;

/**
 * Registers that an exception entry wrote at its target Exception level.
 *
 * @param esr ESR_ELx; not meaningful for IRQ and FIQ
 * @param far FAR_ELx
 * @param hpfar HPFAR_EL2, 0 for exceptions to EL1
 * @param elr ELR_ELx
 */
public record Syndrome(long esr, long far, long hpfar, long elr) {
    private static final int EC_SHIFT = 26;
    private static final int EC_INSTRUCTION_ABORT_LOWER_EL = 0x20;
    private static final int EC_DATA_ABORT_LOWER_EL = 0x24;
    private static final long HPFAR_FIPA = 0xf_ffff_ffff_fff0L;
    private static final int HPFAR_SHIFT = 8;

    /** Page of the IPA that a value of HPFAR_EL2 is about. */
    public static long faultingPage(long hpfar) {
        return (hpfar & HPFAR_FIPA) << HPFAR_SHIFT;
    }

    /** Whether a value of ESR_EL2 is that of an abort from a lower Exception level. */
    public static boolean isAbortOfLowerEl(long esr) {
        int exceptionClass = (int) (esr >>> EC_SHIFT) & 0x3f;
        return exceptionClass == EC_INSTRUCTION_ABORT_LOWER_EL || exceptionClass == EC_DATA_ABORT_LOWER_EL;
    }

    /** Exception class, ESR_ELx[31:26]. */
    public int exceptionClass() {
        return (int) (esr >>> EC_SHIFT) & 0x3f;
    }

    /** Fault status code, ESR_ELx[5:0] of an abort. */
    public int faultStatusCode() {
        return (int) esr & 0x3f;
    }
}
