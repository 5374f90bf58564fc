package org.realmscope.platform.mmu;

/** What TCR_ELx and TTBRn_ELx say about one of the VA ranges of a stage 1 regime, decoded (4 KiB granule). */
final class Stage1Range {
    private static final int PAGE_SHIFT = 12;
    private static final int STRIDE = 9;
    private static final int MAX_TXSZ = 48;
    private static final int MIN_TXSZ = 16;
    private static final int MIN_TXSZ_LPA2 = 12;

    /** Walks are disabled (EPDn), or TnSZ is out of range: every use is a translation fault at level 0. */
    boolean disabled;
    /** Bits of the input address. */
    int inputSize;
    /** Top byte ignored for data, respectively instruction addresses. */
    boolean topByteIgnored;

    boolean topByteIgnoredInFetches;
    /** Hierarchical permissions of table descriptors are disabled (HPDn). */
    boolean hierarchyDisabled;
    /** Unprivileged accesses get a translation fault at level 0 (E0PDn). */
    boolean unprivilegedDisabled;
    /** Descriptors have the layout of FEAT_LPA2 (TCR_ELx.DS). */
    boolean lpa2;
    /** TCR_ELx.SHn, which counts where descriptors have the LPA2 layout. */
    int shareability;
    /** Bits of an output address; more in a descriptor or TTBR are an address size fault. */
    int outputSize;
    /** Level of the first lookup, from -1 to 3. */
    int startLevel;
    /** Address of the first table. */
    long base;

    /** Bits of output address that TCR_ELx.IPS and {@code VTCR_EL2.PS} name. */
    static int outputSize(long ps, boolean lpa2, int physicalAddressSize) {
        int size = switch ((int) ps & 7) {
            case 0 -> 32;
            case 1 -> 36;
            case 2 -> 40;
            case 3 -> 42;
            case 4 -> 44;
            case 5 -> 48;
            default -> 52;
        };
        return Math.min(lpa2 ? size : Math.min(size, 48), physicalAddressSize);
    }

    /** Table address of a TTBR for a first table of {@code 2^tableShift} bytes. */
    static long tableBase(long ttbr, int tableShift, boolean lpa2) {
        if (!lpa2) {
            return ttbr & 0x0000_ffff_ffff_ffffL & -(1L << tableShift);
        }
        long low = ttbr & 0x0000_ffff_ffff_ffffL & -(1L << Math.max(tableShift, 6));
        return low | (ttbr >>> 2 & 0xf) << 48;
    }

    /** Shift of the input address bits that a descriptor at {@code level} resolves. */
    static int shift(int level) {
        return PAGE_SHIFT + STRIDE * (3 - level);
    }

    /**
     * Decodes size, start level and table address.
     *
     * @param txsz TCR_ELx.TnSZ
     */
    void setTable(int txsz, long ttbr) {
        disabled |= txsz > MAX_TXSZ || txsz < (lpa2 ? MIN_TXSZ_LPA2 : MIN_TXSZ);
        inputSize = 64 - Math.min(Math.max(txsz, MIN_TXSZ_LPA2), MAX_TXSZ);
        startLevel = 3 - (inputSize - 1 - PAGE_SHIFT) / STRIDE;
        base = tableBase(ttbr, inputSize - shift(startLevel) + 3, lpa2);
    }

    /** Most significant bit of an address that is looked at. */
    int topBit(boolean fetch) {
        return (fetch ? topByteIgnoredInFetches : topByteIgnored) ? 55 : 63;
    }

    /** Whether the bits of {@code va} above the input size are all equal to {@code upper}. */
    boolean isCanonical(long va, boolean upper, boolean fetch) {
        int ignored = 63 - topBit(fetch);
        long rest = va << ignored >> ignored + inputSize;
        return rest == (upper ? -1 : 0);
    }
}
