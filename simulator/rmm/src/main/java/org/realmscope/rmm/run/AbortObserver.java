package org.realmscope.rmm.run;

/** Hears how aborts of realms are decided. */
public interface AbortObserver {
    /**
     * An abort reached the RMM; it has not acted yet.
     *
     * @param rec address of the REC that took it
     * @param decision row of the decision table
     * @param isFetch whether it is an Instruction Abort
     * @param esr ESR_EL2
     * @param hpfar HPFAR_EL2
     */
    void abortDecided(long rec, AbortDecision decision, boolean isFetch, long esr, long hpfar);
}
