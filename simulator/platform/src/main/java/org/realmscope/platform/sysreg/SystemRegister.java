package org.realmscope.platform.sysreg;

import static org.realmscope.platform.sysreg.RegisterTraits.alias;
import static org.realmscope.platform.sysreg.RegisterTraits.id;
import static org.realmscope.platform.sysreg.RegisterTraits.ro;
import static org.realmscope.platform.sysreg.RegisterTraits.rw;
import static org.realmscope.platform.sysreg.RegisterTraits.wo;
import static org.realmscope.platform.sysreg.TrapControl.AUXILIARY;
import static org.realmscope.platform.sysreg.TrapControl.CACHE_TYPE;
import static org.realmscope.platform.sysreg.TrapControl.COUNTER_FREQUENCY;
import static org.realmscope.platform.sysreg.TrapControl.CPACR;
import static org.realmscope.platform.sysreg.TrapControl.DEBUG;
import static org.realmscope.platform.sysreg.TrapControl.DEBUG_CHANNEL;
import static org.realmscope.platform.sysreg.TrapControl.DEBUG_OS;
import static org.realmscope.platform.sysreg.TrapControl.DEBUG_ROM;
import static org.realmscope.platform.sysreg.TrapControl.ERROR_RECORD;
import static org.realmscope.platform.sysreg.TrapControl.FLOATING_POINT;
import static org.realmscope.platform.sysreg.TrapControl.GIC_COMMON;
import static org.realmscope.platform.sysreg.TrapControl.GIC_DEACTIVATE;
import static org.realmscope.platform.sysreg.TrapControl.GIC_GROUP_0;
import static org.realmscope.platform.sysreg.TrapControl.GIC_GROUP_1;
import static org.realmscope.platform.sysreg.TrapControl.GIC_SGI;
import static org.realmscope.platform.sysreg.TrapControl.GIC_SRE;
import static org.realmscope.platform.sysreg.TrapControl.ID_CACHE;
import static org.realmscope.platform.sysreg.TrapControl.ID_GROUP_1;
import static org.realmscope.platform.sysreg.TrapControl.LIMITED_ORDERING;
import static org.realmscope.platform.sysreg.TrapControl.PAUTH_KEY;
import static org.realmscope.platform.sysreg.TrapControl.PHYSICAL_COUNTER;
import static org.realmscope.platform.sysreg.TrapControl.PHYSICAL_TIMER;
import static org.realmscope.platform.sysreg.TrapControl.PMU;
import static org.realmscope.platform.sysreg.TrapControl.PMU_CONTROL;
import static org.realmscope.platform.sysreg.TrapControl.PMU_CYCLE_COUNTER;
import static org.realmscope.platform.sysreg.TrapControl.PMU_EVENT_COUNTER;
import static org.realmscope.platform.sysreg.TrapControl.PMU_NO_EL0_CONTROL;
import static org.realmscope.platform.sysreg.TrapControl.PMU_SELECT;
import static org.realmscope.platform.sysreg.TrapControl.PMU_SOFTWARE_INCREMENT;
import static org.realmscope.platform.sysreg.TrapControl.USER_MASK;
import static org.realmscope.platform.sysreg.TrapControl.VIRTUAL_COUNTER;
import static org.realmscope.platform.sysreg.TrapControl.VIRTUAL_TIMER;

import org.jspecify.annotations.Nullable;

/**
 * Every system register of the platform's PEs, with Arm's names (Arm ARM DDI 0487, D19 and C5.2). A register of a
 * feature that is absent has no row, and is UNDEFINED. Bits that are RES1 and have no function hold what is written,
 * unless the mask says otherwise.
 */
public enum SystemRegister {
    // PSTATE and special-purpose registers (C5.2)
    SPSR_EL1(0x3_0_4_0_0, rw(1).mask(0xf1f0_1fdfL)),
    ELR_EL1(0x3_0_4_0_1, rw(1)),
    SP_EL0(0x3_0_4_1_0, rw(1)),
    SPSel(0x3_0_4_2_0, rw(1).computed().special()),
    CurrentEL(0x3_0_4_2_2, ro(1).computed()),
    PAN(0x3_0_4_2_3, rw(1).computed().special()),
    UAO(0x3_0_4_2_4, rw(1).computed().special()),
    NZCV(0x3_3_4_2_0, rw(0).computed().local()),
    DAIF(0x3_3_4_2_1, rw(0).computed().special().trap(USER_MASK)),
    DIT(0x3_3_4_2_5, rw(0).computed().local()),
    SSBS(0x3_3_4_2_6, rw(0).computed().local()),
    FPCR(0x3_3_4_4_0, rw(0).mask(0x07f7_9f00L).trap(FLOATING_POINT)),
    FPSR(0x3_3_4_4_1, rw(0).mask(0xf800_009fL).trap(FLOATING_POINT)),
    SPSR_EL2(0x3_4_4_0_0, rw(2).mask(0xf1f0_1fdfL).replaces(SPSR_EL1).banked()),
    ELR_EL2(0x3_4_4_0_1, rw(2).replaces(ELR_EL1).banked()),
    SP_EL1(0x3_4_4_1_0, rw(2)),
    SP_EL2(0x3_6_4_1_0, rw(3).banked()),
    SPSR_EL12(0x3_5_4_0_0, alias(SPSR_EL1)),
    ELR_EL12(0x3_5_4_0_1, alias(ELR_EL1)),

    // Identification (D19.2); reserved encodings of the space read as zero
    MIDR_EL1(0x3_0_0_0_0, ro(1).hfg(25)),
    MPIDR_EL1(0x3_0_0_0_5, ro(1).hfg(26)),
    REVIDR_EL1(0x3_0_0_0_6, ro(1).trap(ID_GROUP_1).hfg(28)),
    ID_PFR0_EL1(0x3_0_0_1_0, id()),
    ID_PFR1_EL1(0x3_0_0_1_1, id()),
    ID_DFR0_EL1(0x3_0_0_1_2, id()),
    ID_AFR0_EL1(0x3_0_0_1_3, id()),
    ID_MMFR0_EL1(0x3_0_0_1_4, id()),
    ID_MMFR1_EL1(0x3_0_0_1_5, id()),
    ID_MMFR2_EL1(0x3_0_0_1_6, id()),
    ID_MMFR3_EL1(0x3_0_0_1_7, id()),
    ID_ISAR0_EL1(0x3_0_0_2_0, id()),
    ID_ISAR1_EL1(0x3_0_0_2_1, id()),
    ID_ISAR2_EL1(0x3_0_0_2_2, id()),
    ID_ISAR3_EL1(0x3_0_0_2_3, id()),
    ID_ISAR4_EL1(0x3_0_0_2_4, id()),
    ID_ISAR5_EL1(0x3_0_0_2_5, id()),
    ID_MMFR4_EL1(0x3_0_0_2_6, id()),
    ID_ISAR6_EL1(0x3_0_0_2_7, id()),
    MVFR0_EL1(0x3_0_0_3_0, id()),
    MVFR1_EL1(0x3_0_0_3_1, id()),
    MVFR2_EL1(0x3_0_0_3_2, id()),
    ID_PFR2_EL1(0x3_0_0_3_4, id()),
    ID_DFR1_EL1(0x3_0_0_3_5, id()),
    ID_MMFR5_EL1(0x3_0_0_3_6, id()),
    ID_AA64PFR0_EL1(0x3_0_0_4_0, id()),
    ID_AA64PFR1_EL1(0x3_0_0_4_1, id()),
    ID_AA64ZFR0_EL1(0x3_0_0_4_4, id()),
    ID_AA64SMFR0_EL1(0x3_0_0_4_5, id()),
    ID_AA64DFR0_EL1(0x3_0_0_5_0, id()),
    ID_AA64DFR1_EL1(0x3_0_0_5_1, id()),
    ID_AA64AFR0_EL1(0x3_0_0_5_4, id()),
    ID_AA64AFR1_EL1(0x3_0_0_5_5, id()),
    ID_AA64ISAR0_EL1(0x3_0_0_6_0, id()),
    ID_AA64ISAR1_EL1(0x3_0_0_6_1, id()),
    ID_AA64ISAR2_EL1(0x3_0_0_6_2, id()),
    ID_AA64MMFR0_EL1(0x3_0_0_7_0, id()),
    ID_AA64MMFR1_EL1(0x3_0_0_7_1, id()),
    ID_AA64MMFR2_EL1(0x3_0_0_7_2, id()),
    CCSIDR_EL1(0x3_1_0_0_0, ro(1).computed().trap(ID_CACHE).hfg(9)),
    CLIDR_EL1(0x3_1_0_0_1, ro(1).trap(ID_CACHE).hfg(10)),
    AIDR_EL1(0x3_1_0_0_7, ro(1).trap(ID_GROUP_1).hfg(2)),
    CSSELR_EL1(0x3_2_0_0_0, rw(1).mask(0xfL).trap(ID_CACHE).hfg(13)),
    CTR_EL0(0x3_3_0_0_1, ro(0).trap(CACHE_TYPE).hfg(14)),
    DCZID_EL0(0x3_3_0_0_7, ro(0).computed().hfg(15)),
    VPIDR_EL2(0x3_4_0_0_0, rw(2).mask(0xffff_ffffL).banked()),
    VMPIDR_EL2(0x3_4_0_0_5, rw(2).mask(0xff_41ff_ffffL).reset(0x8000_0000L).banked()),

    // EL1: translation, control, faults
    SCTLR_EL1(
            0x3_0_1_0_0,
            rw(1).mask(0x1018_fcdd_ffdfL)
                    .reset(0x30d5_0980L)
                    .context()
                    .virtualMemory()
                    .hfg(29)),
    ACTLR_EL1(0x3_0_1_0_1, rw(1).trap(AUXILIARY)),
    CPACR_EL1(0x3_0_1_0_2, rw(1).mask(0x30_0000L).context().trap(CPACR).hfg(12)),
    TTBR0_EL1(0x3_0_2_0_0, rw(1).translation().virtualMemory().hfg(36)),
    TTBR1_EL1(0x3_0_2_0_1, rw(1).translation().virtualMemory().hfg(37)),
    TCR_EL1(
            0x3_0_2_0_2,
            rw(1).mask(0x0998_0677_ffff_ffbfL).translation().virtualMemory().hfg(32)),
    APIAKeyLo_EL1(0x3_0_2_1_0, rw(1).trap(PAUTH_KEY).hfg(7)),
    APIAKeyHi_EL1(0x3_0_2_1_1, rw(1).trap(PAUTH_KEY).hfg(7)),
    APIBKeyLo_EL1(0x3_0_2_1_2, rw(1).trap(PAUTH_KEY).hfg(8)),
    APIBKeyHi_EL1(0x3_0_2_1_3, rw(1).trap(PAUTH_KEY).hfg(8)),
    APDAKeyLo_EL1(0x3_0_2_2_0, rw(1).trap(PAUTH_KEY).hfg(4)),
    APDAKeyHi_EL1(0x3_0_2_2_1, rw(1).trap(PAUTH_KEY).hfg(4)),
    APDBKeyLo_EL1(0x3_0_2_2_2, rw(1).trap(PAUTH_KEY).hfg(5)),
    APDBKeyHi_EL1(0x3_0_2_2_3, rw(1).trap(PAUTH_KEY).hfg(5)),
    APGAKeyLo_EL1(0x3_0_2_3_0, rw(1).trap(PAUTH_KEY).hfg(6)),
    APGAKeyHi_EL1(0x3_0_2_3_1, rw(1).trap(PAUTH_KEY).hfg(6)),
    AFSR0_EL1(0x3_0_5_1_0, rw(1).virtualMemory().hfg(0)),
    AFSR1_EL1(0x3_0_5_1_1, rw(1).virtualMemory().hfg(1)),
    ESR_EL1(0x3_0_5_2_0, rw(1).virtualMemory().hfg(16)),
    ERRIDR_EL1(0x3_0_5_3_0, ro(1).trap(ERROR_RECORD).hfg(40)),
    ERRSELR_EL1(0x3_0_5_3_1, rw(1).mask(0).trap(ERROR_RECORD).hfg(41)),
    ERXFR_EL1(0x3_0_5_4_0, ro(1).trap(ERROR_RECORD).hfg(42)),
    ERXCTLR_EL1(0x3_0_5_4_1, rw(1).mask(0).trap(ERROR_RECORD).hfg(43)),
    ERXSTATUS_EL1(0x3_0_5_4_2, rw(1).mask(0).trap(ERROR_RECORD).hfg(44)),
    ERXADDR_EL1(0x3_0_5_4_3, rw(1).mask(0).trap(ERROR_RECORD).hfg(49)),
    ERXMISC0_EL1(0x3_0_5_5_0, rw(1).mask(0).trap(ERROR_RECORD).hfg(45)),
    ERXMISC1_EL1(0x3_0_5_5_1, rw(1).mask(0).trap(ERROR_RECORD).hfg(45)),
    FAR_EL1(0x3_0_6_0_0, rw(1).virtualMemory().hfg(17)),
    PAR_EL1(0x3_0_7_4_0, rw(1).hfg(27)),
    MAIR_EL1(0x3_0_a_2_0, rw(1).translation().virtualMemory().hfg(24)),
    AMAIR_EL1(0x3_0_a_3_0, rw(1).virtualMemory().hfg(3)),
    LORSA_EL1(0x3_0_a_4_0, rw(1).mask(0).trap(LIMITED_ORDERING).hfg(23)),
    LOREA_EL1(0x3_0_a_4_1, rw(1).mask(0).trap(LIMITED_ORDERING).hfg(20)),
    LORN_EL1(0x3_0_a_4_2, rw(1).mask(0).trap(LIMITED_ORDERING).hfg(22)),
    LORC_EL1(0x3_0_a_4_3, rw(1).mask(0).trap(LIMITED_ORDERING).hfg(19)),
    LORID_EL1(0x3_0_a_4_7, ro(1).trap(LIMITED_ORDERING).hfg(21)),
    VBAR_EL1(0x3_0_c_0_0, rw(1).mask(~0x7ffL).hfg(38)),
    ISR_EL1(0x3_0_c_1_0, ro(1).timed().hfg(18)),
    DISR_EL1(0x3_0_c_1_1, rw(1).mask(0x8100_1fffL).computed().special()),
    CONTEXTIDR_EL1(0x3_0_d_0_1, rw(1).mask(0xffff_ffffL).virtualMemory().hfg(11)),
    TPIDR_EL1(0x3_0_d_0_4, rw(1).hfg(33)),
    CNTKCTL_EL1(0x3_0_e_1_0, rw(1).mask(0x2_03ffL).context()),

    // EL0: threads, random numbers
    TPIDR_EL0(0x3_3_d_0_2, rw(0).hfg(35)),
    TPIDRRO_EL0(0x3_3_d_0_3, rw(0).writableFrom(1).hfg(34)),
    RNDR(0x3_3_2_4_0, ro(0).timed()),
    RNDRRS(0x3_3_2_4_1, ro(0).timed()),

    // EL2: control, traps, stage 2, faults
    SCTLR_EL2(
            0x3_4_1_0_0,
            rw(2).mask(0x1018_fcdd_ffffL)
                    .reset(0x30c5_0830L)
                    .context()
                    .replaces(SCTLR_EL1)
                    .banked()),
    ACTLR_EL2(0x3_4_1_0_1, rw(2).banked()),
    HCR_EL2(
            0x3_4_1_1_0,
            rw(2).mask(0xd7_433f_5fff_7fffL).reset(0x8000_0000L).context().banked()),
    MDCR_EL2(0x3_4_1_1_1, rw(2).mask(0x2c82_0fffL).reset(0x1fL).context().banked()),
    CPTR_EL2(
            0x3_4_1_1_2,
            rw(2).mask(0x9030_37ffL)
                    .reset(0x33ffL)
                    .context()
                    .replaces(CPACR_EL1)
                    .banked()),
    HSTR_EL2(0x3_4_1_1_3, rw(2).mask(0)),
    HFGRTR_EL2(0x3_4_1_1_4, rw(2).mask(0x2_3fff_3fff_ffffL).context().banked()),
    HFGWTR_EL2(0x3_4_1_1_5, rw(2).mask(0x2_3fff_3fff_ffffL).context().banked()),
    HFGITR_EL2(0x3_4_1_1_6, rw(2).mask(0x7f_ffff_ffff_ffffL).context().banked()),
    HACR_EL2(0x3_4_1_1_7, rw(2).mask(0)),
    HCRX_EL2(0x3_4_1_2_2, rw(2).mask(0)),
    TTBR0_EL2(0x3_4_2_0_0, rw(2).translation().replaces(TTBR0_EL1).banked()),
    TTBR1_EL2(0x3_4_2_0_1, rw(2).translation().replaces(TTBR1_EL1).banked()),
    TCR_EL2(
            0x3_4_2_0_2,
            rw(2).mask(0x0998_0677_ffff_ffbfL).translation().replaces(TCR_EL1).banked()),
    VTTBR_EL2(0x3_4_2_1_0, rw(2).translation().banked()),
    VTCR_EL2(
            0x3_4_2_1_2,
            rw(2).mask(0x3_e00f_ffffL).reset(0x8000_0000L).translation().banked()),
    HDFGRTR_EL2(0x3_4_3_1_4, rw(2).mask(0x600_0000_004f_feffL).context().banked()),
    HDFGWTR_EL2(0x3_4_3_1_5, rw(2).mask(0x200_0000_003f_fdbfL).context().banked()),
    AFSR0_EL2(0x3_4_5_1_0, rw(2).replaces(AFSR0_EL1).banked()),
    AFSR1_EL2(0x3_4_5_1_1, rw(2).replaces(AFSR1_EL1).banked()),
    ESR_EL2(0x3_4_5_2_0, rw(2).replaces(ESR_EL1).banked()),
    VSESR_EL2(0x3_4_5_2_3, rw(2).mask(0x1ff_ffffL).banked()),
    FAR_EL2(0x3_4_6_0_0, rw(2).replaces(FAR_EL1).banked()),
    HPFAR_EL2(0x3_4_6_0_4, rw(2).mask(0x8000_ffff_ffff_fff0L).banked()),
    MAIR_EL2(0x3_4_a_2_0, rw(2).translation().replaces(MAIR_EL1).banked()),
    AMAIR_EL2(0x3_4_a_3_0, rw(2).replaces(AMAIR_EL1).banked()),
    VBAR_EL2(0x3_4_c_0_0, rw(2).mask(~0x7ffL).replaces(VBAR_EL1).banked()),
    VDISR_EL2(0x3_4_c_1_1, rw(2).mask(0x8100_1fffL).banked()),
    CONTEXTIDR_EL2(
            0x3_4_d_0_1, rw(2).mask(0xffff_ffffL).replaces(CONTEXTIDR_EL1).banked()),
    TPIDR_EL2(0x3_4_d_0_2, rw(2).banked()),
    CNTVOFF_EL2(0x3_4_e_0_3, rw(2).special().banked()),
    CNTPOFF_EL2(0x3_4_e_0_6, rw(2).special().banked()),
    CNTHCTL_EL2(
            0x3_4_e_1_0, rw(2).mask(0xe_7fffL).context().replaces(CNTKCTL_EL1).banked()),

    // Names for EL1 registers at EL2 with HCR_EL2.E2H (FEAT_VHE)
    SCTLR_EL12(0x3_5_1_0_0, alias(SCTLR_EL1)),
    CPACR_EL12(0x3_5_1_0_2, alias(CPACR_EL1)),
    TTBR0_EL12(0x3_5_2_0_0, alias(TTBR0_EL1)),
    TTBR1_EL12(0x3_5_2_0_1, alias(TTBR1_EL1)),
    TCR_EL12(0x3_5_2_0_2, alias(TCR_EL1)),
    AFSR0_EL12(0x3_5_5_1_0, alias(AFSR0_EL1)),
    AFSR1_EL12(0x3_5_5_1_1, alias(AFSR1_EL1)),
    ESR_EL12(0x3_5_5_2_0, alias(ESR_EL1)),
    FAR_EL12(0x3_5_6_0_0, alias(FAR_EL1)),
    MAIR_EL12(0x3_5_a_2_0, alias(MAIR_EL1)),
    AMAIR_EL12(0x3_5_a_3_0, alias(AMAIR_EL1)),
    VBAR_EL12(0x3_5_c_0_0, alias(VBAR_EL1)),
    CONTEXTIDR_EL12(0x3_5_d_0_1, alias(CONTEXTIDR_EL1)),
    CNTKCTL_EL12(0x3_5_e_1_0, alias(CNTKCTL_EL1)),

    // Generic timers (D19.12)
    CNTFRQ_EL0(0x3_3_e_0_0, ro(0).reset(1_000_000_000L).trap(COUNTER_FREQUENCY)),
    CNTPCT_EL0(0x3_3_e_0_1, ro(0).timed().trap(PHYSICAL_COUNTER)),
    CNTVCT_EL0(0x3_3_e_0_2, ro(0).timed().trap(VIRTUAL_COUNTER)),
    CNTPCTSS_EL0(0x3_3_e_0_5, ro(0).timed().trap(PHYSICAL_COUNTER)),
    CNTVCTSS_EL0(0x3_3_e_0_6, ro(0).timed().trap(VIRTUAL_COUNTER)),
    CNTP_TVAL_EL0(0x3_3_e_2_0, rw(0).timed().special().trap(PHYSICAL_TIMER)),
    CNTP_CTL_EL0(0x3_3_e_2_1, rw(0).mask(0x3L).timed().special().trap(PHYSICAL_TIMER)),
    CNTP_CVAL_EL0(0x3_3_e_2_2, rw(0).special().trap(PHYSICAL_TIMER)),
    CNTV_TVAL_EL0(0x3_3_e_3_0, rw(0).timed().special().trap(VIRTUAL_TIMER)),
    CNTV_CTL_EL0(0x3_3_e_3_1, rw(0).mask(0x3L).timed().special().trap(VIRTUAL_TIMER)),
    CNTV_CVAL_EL0(0x3_3_e_3_2, rw(0).special().trap(VIRTUAL_TIMER)),
    CNTHP_TVAL_EL2(0x3_4_e_2_0, rw(2).timed().special().replaces(CNTP_TVAL_EL0)),
    CNTHP_CTL_EL2(0x3_4_e_2_1, rw(2).mask(0x3L).timed().special().replaces(CNTP_CTL_EL0)),
    CNTHP_CVAL_EL2(0x3_4_e_2_2, rw(2).special().replaces(CNTP_CVAL_EL0)),
    CNTHV_TVAL_EL2(0x3_4_e_3_0, rw(2).timed().special().replaces(CNTV_TVAL_EL0)),
    CNTHV_CTL_EL2(0x3_4_e_3_1, rw(2).mask(0x3L).timed().special().replaces(CNTV_CTL_EL0)),
    CNTHV_CVAL_EL2(0x3_4_e_3_2, rw(2).special().replaces(CNTV_CVAL_EL0)),
    CNTP_TVAL_EL02(0x3_5_e_2_0, alias(CNTP_TVAL_EL0)),
    CNTP_CTL_EL02(0x3_5_e_2_1, alias(CNTP_CTL_EL0)),
    CNTP_CVAL_EL02(0x3_5_e_2_2, alias(CNTP_CVAL_EL0)),
    CNTV_TVAL_EL02(0x3_5_e_3_0, alias(CNTV_TVAL_EL0)),
    CNTV_CTL_EL02(0x3_5_e_3_1, alias(CNTV_CTL_EL0)),
    CNTV_CVAL_EL02(0x3_5_e_3_2, alias(CNTV_CVAL_EL0)),

    // GIC CPU interface (IHI 0069, 12.2)
    ICC_PMR_EL1(0x3_0_4_6_0, rw(1).mask(0xf8L).computed().special().trap(GIC_COMMON)),
    ICC_IAR0_EL1(0x3_0_c_8_0, ro(1).timed().trap(GIC_GROUP_0)),
    ICC_EOIR0_EL1(0x3_0_c_8_1, wo(1).special().trap(GIC_GROUP_0)),
    ICC_HPPIR0_EL1(0x3_0_c_8_2, ro(1).timed().trap(GIC_GROUP_0)),
    ICC_BPR0_EL1(0x3_0_c_8_3, rw(1).mask(0x7L).reset(2).computed().special().trap(GIC_GROUP_0)),
    ICC_AP0R0_EL1(0x3_0_c_8_4, rw(1).mask(0xffff_ffffL).computed().special().trap(GIC_GROUP_0)),
    ICC_IGRPEN0_EL1(
            0x3_0_c_c_6, rw(1).mask(0x1L).computed().special().trap(GIC_GROUP_0).hfg(39)),
    ICC_IAR1_EL1(0x3_0_c_c_0, ro(1).timed().trap(GIC_GROUP_1)),
    ICC_EOIR1_EL1(0x3_0_c_c_1, wo(1).special().trap(GIC_GROUP_1)),
    ICC_HPPIR1_EL1(0x3_0_c_c_2, ro(1).timed().trap(GIC_GROUP_1)),
    ICC_BPR1_EL1(0x3_0_c_c_3, rw(1).mask(0x7L).reset(3).computed().special().trap(GIC_GROUP_1)),
    ICC_AP1R0_EL1(0x3_0_c_9_0, rw(1).mask(0xffff_ffffL).computed().special().trap(GIC_GROUP_1)),
    ICC_IGRPEN1_EL1(
            0x3_0_c_c_7, rw(1).mask(0x1L).computed().special().trap(GIC_GROUP_1).hfg(39)),
    ICC_DIR_EL1(0x3_0_c_b_1, wo(1).special().trap(GIC_DEACTIVATE)),
    ICC_RPR_EL1(0x3_0_c_b_3, ro(1).computed().trap(GIC_COMMON)),
    ICC_SGI1R_EL1(0x3_0_c_b_5, wo(1).special().trap(GIC_SGI)),
    ICC_ASGI1R_EL1(0x3_0_c_b_6, wo(1).special().trap(GIC_SGI)),
    ICC_SGI0R_EL1(0x3_0_c_b_7, wo(1).special().trap(GIC_SGI)),
    ICC_CTLR_EL1(
            0x3_0_c_c_4, rw(1).mask(0x3L).reset(0x400L).computed().special().trap(GIC_COMMON)),
    ICC_SRE_EL1(0x3_0_c_c_5, rw(1).mask(0).reset(0x7L).trap(GIC_SRE)),
    ICC_SRE_EL2(0x3_4_c_9_5, rw(2).mask(0x8L).reset(0xfL).context().banked()),
    ICH_AP0R0_EL2(0x3_4_c_8_0, rw(2).mask(0xffff_ffffL).interrupt()),
    ICH_AP1R0_EL2(0x3_4_c_9_0, rw(2).mask(0xffff_ffffL).interrupt()),
    ICH_HCR_EL2(0x3_4_c_b_0, rw(2).mask(0xf800_7cffL).context().banked()),
    ICH_VTR_EL2(0x3_4_c_b_1, ro(2).reset(0x9018_0003L)),
    ICH_MISR_EL2(0x3_4_c_b_2, ro(2).computed()),
    ICH_EISR_EL2(0x3_4_c_b_3, ro(2).computed()),
    ICH_ELRSR_EL2(0x3_4_c_b_5, ro(2).computed()),
    ICH_VMCR_EL2(
            0x3_4_c_b_7, rw(2).mask(0xf8fc_0213L).reset(0x4c_0008L).special().banked()),
    ICH_LR0_EL2(0x3_4_c_c_0, rw(2).mask(0xf0f8_1fff_0000_ffffL).interrupt()),
    ICH_LR1_EL2(0x3_4_c_c_1, rw(2).mask(0xf0f8_1fff_0000_ffffL).interrupt()),
    ICH_LR2_EL2(0x3_4_c_c_2, rw(2).mask(0xf0f8_1fff_0000_ffffL).interrupt()),
    ICH_LR3_EL2(0x3_4_c_c_3, rw(2).mask(0xf0f8_1fff_0000_ffffL).interrupt()),

    // Performance monitors (D19.5), 31 event counters
    PMCR_EL0(
            0x3_3_9_c_0,
            rw(0).mask(0x2b9L)
                    .reset(0xf840L)
                    .computed()
                    .special()
                    .trap(PMU_CONTROL)
                    .hdfg(21)),
    PMCNTENSET_EL0(0x3_3_9_c_1, rw(0).mask(0xffff_ffffL).special().trap(PMU).hdfg(16)),
    PMCNTENCLR_EL0(0x3_3_9_c_2, rw(0).computed().special().trap(PMU).hdfg(16)),
    PMOVSCLR_EL0(0x3_3_9_c_3, rw(0).mask(0xffff_ffffL).special().trap(PMU).hdfg(18)),
    PMSWINC_EL0(0x3_3_9_c_4, wo(0).special().trap(PMU_SOFTWARE_INCREMENT).hdfg(20)),
    PMSELR_EL0(0x3_3_9_c_5, rw(0).mask(0x1fL).trap(PMU_SELECT).hdfg(19)),
    PMCEID0_EL0(0x3_3_9_c_6, ro(0).reset(0x2_0000L).trap(PMU).hdfg(58)),
    PMCEID1_EL0(0x3_3_9_c_7, ro(0).trap(PMU).hdfg(58)),
    PMCCNTR_EL0(0x3_3_9_d_0, rw(0).timed().special().trap(PMU_CYCLE_COUNTER).hdfg(15)),
    PMXEVTYPER_EL0(0x3_3_9_d_1, rw(0).computed().special().trap(PMU).hdfg(13)),
    PMXEVCNTR_EL0(
            0x3_3_9_d_2, rw(0).computed().special().trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMUSERENR_EL0(
            0x3_3_9_e_0,
            rw(0).writableFrom(1).mask(0xfL).context().trap(PMU_NO_EL0_CONTROL).hdfg(57)),
    PMOVSSET_EL0(0x3_3_9_e_3, rw(0).computed().special().trap(PMU).hdfg(18)),
    PMINTENSET_EL1(0x3_0_9_e_1, rw(1).mask(0xffff_ffffL).special().trap(PMU).hdfg(17)),
    PMINTENCLR_EL1(0x3_0_9_e_2, rw(1).computed().special().trap(PMU).hdfg(17)),
    PMMIR_EL1(0x3_0_9_e_6, ro(1).trap(PMU).hdfg(22)),
    PMEVCNTR0_EL0(0x3_3_e_8_0, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR1_EL0(0x3_3_e_8_1, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR2_EL0(0x3_3_e_8_2, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR3_EL0(0x3_3_e_8_3, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR4_EL0(0x3_3_e_8_4, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR5_EL0(0x3_3_e_8_5, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR6_EL0(0x3_3_e_8_6, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR7_EL0(0x3_3_e_8_7, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR8_EL0(0x3_3_e_9_0, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR9_EL0(0x3_3_e_9_1, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR10_EL0(0x3_3_e_9_2, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR11_EL0(0x3_3_e_9_3, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR12_EL0(0x3_3_e_9_4, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR13_EL0(0x3_3_e_9_5, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR14_EL0(0x3_3_e_9_6, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR15_EL0(0x3_3_e_9_7, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR16_EL0(0x3_3_e_a_0, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR17_EL0(0x3_3_e_a_1, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR18_EL0(0x3_3_e_a_2, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR19_EL0(0x3_3_e_a_3, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR20_EL0(0x3_3_e_a_4, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR21_EL0(0x3_3_e_a_5, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR22_EL0(0x3_3_e_a_6, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR23_EL0(0x3_3_e_a_7, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR24_EL0(0x3_3_e_b_0, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR25_EL0(0x3_3_e_b_1, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR26_EL0(0x3_3_e_b_2, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR27_EL0(0x3_3_e_b_3, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR28_EL0(0x3_3_e_b_4, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR29_EL0(0x3_3_e_b_5, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVCNTR30_EL0(0x3_3_e_b_6, rw(0).trap(PMU_EVENT_COUNTER).hdfg(12)),
    PMEVTYPER0_EL0(0x3_3_e_c_0, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER1_EL0(0x3_3_e_c_1, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER2_EL0(0x3_3_e_c_2, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER3_EL0(0x3_3_e_c_3, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER4_EL0(0x3_3_e_c_4, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER5_EL0(0x3_3_e_c_5, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER6_EL0(0x3_3_e_c_6, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER7_EL0(0x3_3_e_c_7, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER8_EL0(0x3_3_e_d_0, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER9_EL0(0x3_3_e_d_1, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER10_EL0(0x3_3_e_d_2, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER11_EL0(0x3_3_e_d_3, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER12_EL0(0x3_3_e_d_4, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER13_EL0(0x3_3_e_d_5, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER14_EL0(0x3_3_e_d_6, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER15_EL0(0x3_3_e_d_7, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER16_EL0(0x3_3_e_e_0, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER17_EL0(0x3_3_e_e_1, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER18_EL0(0x3_3_e_e_2, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER19_EL0(0x3_3_e_e_3, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER20_EL0(0x3_3_e_e_4, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER21_EL0(0x3_3_e_e_5, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER22_EL0(0x3_3_e_e_6, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER23_EL0(0x3_3_e_e_7, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER24_EL0(0x3_3_e_f_0, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER25_EL0(0x3_3_e_f_1, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER26_EL0(0x3_3_e_f_2, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER27_EL0(0x3_3_e_f_3, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER28_EL0(0x3_3_e_f_4, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER29_EL0(0x3_3_e_f_5, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMEVTYPER30_EL0(0x3_3_e_f_6, rw(0).mask(0xff00_ffffL).trap(PMU).hdfg(13)),
    PMCCFILTR_EL0(0x3_3_e_f_7, rw(0).mask(0xff00_0000L).trap(PMU).hdfg(14)),

    // Self-hosted debug (D19.3): breakpoints and watchpoints are storage, debug exceptions are never enabled
    DBGBVR0_EL1(0x2_0_0_0_4, rw(1).trap(DEBUG).hdfg(1)),
    DBGBCR0_EL1(0x2_0_0_0_5, rw(1).mask(0x00ff_e1e7L).trap(DEBUG).hdfg(0)),
    DBGBVR1_EL1(0x2_0_0_1_4, rw(1).trap(DEBUG).hdfg(1)),
    DBGBCR1_EL1(0x2_0_0_1_5, rw(1).mask(0x00ff_e1e7L).trap(DEBUG).hdfg(0)),
    DBGBVR2_EL1(0x2_0_0_2_4, rw(1).trap(DEBUG).hdfg(1)),
    DBGBCR2_EL1(0x2_0_0_2_5, rw(1).mask(0x00ff_e1e7L).trap(DEBUG).hdfg(0)),
    DBGBVR3_EL1(0x2_0_0_3_4, rw(1).trap(DEBUG).hdfg(1)),
    DBGBCR3_EL1(0x2_0_0_3_5, rw(1).mask(0x00ff_e1e7L).trap(DEBUG).hdfg(0)),
    DBGBVR4_EL1(0x2_0_0_4_4, rw(1).trap(DEBUG).hdfg(1)),
    DBGBCR4_EL1(0x2_0_0_4_5, rw(1).mask(0x00ff_e1e7L).trap(DEBUG).hdfg(0)),
    DBGBVR5_EL1(0x2_0_0_5_4, rw(1).trap(DEBUG).hdfg(1)),
    DBGBCR5_EL1(0x2_0_0_5_5, rw(1).mask(0x00ff_e1e7L).trap(DEBUG).hdfg(0)),
    DBGWVR0_EL1(0x2_0_0_0_6, rw(1).mask(~0x3L).trap(DEBUG).hdfg(3)),
    DBGWCR0_EL1(0x2_0_0_0_7, rw(1).mask(0x1f1f_ffffL).trap(DEBUG).hdfg(2)),
    DBGWVR1_EL1(0x2_0_0_1_6, rw(1).mask(~0x3L).trap(DEBUG).hdfg(3)),
    DBGWCR1_EL1(0x2_0_0_1_7, rw(1).mask(0x1f1f_ffffL).trap(DEBUG).hdfg(2)),
    DBGWVR2_EL1(0x2_0_0_2_6, rw(1).mask(~0x3L).trap(DEBUG).hdfg(3)),
    DBGWCR2_EL1(0x2_0_0_2_7, rw(1).mask(0x1f1f_ffffL).trap(DEBUG).hdfg(2)),
    DBGWVR3_EL1(0x2_0_0_3_6, rw(1).mask(~0x3L).trap(DEBUG).hdfg(3)),
    DBGWCR3_EL1(0x2_0_0_3_7, rw(1).mask(0x1f1f_ffffL).trap(DEBUG).hdfg(2)),
    MDCCINT_EL1(0x2_0_0_2_0, rw(1).mask(0x6000_0000L).trap(DEBUG_CHANNEL)),
    MDSCR_EL1(0x2_0_0_2_2, rw(1).mask(0x6c60_f041L).context().trap(DEBUG).hdfg(4)),
    OSDTRRX_EL1(0x2_0_0_0_2, rw(1).mask(0xffff_ffffL).trap(DEBUG_CHANNEL)),
    OSDTRTX_EL1(0x2_0_0_3_2, rw(1).mask(0xffff_ffffL).trap(DEBUG_CHANNEL)),
    OSECCR_EL1(0x2_0_0_6_2, rw(1).mask(0xffff_ffffL).trap(DEBUG).hdfg(10)),
    MDCCSR_EL0(0x2_3_0_1_0, ro(0).trap(DEBUG_CHANNEL)),
    DBGDTR_EL0(0x2_3_0_4_0, rw(0).mask(0).trap(DEBUG_CHANNEL)),
    DBGDTRRX_EL0(0x2_3_0_5_0, rw(0).mask(0).trap(DEBUG_CHANNEL)),
    MDRAR_EL1(0x2_0_1_0_0, ro(1).trap(DEBUG_ROM)),
    OSLAR_EL1(0x2_0_1_0_4, wo(1).special().trap(DEBUG_OS).hdfg(8)),
    OSLSR_EL1(0x2_0_1_1_4, ro(1).reset(0xaL).trap(DEBUG_OS).hdfg(9)),
    OSDLR_EL1(0x2_0_1_3_4, rw(1).mask(0).trap(DEBUG_OS).hdfg(11)),
    DBGPRCR_EL1(0x2_0_1_4_4, rw(1).mask(0x1L).trap(DEBUG_OS).hdfg(7)),
    DBGCLAIMSET_EL1(0x2_0_7_8_6, rw(1).computed().special().trap(DEBUG).hdfg(5)),
    DBGCLAIMCLR_EL1(0x2_0_7_9_6, rw(1).mask(0xffL).special().trap(DEBUG).hdfg(5)),
    DBGAUTHSTATUS_EL1(0x2_0_7_e_6, ro(1).trap(DEBUG).hdfg(6)),

    // Stands for every unallocated encoding of the identification space, which reads as zero
    ID_RESERVED(0x3_0_0_7_7, id());

    /** Register by {@link #encoding}, dense: MRS and MSR are resolved once, when an instruction is decoded. */
    private static final @Nullable SystemRegister[] BY_ENCODING = index();

    private final int encoding;
    final RegisterTraits traits;

    /** @param digits op0, op1, CRn, CRm and op2, one hexadecimal digit each */
    SystemRegister(int digits, RegisterTraits traits) {
        this.encoding = encoding(digits >>> 16, digits >>> 12 & 7, digits >>> 8 & 0xf, digits >>> 4 & 0xf, digits & 7);
        this.traits = traits;
        if (traits.el1Alias != null) {
            traits.read = traits.el1Alias.traits.read;
            traits.write = traits.el1Alias.traits.write;
        }
    }

    private static @Nullable SystemRegister[] index() {
        @Nullable SystemRegister[] registers = new @Nullable SystemRegister[1 << 15];
        for (SystemRegister register : values()) {
            registers[register.encoding] = register;
        }
        for (int crm = 1; crm < 8; crm++) {
            for (int op2 = 0; op2 < 8; op2++) {
                int at = encoding(3, 0, 0, crm, op2);
                registers[at] = registers[at] == null ? ID_RESERVED : registers[at];
            }
        }
        return registers;
    }

    /** Encoding as in bits 19:5 of MRS and MSR: the low bit of {@code op0} is bit 14, {@code op2} is bits 2:0. */
    public static int encoding(int op0, int op1, int crn, int crm, int op2) {
        return (op0 & 1) << 14 | op1 << 11 | crn << 7 | crm << 3 | op2;
    }

    /**
     * The register with an encoding, null if there is none.
     *
     * @param encoding bits 19:5 of an MRS or MSR instruction
     */
    public static @Nullable SystemRegister of(int encoding) {
        return BY_ENCODING[encoding];
    }

    /** Bits 19:5 of the MRS and MSR instructions that name the register. */
    public int encoding() {
        return encoding;
    }

    /** What MRS of the register needs. */
    public ReadKind readKind() {
        return traits.read;
    }

    /** What MSR to the register changes. */
    public WriteEffect writeEffect() {
        return traits.write;
    }
}
