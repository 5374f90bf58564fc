package org.realmscope.platform.sysreg;

/**
 * What the platform implements, as the fields of the ID registers say it: Armv8.6-A with FEAT_RME, AArch64 only below
 * EL3. A field without a row is zero. This table decides; the rest of the platform and the instruction table follow it.
 */
enum IdentificationField {
    PFR0_EL0(SystemRegister.ID_AA64PFR0_EL1, 0, 1),
    PFR0_EL1(SystemRegister.ID_AA64PFR0_EL1, 4, 1),
    PFR0_EL2(SystemRegister.ID_AA64PFR0_EL1, 8, 1),
    PFR0_EL3(SystemRegister.ID_AA64PFR0_EL1, 12, 1),
    /** FEAT_FP without half-precision arithmetic. */
    PFR0_FP(SystemRegister.ID_AA64PFR0_EL1, 16, 0),
    PFR0_ADVSIMD(SystemRegister.ID_AA64PFR0_EL1, 20, 0),
    /** System register interface of GICv3. */
    PFR0_GIC(SystemRegister.ID_AA64PFR0_EL1, 24, 1),
    PFR0_RAS(SystemRegister.ID_AA64PFR0_EL1, 28, 1),
    PFR0_DIT(SystemRegister.ID_AA64PFR0_EL1, 48, 1),
    PFR0_RME(SystemRegister.ID_AA64PFR0_EL1, 52, 1),
    PFR0_CSV2(SystemRegister.ID_AA64PFR0_EL1, 56, 1),
    PFR0_CSV3(SystemRegister.ID_AA64PFR0_EL1, 60, 1),

    PFR1_BT(SystemRegister.ID_AA64PFR1_EL1, 0, 1),
    /** FEAT_SSBS2: with MSR and MRS of PSTATE.SSBS. */
    PFR1_SSBS(SystemRegister.ID_AA64PFR1_EL1, 4, 2),

    ISAR0_CRC32(SystemRegister.ID_AA64ISAR0_EL1, 16, 1),
    /** FEAT_LSE. */
    ISAR0_ATOMIC(SystemRegister.ID_AA64ISAR0_EL1, 20, 2),
    /** FEAT_FlagM2. */
    ISAR0_TS(SystemRegister.ID_AA64ISAR0_EL1, 52, 2),
    /** FEAT_TLBIOS and FEAT_TLBIRANGE. */
    ISAR0_TLB(SystemRegister.ID_AA64ISAR0_EL1, 56, 2),
    ISAR0_RNDR(SystemRegister.ID_AA64ISAR0_EL1, 60, 1),

    /** FEAT_DPB2. */
    ISAR1_DPB(SystemRegister.ID_AA64ISAR1_EL1, 0, 2),
    /** FEAT_PAuth with an IMPLEMENTATION DEFINED algorithm, without FEAT_PAuth2 and FEAT_FPAC. */
    ISAR1_API(SystemRegister.ID_AA64ISAR1_EL1, 8, 1),
    /** FEAT_LRCPC2. */
    ISAR1_LRCPC(SystemRegister.ID_AA64ISAR1_EL1, 20, 2),
    ISAR1_GPI(SystemRegister.ID_AA64ISAR1_EL1, 28, 1),
    ISAR1_SB(SystemRegister.ID_AA64ISAR1_EL1, 36, 1),
    ISAR1_SPECRES(SystemRegister.ID_AA64ISAR1_EL1, 40, 1),
    ISAR1_DGH(SystemRegister.ID_AA64ISAR1_EL1, 48, 1),

    /** 52 bits. */
    MMFR0_PARANGE(SystemRegister.ID_AA64MMFR0_EL1, 0, 6),
    /** 16 bits. */
    MMFR0_ASIDBITS(SystemRegister.ID_AA64MMFR0_EL1, 4, 2),
    MMFR0_SNSMEM(SystemRegister.ID_AA64MMFR0_EL1, 12, 1),
    /** Zero: 16 KiB granule not supported at stage 1. */
    MMFR0_TGRAN16(SystemRegister.ID_AA64MMFR0_EL1, 20, 0),
    /** 64 KiB granule not supported at stage 1. */
    MMFR0_TGRAN64(SystemRegister.ID_AA64MMFR0_EL1, 24, 0xf),
    /** FEAT_LPA2 at stage 1. */
    MMFR0_TGRAN4(SystemRegister.ID_AA64MMFR0_EL1, 28, 1),
    /** 16 KiB granule not supported at stage 2. */
    MMFR0_TGRAN16_2(SystemRegister.ID_AA64MMFR0_EL1, 32, 1),
    /** 64 KiB granule not supported at stage 2. */
    MMFR0_TGRAN64_2(SystemRegister.ID_AA64MMFR0_EL1, 36, 1),
    /** FEAT_LPA2 at stage 2. */
    MMFR0_TGRAN4_2(SystemRegister.ID_AA64MMFR0_EL1, 40, 3),
    MMFR0_FGT(SystemRegister.ID_AA64MMFR0_EL1, 56, 1),
    /** With CNTPOFF_EL2. */
    MMFR0_ECV(SystemRegister.ID_AA64MMFR0_EL1, 60, 2),

    /** FEAT_VMID16. */
    MMFR1_VMIDBITS(SystemRegister.ID_AA64MMFR1_EL1, 4, 2),
    MMFR1_VH(SystemRegister.ID_AA64MMFR1_EL1, 8, 1),
    MMFR1_HPDS(SystemRegister.ID_AA64MMFR1_EL1, 12, 1),
    /** FEAT_LOR, without LORegion descriptors. */
    MMFR1_LO(SystemRegister.ID_AA64MMFR1_EL1, 16, 1),
    /** FEAT_PAN2. */
    MMFR1_PAN(SystemRegister.ID_AA64MMFR1_EL1, 20, 2),
    MMFR1_XNX(SystemRegister.ID_AA64MMFR1_EL1, 28, 1),
    /** FEAT_HCX, without a feature that has a field in HCRX_EL2. */
    MMFR1_HCX(SystemRegister.ID_AA64MMFR1_EL1, 40, 1),

    MMFR2_CNP(SystemRegister.ID_AA64MMFR2_EL1, 0, 1),
    MMFR2_UAO(SystemRegister.ID_AA64MMFR2_EL1, 4, 1),
    /** FEAT_TTST. */
    MMFR2_ST(SystemRegister.ID_AA64MMFR2_EL1, 28, 1),
    /** FEAT_LSE2. */
    MMFR2_AT(SystemRegister.ID_AA64MMFR2_EL1, 32, 1),
    /** FEAT_IDST. */
    MMFR2_IDS(SystemRegister.ID_AA64MMFR2_EL1, 36, 1),
    /** FEAT_S2FWB. */
    MMFR2_FWB(SystemRegister.ID_AA64MMFR2_EL1, 40, 1),
    MMFR2_TTL(SystemRegister.ID_AA64MMFR2_EL1, 48, 1),
    /** FEAT_EVT with TTLBIS and TTLBOS. */
    MMFR2_EVT(SystemRegister.ID_AA64MMFR2_EL1, 56, 2),
    MMFR2_E0PD(SystemRegister.ID_AA64MMFR2_EL1, 60, 1),

    /** Armv8.4 debug. */
    DFR0_DEBUGVER(SystemRegister.ID_AA64DFR0_EL1, 0, 9),
    /** FEAT_PMUv3p7. */
    DFR0_PMUVER(SystemRegister.ID_AA64DFR0_EL1, 8, 7),
    /** Six breakpoints. */
    DFR0_BRPS(SystemRegister.ID_AA64DFR0_EL1, 12, 5),
    /** Four watchpoints. */
    DFR0_WRPS(SystemRegister.ID_AA64DFR0_EL1, 20, 3),
    /** Two breakpoints compare contexts. */
    DFR0_CTX_CMPS(SystemRegister.ID_AA64DFR0_EL1, 28, 1),
    /** FEAT_DoubleLock is absent. */
    DFR0_DOUBLELOCK(SystemRegister.ID_AA64DFR0_EL1, 36, 0xf),

    /** 64-byte lines, PIPT instruction cache, cache maintenance required. */
    CTR(SystemRegister.CTR_EL0, 0, 0x8444_c004L),
    /** DC ZVA zeroes 64 bytes. */
    DCZID_BS(SystemRegister.DCZID_EL0, 0, 4),
    /** Separate level 1 caches, coherent beyond. */
    CLIDR(SystemRegister.CLIDR_EL1, 0, 0x0920_0003L),
    /** Either cache: 32 KiB, 64-byte lines, 4 ways, 128 sets. */
    CCSIDR(SystemRegister.CCSIDR_EL1, 0, 127L << 13 | 3L << 3 | 2);

    /** Implementer 0 (reserved for software use), architecture by ID registers, part number 0x525. */
    static final long MIDR = 0x000f_5250L;

    static final long MPIDR_RES1 = 0x8000_0000L;

    private final SystemRegister register;
    private final long bits;

    IdentificationField(SystemRegister register, int lsb, long value) {
        this.register = register;
        this.bits = value << lsb;
    }

    SystemRegister register() {
        return register;
    }

    /** The field's value in place. */
    long bits() {
        return bits;
    }
}
