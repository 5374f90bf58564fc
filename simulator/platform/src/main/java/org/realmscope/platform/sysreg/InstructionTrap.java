package org.realmscope.platform.sysreg;

/** The group of controls that can trap a system instruction below EL2. */
enum InstructionTrap {
    /** Only fine-grained traps. */
    NONE(0, 0),
    /** IC IVAU, IC IALLU, DC CVAU: SCTLR_EL1.UCI, HCR_EL2.TPU and TOCU. */
    POINT_OF_UNIFICATION(Sctlr.UCI, Hcr.TPU | Hcr.TOCU),
    /** HCR_EL2.TPU and TICAB. */
    IC_IALLUIS(0, Hcr.TPU | Hcr.TICAB),
    /** By VA to the point of coherency or persistence: SCTLR_EL1.UCI, HCR_EL2.TPC. */
    POINT_OF_COHERENCY(Sctlr.UCI, Hcr.TPC),
    /** HCR_EL2.TSW. */
    SET_WAY(0, Hcr.TSW),
    /** DC ZVA: SCTLR_EL1.DZE, HCR_EL2.TDZ. */
    ZERO(Sctlr.DZE, Hcr.TDZ),
    /** CFP, DVP and CPP: SCTLR_EL1.EnRCTX. */
    PREDICTION(Sctlr.ENRCTX, 0),
    /** HCR_EL2.TTLB. */
    TLB(0, Hcr.TTLB),
    /** HCR_EL2.TTLB and TTLBIS. */
    TLB_INNER(0, Hcr.TTLB | Hcr.TTLBIS),
    /** HCR_EL2.TTLB and TTLBOS. */
    TLB_OUTER(0, Hcr.TTLB | Hcr.TTLBOS);

    /** Bit of SCTLR_ELx that must be set for EL0. */
    final long enable;
    /** Bits of HCR_EL2 of which one set traps. */
    final long traps;

    InstructionTrap(long enable, long traps) {
        this.enable = enable;
        this.traps = traps;
    }
}
