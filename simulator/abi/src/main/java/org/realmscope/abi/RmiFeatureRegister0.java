package org.realmscope.abi;

/** Fields of RMI feature register 0, the value of {@code RMI_FEATURES} for index 0 (DEN0137, RmiFeatureRegister0). */
public final class RmiFeatureRegister0 {
    private RmiFeatureRegister0() {}

    /** S2SZ, bits 7:0: largest IPA width of a Realm, in bits. */
    public static int s2sz(long value) {
        return (int) value & 0xff;
    }

    /** LPA2, bit 8. */
    public static boolean hasLpa2(long value) {
        return (value >>> 8 & 1) != 0;
    }

    /** SVE_EN, bit 9. */
    public static boolean hasSve(long value) {
        return (value >>> 9 & 1) != 0;
    }

    /** SVE_VL, bits 13:10: the largest vector length is {@code (SVE_VL + 1) * 128} bits. */
    public static int sveVl(long value) {
        return (int) (value >>> 10) & 0xf;
    }

    /** NUM_BPS, bits 19:14: breakpoints minus one. */
    public static int numBps(long value) {
        return (int) (value >>> 14) & 0x3f;
    }

    /** NUM_WPS, bits 25:20: watchpoints minus one. */
    public static int numWps(long value) {
        return (int) (value >>> 20) & 0x3f;
    }

    /** PMU_EN, bit 26. */
    public static boolean hasPmu(long value) {
        return (value >>> 26 & 1) != 0;
    }

    /** PMU_NUM_CTRS, bits 31:27. */
    public static int pmuNumCtrs(long value) {
        return (int) (value >>> 27) & 0x1f;
    }

    /** HASH_SHA_256 and HASH_SHA_512, bits 32 and 33, for the encoding of RmiHashAlgorithm. */
    public static boolean hasHash(long value, int algorithm) {
        return algorithm >= 0 && algorithm < 2 && (value >>> (32 + algorithm) & 1) != 0;
    }

    /** GICV3_NUM_LRS, bits 37:34: list registers that the host has for a REC, not minus one as in the register. */
    public static int listRegisters(long value) {
        return ((int) (value >>> 34) & 0xf) + 1;
    }

    /** MAX_RECS_ORDER, bits 41:38: a Realm has at most {@code 2^MAX_RECS_ORDER - 1} RECs. */
    public static int maxRecsOrder(long value) {
        return (int) (value >>> 38) & 0xf;
    }

    /**
     * What the built-in platform offers: 52-bit IPAs (with LPA2; 48 without), 6 breakpoints, 4 watchpoints, both
     * hashes, 4 list registers, 1023 RECs.
     */
    public static long platformDefault() {
        return 52 | 1L << 8 | 5L << 14 | 3L << 20 | 3L << 32 | 3L << 34 | 10L << 38;
    }
}
