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
    /** Exception class, ESR_ELx[31:26]. */
    public int exceptionClass() {
        return (int) (esr >>> 26) & 0x3f;
    }

    /** Fault status code, ESR_ELx[5:0] of an abort. */
    public int faultStatusCode() {
        return (int) esr & 0x3f;
    }
}
