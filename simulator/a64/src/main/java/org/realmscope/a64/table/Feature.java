package org.realmscope.a64.table;

/**
 * The architectural feature that an instruction belongs to, with Arm's names. Only features that the ID registers
 * present have rows, so that instructions of other features are undefined as on hardware.
 */
public enum Feature {
    /** Every Armv8-A implementation has it. */
    BASE,
    FEAT_CRC32,
    FEAT_PAuth,
    FEAT_BTI,
    FEAT_FlagM,
    FEAT_FlagM2,
    FEAT_SB,
    FEAT_RAS,
    FEAT_DGH,
    FEAT_LSE,
    FEAT_LOR,
    FEAT_LRCPC,
    FEAT_LRCPC2,
    FEAT_FP,
    FEAT_AdvSIMD
}
