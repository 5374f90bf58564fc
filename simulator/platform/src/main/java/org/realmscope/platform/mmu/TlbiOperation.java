package org.realmscope.platform.mmu;

import org.jspecify.annotations.Nullable;

/**
 * TLB maintenance instructions of EL1 and EL2 (op0 = 1, CRn = 8), without the shareability that is part of their names.
 */
public enum TlbiOperation {
    VMALLE1(Target.EL10, Scope.EVERYTHING, false),
    VAE1(Target.EL10, Scope.ADDRESS, false),
    ASIDE1(Target.EL10, Scope.ASID, false),
    VAAE1(Target.EL10, Scope.ADDRESS_ANY_ASID, false),
    VALE1(Target.EL10, Scope.ADDRESS, false),
    VAALE1(Target.EL10, Scope.ADDRESS_ANY_ASID, false),
    RVAE1(Target.EL10, Scope.ADDRESS, true),
    RVAAE1(Target.EL10, Scope.ADDRESS_ANY_ASID, true),
    RVALE1(Target.EL10, Scope.ADDRESS, true),
    RVAALE1(Target.EL10, Scope.ADDRESS_ANY_ASID, true),
    IPAS2E1(Target.STAGE_2, Scope.ADDRESS, false),
    IPAS2LE1(Target.STAGE_2, Scope.ADDRESS, false),
    RIPAS2E1(Target.STAGE_2, Scope.ADDRESS, true),
    RIPAS2LE1(Target.STAGE_2, Scope.ADDRESS, true),
    ALLE2(Target.EL2, Scope.EVERYTHING, false),
    VAE2(Target.EL2, Scope.ADDRESS, false),
    VALE2(Target.EL2, Scope.ADDRESS, false),
    RVAE2(Target.EL2, Scope.ADDRESS, true),
    RVALE2(Target.EL2, Scope.ADDRESS, true),
    /** Stage 1 and 2 of every VMID. */
    ALLE1(Target.EL10_AND_STAGE_2, Scope.EVERY_VMID, false),
    /** Stage 1 and 2 of the current VMID. */
    VMALLS12E1(Target.EL10_AND_STAGE_2, Scope.EVERYTHING, false);

    /** Translation regimes whose entries an operation drops. */
    enum Target {
        /** EL1&0 of the current VMID; EL2&0 if HCR_EL2.{E2H, TGE} is {1, 1}. */
        EL10,
        /** EL2, or EL2&0 if HCR_EL2.E2H is 1. */
        EL2,
        /** Entries of stage 2 alone, of the current VMID. */
        STAGE_2,
        EL10_AND_STAGE_2
    }

    /** What the operand selects. */
    enum Scope {
        EVERYTHING,
        EVERY_VMID,
        ASID,
        ADDRESS,
        ADDRESS_ANY_ASID
    }

    private static final int OP1_EL1 = 0;
    private static final int OP1_EL2 = 4;
    private static final int CRM_OUTER = 1;
    private static final int CRM_RANGE_INNER = 2;
    private static final int CRM_INNER = 3;
    private static final int CRM_STAGE_2 = 4;
    private static final int CRM_RANGE_OUTER = 5;
    private static final int CRM_RANGE = 6;
    private static final int CRM_LOCAL = 7;

    final Target target;
    final Scope scope;
    /** The operand is one of FEAT_TLBIRANGE. */
    final boolean isRange;

    TlbiOperation(Target target, Scope scope, boolean isRange) {
        this.target = target;
        this.scope = scope;
        this.isRange = isRange;
    }

    /** The operation of an encoding {@code sys #op1, c8, CRm, #op2}, or null if none of EL1 or EL2 has it. */
    public static @Nullable TlbiOperation decode(int op1, int crm, int op2) {
        if (op1 == OP1_EL1) {
            return switch (crm) {
                case CRM_OUTER, CRM_INNER, CRM_LOCAL -> el1(op2);
                case CRM_RANGE_INNER, CRM_RANGE_OUTER, CRM_RANGE -> el1Range(op2);
                default -> null;
            };
        }
        if (op1 != OP1_EL2) {
            return null;
        }
        return switch (crm) {
            case 0 -> stage2Inner(op2);
            case CRM_STAGE_2 -> stage2(op2);
            case CRM_OUTER, CRM_INNER, CRM_LOCAL -> el2(op2);
            case CRM_RANGE_INNER, CRM_RANGE_OUTER, CRM_RANGE -> op2 == 1 ? RVAE2 : op2 == 5 ? RVALE2 : null;
            default -> null;
        };
    }

    /** Whether an encoding that {@link #decode} knows is an Inner or Outer Shareable form, which acts on every PE. */
    public static boolean isBroadcast(int op1, int crm, int op2) {
        if (op1 == OP1_EL2 && crm == CRM_STAGE_2) {
            return op2 == 0 || op2 == 3 || op2 == 4 || op2 == 7;
        }
        return crm != CRM_LOCAL && crm != CRM_RANGE;
    }

    private static @Nullable TlbiOperation el1(int op2) {
        return switch (op2) {
            case 0 -> VMALLE1;
            case 1 -> VAE1;
            case 2 -> ASIDE1;
            case 3 -> VAAE1;
            case 5 -> VALE1;
            case 7 -> VAALE1;
            default -> null;
        };
    }

    private static @Nullable TlbiOperation el1Range(int op2) {
        return switch (op2) {
            case 1 -> RVAE1;
            case 3 -> RVAAE1;
            case 5 -> RVALE1;
            case 7 -> RVAALE1;
            default -> null;
        };
    }

    private static @Nullable TlbiOperation el2(int op2) {
        return switch (op2) {
            case 0 -> ALLE2;
            case 1 -> VAE2;
            case 4 -> ALLE1;
            case 5 -> VALE2;
            case 6 -> VMALLS12E1;
            default -> null;
        };
    }

    /** CRm = 0: the Inner Shareable forms of the operations by IPA. */
    private static @Nullable TlbiOperation stage2Inner(int op2) {
        return switch (op2) {
            case 1 -> IPAS2E1;
            case 2 -> RIPAS2E1;
            case 5 -> IPAS2LE1;
            case 6 -> RIPAS2LE1;
            default -> null;
        };
    }

    /** CRm = 4: the Outer Shareable and the local forms of the operations by IPA. */
    private static @Nullable TlbiOperation stage2(int op2) {
        return switch (op2) {
            case 0, 1 -> IPAS2E1;
            case 2, 3 -> RIPAS2E1;
            case 4, 5 -> IPAS2LE1;
            case 6, 7 -> RIPAS2LE1;
            default -> null;
        };
    }
}
