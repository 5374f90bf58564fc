package org.realmscope.platform.mmu;

import org.jspecify.annotations.Nullable;

/** Address translation instructions (op0 = 1, CRn = 7, CRm = 8 or 9). */
public enum AtOperation {
    S1E1R(1, Access.READ, false),
    S1E1W(1, Access.WRITE, false),
    S1E0R(1, Access.READ | Access.UNPRIVILEGED, false),
    S1E0W(1, Access.WRITE | Access.UNPRIVILEGED, false),
    S1E1RP(1, Access.READ | Access.PRIVILEGED_ACCESS_NEVER, false),
    S1E1WP(1, Access.WRITE | Access.PRIVILEGED_ACCESS_NEVER, false),
    S1E2R(2, Access.READ, false),
    S1E2W(2, Access.WRITE, false),
    S12E1R(1, Access.READ, true),
    S12E1W(1, Access.WRITE, true),
    S12E0R(1, Access.READ | Access.UNPRIVILEGED, true),
    S12E0W(1, Access.WRITE | Access.UNPRIVILEGED, true);

    private static final AtOperation[] EL1 = {S1E1R, S1E1W, S1E0R, S1E0W};
    private static final int OP1_EL2 = 4;

    /** Exception level whose regime translates. */
    final int el;
    /** Bits of {@link Access}. */
    final int access;
    /** Stage 2 translates, too. */
    final boolean bothStages;

    AtOperation(int el, int access, boolean bothStages) {
        this.el = el;
        this.access = access;
        this.bothStages = bothStages;
    }

    /** The operation of an encoding {@code sys #op1, c7, CRm, #op2}, or null if none of EL1 or EL2 has it. */
    public static @Nullable AtOperation decode(int op1, int crm, int op2) {
        if (op1 == 0 && crm == 8) {
            return op2 < EL1.length ? EL1[op2] : null;
        }
        if (op1 == 0 && crm == 9) {
            return op2 == 0 ? S1E1RP : op2 == 1 ? S1E1WP : null;
        }
        if (op1 != OP1_EL2 || crm != 8) {
            return null;
        }
        return switch (op2) {
            case 0 -> S1E2R;
            case 1 -> S1E2W;
            case 4 -> S12E1R;
            case 5 -> S12E1W;
            case 6 -> S12E0R;
            case 7 -> S12E0W;
            default -> null;
        };
    }
}
