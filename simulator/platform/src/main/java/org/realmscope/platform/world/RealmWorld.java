package org.realmscope.platform.world;

import org.realmscope.platform.pe.Pe;

/**
 * What runs in Realm world at EL2. Two kinds of implementation exist and nothing outside {@code rmm} may tell them
 * apart: a native RMM, which acts on the PE's state and returns, and an RMM image, whose A64 code the PE executes. No
 * call nests another or runs the PE: an implementation changes the PE's state and returns to the scheduler, which runs
 * the PE from there.
 */
public interface RealmWorld {
    /**
     * Power-up of a PE's Realm world: cold boot for the first PE, warm boot for the others. Called by the monitor
     * before the PE first enters Non-secure state.
     */
    void boot(Pe pe);

    /**
     * A call in the RMI range ({@code SMC} at NS-EL2) that the monitor forwards: {@code X0} holds the function
     * identifier, {@code X1}-{@code X6} the arguments. The PE is still in the host's context, with {@code pc} after the
     * {@code SMC}. On return the PE either holds the results in {@code X0}-{@code X4} and goes on in the host, or is in
     * Realm state (a REC runs, or the image does).
     */
    void smcFromHost(Pe pe);

    /**
     * A call to EL3 by software at R-EL2 ({@code SMC} there), with the function identifier in {@code X0}. Only an image
     * makes such calls.
     *
     * @return whether the identifier is one that the Realm world itself completes (for example RMI_REQ_COMPLETE,
     *     BOOT_COMPLETE); otherwise the monitor answers it
     */
    boolean smcFromRealmEl2(Pe pe);

    /**
     * Whether R-EL2 is native, so that an exception to it is delivered to {@link #exceptionToEl2} instead of a vector.
     */
    boolean isNative();

    /**
     * A running realm took an exception to EL2. The architectural entry has been performed: {@code ESR_EL2},
     * {@code FAR_EL2}, {@code HPFAR_EL2}, {@code ELR_EL2} and {@code SPSR_EL2} are set and the PE is at R-EL2. Only
     * called if {@link #isNative()}.
     *
     * @param vectorOffset offset of the vector that would have been taken, in bytes from VBAR_EL2: 0x400 synchronous,
     *     0x480 IRQ, 0x500 FIQ, 0x580 SError from a lower EL using AArch64
     */
    void exceptionToEl2(Pe pe, int vectorOffset);
}
