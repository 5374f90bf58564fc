package org.realmscope.a64.exec;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * Which bits of a pointer are address, extension and tag in the current stage 1 translation regime (Arm ARM,
 * EffectiveTBI, CalculateBottomPACBit). A regime with two address ranges takes the fields of TCR_ELx for the range that
 * the pointer selects; TCR_EL2 with HCR_EL2.E2H zero has one range and other field positions.
 */
final class PointerLayout {
    private static final int SELECT_BIT = 55;
    private static final int SIZE_MASK = 0x3f;
    private static final int T1SZ_LSB = 16;
    private static final int TBI0 = 37;
    private static final int TBI1 = 38;
    private static final int TBID0 = 51;
    private static final int TBID1 = 52;
    private static final int DS = 59;
    private static final int SINGLE_TBI = 20;
    private static final int SINGLE_TBID = 29;
    private static final int SINGLE_DS = 32;
    private static final int SMALLEST_SIZE = 16;
    private static final int SMALLEST_SIZE_52_BITS = 12;
    private static final int LARGEST_SIZE = 48;

    private PointerLayout() {}

    private static boolean usesEl2(Pe pe) {
        return pe.el == 2 || pe.el == 0 && Hcr.isHost(pe.sys.get(SystemRegister.HCR_EL2));
    }

    static long control(Pe pe) {
        return pe.sys.get(usesEl2(pe) ? SystemRegister.TCR_EL2 : SystemRegister.TCR_EL1);
    }

    static boolean hasTwoRanges(Pe pe) {
        return pe.el != 2 || (pe.sys.get(SystemRegister.HCR_EL2) & Hcr.E2H) != 0;
    }

    /** Whether the top byte of the pointer is a tag that translation ignores. */
    static boolean isTagIgnored(long tcr, boolean twoRanges, long pointer, boolean data) {
        if (!twoRanges) {
            return isTagIgnored(tcr, SINGLE_TBI, SINGLE_TBID, data);
        }
        return (pointer >>> SELECT_BIT & 1) != 0
                ? isTagIgnored(tcr, TBI1, TBID1, data)
                : isTagIgnored(tcr, TBI0, TBID0, data);
    }

    private static boolean isTagIgnored(long tcr, int ignore, int dataOnly, boolean data) {
        return (tcr >>> ignore & 1) != 0 && (data || (tcr >>> dataOnly & 1) == 0);
    }

    /**
     * The bit, 0 or 1, that selects the range of a pointer to be signed. Where tags may be ignored in either range, bit
     * 55 is the only one that says.
     */
    static long selectBit(long tcr, boolean twoRanges, long pointer, boolean data) {
        boolean tags = twoRanges
                ? isTagIgnored(tcr, TBI0, TBID0, data) || isTagIgnored(tcr, TBI1, TBID1, data)
                : isTagIgnored(tcr, SINGLE_TBI, SINGLE_TBID, data);
        return pointer >>> (tags ? SELECT_BIT : Long.SIZE - 1) & 1;
    }

    /** The lowest extension bit of pointers of a range. */
    static int bottomBit(long tcr, boolean twoRanges, long select) {
        int size = (int) (twoRanges && select != 0 ? tcr >>> T1SZ_LSB : tcr) & SIZE_MASK;
        boolean wideAddresses = (tcr >>> (twoRanges ? DS : SINGLE_DS) & 1) != 0;
        int smallest = wideAddresses ? SMALLEST_SIZE_52_BITS : SMALLEST_SIZE;
        return Long.SIZE - Math.clamp(size, smallest, LARGEST_SIZE);
    }
}
