package org.realmscope.rmm.run;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.command.Rmm;

/** Trapped MRS and MSR of a realm (DEN0137, A4.4): ID registers are read with what a realm does not have taken out. */
final class SystemRegisterEmulation {
    /** ISS.Direction: MRS. */
    private static final long READ = 1;
    /** ISS of ICC_SGI1R_EL1, ICC_SGI0R_EL1 and ICC_DIR_EL1, without Rt and direction. */
    private static final int SGI1R = iss(SystemRegister.ICC_SGI1R_EL1);

    private static final int SGI0R = iss(SystemRegister.ICC_SGI0R_EL1);
    private static final int DIR = iss(SystemRegister.ICC_DIR_EL1);
    /** CRn of the IMPLEMENTATION DEFINED system registers, with op0 = 3. */
    private static final int CRN_IMPLEMENTATION_DEFINED_11 = 11;

    private static final int CRN_IMPLEMENTATION_DEFINED_15 = 15;
    private static final long PFR0_AMU_SVE_RME = 0xfL << 44 | 0xfL << 32 | 0xfL << 52;
    private static final long DFR0_PMUVER = 0xfL << 8;
    private static final long DFR0_PMSVER_TRACE = 0xfL << 32 | 0xfL << 4 | 0xfL << 44;
    private static final int DFR0_BRPS_SHIFT = 12;
    private static final int DFR0_WRPS_SHIFT = 20;
    private static final long DFR0_CTX_CMPS = 0xfL << 28;

    private final Rmm rmm;

    /** Outcome of a trapped access. */
    enum Outcome {
        /** Done; the realm goes on behind the instruction. */
        EMULATED,
        /** The instruction is UNDEFINED for the realm. */
        UNDEFINED,
        /** The host is to act on a write. */
        FOR_HOST
    }

    SystemRegisterEmulation(Rmm rmm) {
        this.rmm = rmm;
    }

    /** Rt of the instruction. */
    static int register(long esr) {
        return (int) (esr >>> 5) & 0x1f;
    }

    private static int iss(SystemRegister register) {
        return encodingToIss(register.encoding());
    }

    /** ISS fields Op0, Op2, Op1, CRn and CRm of an encoding as {@link SystemRegister#encoding()} has it. */
    private static int encodingToIss(int encoding) {
        int op0 = 2 | encoding >>> 14;
        int op1 = encoding >>> 11 & 7;
        int crn = encoding >>> 7 & 0xf;
        int crm = encoding >>> 3 & 0xf;
        int op2 = encoding & 7;
        return op0 << 20 | op2 << 17 | op1 << 14 | crn << 10 | crm << 1;
    }

    private static int issToEncoding(int iss) {
        return SystemRegister.encoding(
                iss >>> 20 & 3, iss >>> 14 & 7, iss >>> 10 & 0xf, iss >>> 1 & 0xf, iss >>> 17 & 7);
    }

    Outcome handle(Pe pe, long rec, long esr) {
        int iss = (int) esr & 0x3f_fc1e;
        boolean isRead = (esr & READ) != 0;
        if (!isRead && (iss == SGI1R || iss == SGI0R || iss == DIR)) {
            return Outcome.FOR_HOST;
        }
        int crn = iss >>> 10 & 0xf;
        boolean isDefinedByImplementation =
                iss >>> 20 == 3 && (crn == CRN_IMPLEMENTATION_DEFINED_11 || crn == CRN_IMPLEMENTATION_DEFINED_15);
        if (isDefinedByImplementation) {
            return Outcome.UNDEFINED;
        }
        if (isRead && register(esr) != Pe.ZR) {
            pe.x[register(esr)] = value(pe, rec, iss);
        }
        return Outcome.EMULATED;
    }

    private long value(Pe pe, long rec, int iss) {
        SystemRegister register = SystemRegister.of(issToEncoding(iss));
        boolean isIdentification = iss >>> 20 == 3 && (iss >>> 10 & 0xf) == 0 && (iss >>> 14 & 7) == 0;
        if (register == null || !isIdentification) {
            return 0;
        }
        long value = pe.sys.get(register);
        return switch (register) {
            case ID_AA64PFR0_EL1 -> value & ~PFR0_AMU_SVE_RME;
            case ID_AA64DFR0_EL1 -> debugFeatures(rmm.recs.owner(rec), value);
            default -> value;
        };
    }

    private long debugFeatures(long rd, long value) {
        long kept = value
                & ~(DFR0_PMSVER_TRACE
                        | DFR0_CTX_CMPS
                        | 0xfL << DFR0_BRPS_SHIFT
                        | 0xfL << DFR0_WRPS_SHIFT
                        | (rmm.realms.hasPmu(rd) ? 0 : DFR0_PMUVER));
        return kept | (long) rmm.realms.numBps(rd) << DFR0_BRPS_SHIFT | (long) rmm.realms.numWps(rd) << DFR0_WRPS_SHIFT;
    }
}
