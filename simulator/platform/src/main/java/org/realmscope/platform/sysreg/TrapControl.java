package org.realmscope.platform.sysreg;

/** The group of controls that can trap accesses to a register (Arm ARM, accessibility sections of the registers). */
public enum TrapControl {
    /** Only the Exception level and fine-grained traps decide. */
    NONE,
    /** HCR_EL2.TVM and TRVM. */
    VIRTUAL_MEMORY,
    /** HCR_EL2.TACR. */
    AUXILIARY,
    /** HCR_EL2.TID1. */
    ID_GROUP_1,
    /** HCR_EL2.TID2. */
    ID_GROUP_2,
    /** HCR_EL2.TID2 and TID4. */
    ID_CACHE,
    /** HCR_EL2.TID3. */
    ID_GROUP_3,
    /** SCTLR_EL1.UCT and HCR_EL2.TID2. */
    CACHE_TYPE,
    /** CPTR_EL2.TCPAC. */
    CPACR,
    /** HCR_EL2.TERR. */
    ERROR_RECORD,
    /** HCR_EL2.TLOR. */
    LIMITED_ORDERING,
    /** HCR_EL2.APK. */
    PAUTH_KEY,
    /** CPACR_EL1.FPEN and CPTR_EL2.{FPEN, TFP}. */
    FLOATING_POINT,
    /** SCTLR_EL1.UMA. */
    USER_MASK,
    /** Physical counter: CNTKCTL_EL1.EL0PCTEN and CNTHCTL_EL2.EL1PCTEN. */
    PHYSICAL_COUNTER,
    /** Virtual counter: CNTKCTL_EL1.EL0VCTEN and CNTHCTL_EL2.EL1TVCT. */
    VIRTUAL_COUNTER,
    /** CNTFRQ_EL0 at EL0: either counter must be enabled. */
    COUNTER_FREQUENCY,
    /** EL1 physical timer: CNTKCTL_EL1.EL0PTEN and CNTHCTL_EL2.EL1PTEN. */
    PHYSICAL_TIMER,
    /** EL1 virtual timer: CNTKCTL_EL1.EL0VTEN and CNTHCTL_EL2.EL1TVT. */
    VIRTUAL_TIMER,
    /** PMUSERENR_EL0.EN and MDCR_EL2.TPM. */
    PMU,
    /** As {@link #PMU}, and MDCR_EL2.TPMCR. */
    PMU_CONTROL,
    /** As {@link #PMU}; PMUSERENR_EL0.CR allows reads at EL0. */
    PMU_CYCLE_COUNTER,
    /** As {@link #PMU}; PMUSERENR_EL0.ER allows reads at EL0. */
    PMU_EVENT_COUNTER,
    /** As {@link #PMU}; PMUSERENR_EL0.ER allows all accesses at EL0. */
    PMU_SELECT,
    /** As {@link #PMU}; PMUSERENR_EL0.SW allows writes at EL0. */
    PMU_SOFTWARE_INCREMENT,
    /** MDCR_EL2.TPM only. */
    PMU_NO_EL0_CONTROL,
    /** MDCR_EL2.TDA. */
    DEBUG,
    /** MDCR_EL2.TDA and TDCC, and MDSCR_EL1.TDCC at EL0. */
    DEBUG_CHANNEL,
    /** MDCR_EL2.TDOSA. */
    DEBUG_OS,
    /** MDCR_EL2.TDRA. */
    DEBUG_ROM,
    /** Registers of both groups: ICH_HCR_EL2.TC; virtual with HCR_EL2.IMO or FMO. */
    GIC_COMMON,
    /** Group 0 registers: ICH_HCR_EL2.TALL0; virtual with HCR_EL2.FMO. */
    GIC_GROUP_0,
    /** Group 1 registers: ICH_HCR_EL2.TALL1; virtual with HCR_EL2.IMO. */
    GIC_GROUP_1,
    /** ICC_DIR_EL1: ICH_HCR_EL2.TC and TDIR. */
    GIC_DEACTIVATE,
    /** ICC_SGI*: ICH_HCR_EL2.TC, and HCR_EL2.IMO and FMO. */
    GIC_SGI,
    /** ICC_SRE_EL1: ICC_SRE_EL2.Enable. */
    GIC_SRE
}
