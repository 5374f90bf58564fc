package org.realmscope.rmm.run;

import org.realmscope.platform.mmu.Fault;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Sctlr;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.rec.Contexts;

/**
 * Exceptions that the RMM takes to EL1 on behalf of a realm that is at EL2 (Arm ARM D1.3.5): ELR_EL2 and SPSR_EL2 are
 * where the realm would go on, and afterwards where it goes on with the exception taken.
 */
final class Injection {
    /** PSTATE.M[4]: AArch32. */
    static final long PSTATE_AARCH32 = 1L << 4;

    private static final long PSTATE_EL = 3L << 2;
    private static final long PSTATE_SP = 1;
    private static final long PSTATE_PAN = 1L << 22;
    private static final int VECTOR_CURRENT_SPX = 0x200;
    private static final int VECTOR_LOWER_AARCH64 = 0x400;
    private static final int VECTOR_LOWER_AARCH32 = 0x600;
    /** Exception classes of aborts from the same level are those from a lower one plus this. */
    private static final long SAME_EL = 1L << 26;

    private final boolean copiesSyndrome;

    Injection(RmmChoices choices) {
        this.copiesSyndrome = choices.asReference(RmmChoice.SEA_SYNDROME);
    }

    /**
     * A Synchronous External Abort for the abort with this syndrome.
     *
     * @param esr ESR_EL2 of a Data or Instruction Abort from a lower Exception level
     */
    void syncExternalAbort(Pe pe, long esr, long far) {
        long kept = copiesSyndrome ? ~(Syndrome.FSC | Syndrome.FNV | Syndrome.S1PTW) : Syndrome.EC | Syndrome.IL;
        abort(pe, esr & kept | Syndrome.EA | Syndrome.FSC_EXTERNAL_ABORT, far);
    }

    /**
     * An address size fault of the realm's own translation.
     *
     * @param level of the lookup that formed the address, 0 if stage 1 is off
     */
    void addressSizeFault(Pe pe, long esr, long far, int level) {
        long kept = Syndrome.EC | Syndrome.IL | Syndrome.WNR;
        abort(pe, esr & kept | Fault.fsc(Fault.ADDRESS_SIZE, level), far);
    }

    private void abort(Pe pe, long esr, long far) {
        boolean fromEl0 = (pe.sys.get(SystemRegister.SPSR_EL2) & PSTATE_EL) == 0;
        pe.sys.set(SystemRegister.FAR_EL1, far);
        take(pe, fromEl0 ? esr : esr + SAME_EL);
    }

    /** An exception for an instruction that is UNDEFINED. */
    void undefined(Pe pe) {
        take(pe, Syndrome.IL);
    }

    private static void take(Pe pe, long esr) {
        long pstate = pe.sys.get(SystemRegister.SPSR_EL2);
        pe.sys.set(SystemRegister.ESR_EL1, esr);
        pe.sys.set(SystemRegister.ELR_EL1, pe.sys.get(SystemRegister.ELR_EL2));
        pe.sys.set(SystemRegister.SPSR_EL1, pstate);
        pe.sys.set(SystemRegister.ELR_EL2, pe.sys.get(SystemRegister.VBAR_EL1) + vector(pstate));
        boolean setPan = (pe.sys.get(SystemRegister.SCTLR_EL1) & Sctlr.SPAN) == 0;
        long pan = setPan ? PSTATE_PAN : pstate & PSTATE_PAN;
        pe.sys.set(SystemRegister.SPSR_EL2, Contexts.PSTATE_RESET | pan);
    }

    private static int vector(long pstate) {
        if ((pstate & PSTATE_EL) == 0) {
            return (pstate & PSTATE_AARCH32) != 0 ? VECTOR_LOWER_AARCH32 : VECTOR_LOWER_AARCH64;
        }
        return (pstate & PSTATE_SP) != 0 ? VECTOR_CURRENT_SPX : 0;
    }
}
