package org.realmscope.rmm.run;

import org.realmscope.abi.RmiRecRun;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.rec.RealmRegisters;

/** What EL2 registers hold while a realm runs. */
final class RealmControls {
    /**
     * Fields of ICH_HCR_EL2 that the host chooses: UIE, LRENPIE, NPIE, VGrp0EIE, VGrp0DIE, VGrp1EIE, VGrp1DIE, TDIR.
     */
    static final long ICH_HCR_HOST = 0x40fe;
    /** EOIcount, which the host gets besides {@link #ICH_HCR_HOST}. */
    static final long ICH_HCR_EOI_COUNT = 0x1fL << 27;

    /** En; and vSGIEOICount and DVIM, which mean nothing without GICv4. */
    private static final long ICH_HCR_REALM = 0x8101;

    private static final long HCR_REALM = Hcr.VM | Hcr.SWIO | Hcr.PTW | Hcr.FMO | Hcr.IMO | Hcr.AMO | Hcr.TID3 | Hcr.TSC
            | Hcr.TIDCP | Hcr.RW | Hcr.TEA | Hcr.APK | Hcr.API | Hcr.FWB | 1L << 10;
    /** RES1 bits and TZ: SVE is not there. */
    private static final long CPTR_REALM = 0x33ff;
    /** EL1PCTEN and EL1PCEN: EL1 and EL0 reach the physical counter and timer. */
    private static final long CNTHCTL_REALM = 3;

    private static final long CNTHCTL_CNTVMASK = 1L << 18;
    private static final long CNTHCTL_CNTPMASK = 1L << 19;
    private static final long MDCR_TPMCR = 1L << 5;
    private static final long MDCR_TPM = 1L << 6;
    private static final long ICC_SRE_ALL = 0xf;
    private static final long MPIDR_RES1 = 1L << 31;

    private static final long VTCR_RES1 = 1L << 31;
    private static final long VTCR_NSA = 1L << 30;
    private static final long VTCR_VS = 1L << 19;
    private static final long VTCR_WALKS = 3L << 12 | 1L << 10 | 1L << 8;
    private static final long VTCR_DS = 1L << 32;
    private static final long VTCR_SL2 = 1L << 33;

    private final Rmm rmm;

    RealmControls(Rmm rmm) {
        this.rmm = rmm;
    }

    /**
     * Programs EL2 for a run of a REC.
     *
     * @param flags RmiRecEnterFlags
     */
    void load(Pe pe, long rec, long flags) {
        long rd = rmm.recs.owner(rec);
        set(pe, SystemRegister.HCR_EL2, HCR_REALM | traps(flags) | (rmm.recs.isSErrorPending(rec) ? Hcr.VSE : 0));
        set(pe, SystemRegister.VTCR_EL2, vtcr(rd));
        set(pe, SystemRegister.VTTBR_EL2, rmm.realms.rttBase(rd) | (long) rmm.realms.vmid(rd) << 48);
        set(pe, SystemRegister.VPIDR_EL2, pe.sys.get(SystemRegister.MIDR_EL1));
        set(pe, SystemRegister.VMPIDR_EL2, vmpidr(rmm.recs.mpidrOf(rec)));
        set(pe, SystemRegister.CPTR_EL2, CPTR_REALM);
        set(pe, SystemRegister.MDCR_EL2, mdcr(rd));
        set(pe, SystemRegister.HFGRTR_EL2, 0);
        set(pe, SystemRegister.HFGWTR_EL2, 0);
        set(pe, SystemRegister.HFGITR_EL2, 0);
        set(pe, SystemRegister.HDFGRTR_EL2, 0);
        set(pe, SystemRegister.HDFGWTR_EL2, 0);
        set(pe, SystemRegister.VSESR_EL2, rmm.recs.serrorSyndrome(rec));
        set(pe, SystemRegister.VDISR_EL2, 0);
        if (rmm.asReference(RmmChoice.SERROR)) {
            rmm.recs.setPendingSError(rec, false, 0);
        }
        set(pe, SystemRegister.CNTVOFF_EL2, 0);
        set(pe, SystemRegister.CNTPOFF_EL2, 0);
        set(pe, SystemRegister.CNTHCTL_EL2, CNTHCTL_REALM | timerMasks(rmm.recs.reportedTimers(rec)));
        set(pe, SystemRegister.ICC_SRE_EL2, ICC_SRE_ALL);
        loadGic(pe, rec);
    }

    private void loadGic(Pe pe, long rec) {
        long run = rmm.recs.runPtr(rec);
        long hcr = rmm.memory.read64(run + RmiRecRun.ENTER_GICV3_HCR) & ICH_HCR_HOST;
        set(pe, SystemRegister.ICH_HCR_EL2, ICH_HCR_REALM | hcr);
        pe.system.gic.virtual().writeVmcr(rmm.recs.vmcr(rec));
        set(pe, SystemRegister.ICH_AP0R0_EL2, rmm.recs.activePriorities(rec, 0));
        set(pe, SystemRegister.ICH_AP1R0_EL2, rmm.recs.activePriorities(rec, 1));
        for (int i = 0; i < RealmRegisters.LIST_REGISTERS.size(); i++) {
            long value = rmm.memory.read64(run + RmiRecRun.ENTER_GICV3_LRS + 8L * i);
            set(pe, RealmRegisters.LIST_REGISTERS.get(i), value);
        }
    }

    private static long traps(long flags) {
        return ((flags & RmiRecRun.FLAG_TRAP_WFI) != 0 ? Hcr.TWI : 0)
                | ((flags & RmiRecRun.FLAG_TRAP_WFE) != 0 ? Hcr.TWE : 0);
    }

    /** A timer that the host has been told of must not interrupt the realm again. */
    private static long timerMasks(int reported) {
        return ((reported & Timers.VIRTUAL) != 0 ? CNTHCTL_CNTVMASK : 0)
                | ((reported & Timers.PHYSICAL) != 0 ? CNTHCTL_CNTPMASK : 0);
    }

    private long mdcr(long rd) {
        return rmm.realms.hasPmu(rd) ? rmm.realms.pmuNumCtrs(rd) : MDCR_TPM | MDCR_TPMCR;
    }

    /** MPIDR_EL1 of the REC: affinity fields of RmiRecMpidr, Aff3 at bits 39:32. */
    static long vmpidr(long mpidr) {
        return MPIDR_RES1 | mpidr & 0xff_ff0fL | (mpidr >>> 24 & 0xff) << 32;
    }

    private long vtcr(long rd) {
        boolean lpa2 = rmm.realms.hasLpa2(rd);
        long sl = switch (rmm.realms.rttLevelStart(rd)) {
            case -1 -> VTCR_SL2;
            case 0 -> 2L << 6;
            case 1 -> 1L << 6;
            case 2 -> 0;
            default -> 3L << 6;
        };
        return VTCR_RES1
                | VTCR_NSA
                | (rmm.configuration.hasVmid16() ? VTCR_VS : 0)
                | physicalSize(rmm.configuration.paWidth()) << 16
                | VTCR_WALKS
                | sl
                | 64 - rmm.realms.ipaWidth(rd)
                | (lpa2 ? VTCR_DS : 0);
    }

    /**
     * Encoding of VTCR_EL2.PS.
     *
     * @param width bits
     */
    private static long physicalSize(int width) {
        return switch (width) {
            case 32 -> 0;
            case 36 -> 1;
            case 40 -> 2;
            case 42 -> 3;
            case 44 -> 4;
            case 48 -> 5;
            default -> 6;
        };
    }

    private static void set(Pe pe, SystemRegister register, long value) {
        pe.sys.set(register, value);
    }
}
