package org.realmscope.rmm.rtt;

/**
 * Which combinations of IPA width, starting level and number of starting-level tables VMSAv8-64 stage 2 has, 4 KiB
 * granule.
 */
public final class RttGeometry {
    /** Smallest IPA width that this RMM supports. */
    public static final int MIN_IPA_WIDTH = 32;
    /** A walk can only start at level 0 if the PA width is at least this (Arm ARM, VTCR_EL2.SL0). */
    private static final int LEVEL_0_PA_WIDTH = 44;
    /** 2^4 tables can be concatenated at the starting level. */
    private static final int CONCATENATION_BITS = 4;

    private RttGeometry() {}

    /**
     * rtt_num_level: whether {@code tables} starting-level tables at {@code level} resolve {@code ipaWidth} bits.
     *
     * @param paWidth of the platform, in bits
     */
    public static boolean isValid(int ipaWidth, long level, long tables, boolean lpa2, int paWidth) {
        if (level < (lpa2 ? -1 : 0) || level > S2Entry.PAGE_LEVEL) {
            return false;
        }
        if (level == 0 && paWidth < LEVEL_0_PA_WIDTH) {
            return false;
        }
        int bits = 12 + 9 * (4 - (int) level);
        int concatenation = level == -1 ? 0 : CONCATENATION_BITS;
        int maxWidth = Math.min(bits + concatenation, lpa2 ? 52 : 48);
        int minWidth = S2Entry.shift((int) level) + 1;
        if (ipaWidth < minWidth || ipaWidth > maxWidth) {
            return false;
        }
        return tables == (ipaWidth <= bits ? 1 : 1L << (ipaWidth - bits));
    }
}
