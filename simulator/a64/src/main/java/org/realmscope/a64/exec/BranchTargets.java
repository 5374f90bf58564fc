package org.realmscope.a64.exec;

/**
 * Which instructions an indirect branch may go to in a guarded page, by the PSTATE.BTYPE that the branch has set (Arm
 * ARM, FEAT_BTI, BTypeCompatible).
 */
public final class BranchTargets {
    private static final int HINT_MASK = 0xffff_f01f;
    private static final int HINT = 0xd503_201f;
    private static final int PACIASP = 0b0011_001;
    private static final int PACIBSP = 0b0011_011;
    private static final int BTI_C = 0b0100_010;
    private static final int BTI_J = 0b0100_100;
    private static final int BTI_JC = 0b0100_110;
    private static final int BRK_OR_HLT_MASK = 0xffe0_001f;
    private static final int BRK = 0xd420_0000;
    private static final int HLT = 0xd440_0000;
    private static final int BTYPE_BR_X16 = 1;
    private static final int BTYPE_BLR = 2;
    private static final int BTYPE_BR = 3;

    private BranchTargets() {}

    /**
     * Whether a branch may arrive at an instruction.
     *
     * @param word                 the instruction
     * @param btype                1 after BR through X16 or X17 or from an unguarded page, 2 after BLR, 3 after another
     *                             BR; 0 when no indirect branch went before
     * @param paciaspIsBlrOnly     SCTLR_ELx.BT of the current Exception level: PACIASP and PACIBSP do not take branches
     *                             of type 3
     */
    public static boolean accepts(int word, int btype, boolean paciaspIsBlrOnly) {
        if (btype == 0) {
            return true;
        }
        int breakpoint = word & BRK_OR_HLT_MASK;
        if (breakpoint == BRK || breakpoint == HLT) {
            return true;
        }
        if ((word & HINT_MASK) != HINT) {
            return false;
        }
        return switch (Operands.bits(word, 11, 5)) {
            case PACIASP, PACIBSP -> btype != BTYPE_BR || !paciaspIsBlrOnly;
            case BTI_C -> btype == BTYPE_BR_X16 || btype == BTYPE_BLR;
            case BTI_J -> btype == BTYPE_BR_X16 || btype == BTYPE_BR;
            case BTI_JC -> true;
            default -> false;
        };
    }
}
