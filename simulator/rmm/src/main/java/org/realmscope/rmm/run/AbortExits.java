package org.realmscope.rmm.run;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.rec.LastExit;

/** The exit records of aborts: which fields of ESR_EL2, FAR_EL2 and HPFAR_EL2 the host may see (DEN0137, A4.3.4). */
final class AbortExits {
    private static final long OFFSET_IN_PAGE = 0xfff;

    private AbortExits() {}

    static void fill(Rmm rmm, ExitRecord exit, Pe pe, long esr, AbortDecision decision, boolean isFetch) {
        boolean asReference = rmm.asReference(RmmChoice.ESR_MASKS);
        boolean isUnprotected = isUnprotected(decision);
        exit.hpfar = pe.sys.get(SystemRegister.HPFAR_EL2);
        if (isFetch) {
            fillFetch(exit, esr, asReference);
        } else if (isUnprotected && isDisclosed(pe, esr, asReference)) {
            exit.esr = esr & Syndrome.MASK_EMULATABLE;
            exit.far = pe.sys.get(SystemRegister.FAR_EL2) & OFFSET_IN_PAGE;
            if (Syndrome.isWrite(esr)) {
                long value = pe.x[Syndrome.register(esr)];
                exit.gprs[0] = asReference ? Mmio.storedValue(esr, value) : value;
            }
        } else {
            boolean withLength = isUnprotected && !asReference;
            exit.esr = esr & (Syndrome.MASK_NON_EMULATABLE | (withLength ? Syndrome.IL : 0));
        }
    }

    /** Whether the fields that emulation needs are given; the reference implementation also does so without ISV. */
    private static boolean isDisclosed(Pe pe, long esr, boolean asReference) {
        boolean aarch32 = (pe.sys.get(SystemRegister.SPSR_EL2) & Injection.PSTATE_AARCH32) != 0;
        return !aarch32 && (asReference || Syndrome.hasInstruction(esr));
    }

    private static void fillFetch(ExitRecord exit, long esr, boolean asReference) {
        if (asReference && !Syndrome.isTranslationFault(esr)) {
            exit.hpfar = 0;
            return;
        }
        exit.esr = esr & (asReference ? Syndrome.MASK_NON_EMULATABLE : Syndrome.MASK_INSTRUCTION_ABORT);
    }

    static boolean isUnprotected(AbortDecision decision) {
        return switch (decision) {
            case UNPROTECTED_UNASSIGNED_WITH_SYNDROME,
                    UNPROTECTED_UNASSIGNED,
                    UNPROTECTED_PERMISSION_WITH_SYNDROME,
                    UNPROTECTED_PERMISSION,
                    UNPROTECTED_ASSIGNED -> true;
            default -> false;
        };
    }

    /** What the next entry may complete. */
    static LastExit lastExit(AbortDecision decision, long esr, boolean isFetch) {
        if (isFetch) {
            return LastExit.NOTHING;
        }
        if (isUnprotected(decision)) {
            return Syndrome.hasInstruction(esr) ? LastExit.EMULATABLE_ABORT : LastExit.UNPROTECTED_ABORT;
        }
        return Syndrome.hasInstruction(esr) ? LastExit.PROTECTED_ABORT_WITH_SYNDROME : LastExit.NOTHING;
    }
}
