package org.realmscope.platform.mmu;

/** What VTCR_EL2, VTTBR_EL2 and HCR_EL2 say about stage 2 of the EL1&0 regime, decoded (4 KiB granule). */
final class Stage2Controls {
    private static final int PAGE_SHIFT = 12;
    private static final int STRIDE = 9;
    private static final int MAX_T0SZ = 48;
    /** Concatenation allows up to 16 tables at the first level: 4 more bits. */
    private static final int MAX_CONCATENATION = 4;
    /** A level 0 start needs this many bits of physical address. */
    private static final int LEVEL_0_START_SIZE = 44;

    /** HCR_EL2.VM or DC: IPAs are translated. */
    boolean enabled;
    /** T0SZ and the start level are invalid or do not fit together: every use is a translation fault at level 0. */
    boolean invalid;
    /** Bits of the input address. */
    int inputSize;
    /** Level of the first lookup, from -1 to 3. */
    int startLevel;
    /** Address of the first, possibly concatenated, table. */
    long base;
    /** Bits of an output address. */
    int outputSize;
    /** Descriptors have the layout of FEAT_LPA2 (VTCR_EL2.DS). */
    boolean lpa2;
    /** HCR_EL2.FWB: MemAttr has the meaning of FEAT_S2FWB. */
    boolean forcedWriteBack;
    /** HCR_EL2.PTW: a stage 1 table in Device memory is a permission fault. */
    boolean protectedTableWalk;

    void decode(long vtcr, long vttbr, int physicalAddressSize) {
        lpa2 = (vtcr >>> 32 & 1) != 0;
        outputSize = Stage1Range.outputSize(vtcr >>> 16, lpa2, physicalAddressSize);
        int t0sz = (int) vtcr & 0x3f;
        inputSize = 64 - t0sz;
        int sl = (int) (vtcr >>> 6 & 3) | (lpa2 ? (int) (vtcr >>> 33 & 1) << 2 : 0);
        startLevel = switch (sl) {
            case 0b000 -> 2;
            case 0b001 -> 1;
            case 0b010 -> 0;
            case 0b011 -> 3;
            default -> -1;
        };
        int below = PAGE_SHIFT + STRIDE * (3 - startLevel);
        int largest = lpa2 ? physicalAddressSize : Math.min(physicalAddressSize, 48);
        invalid = sl > 0b100
                || sl == 0b100 && physicalAddressSize < 52
                || sl == 0b010 && physicalAddressSize < LEVEL_0_START_SIZE
                || t0sz > MAX_T0SZ
                || inputSize > largest
                || inputSize < below + 1
                || inputSize > below + STRIDE + MAX_CONCATENATION;
        base = invalid ? 0 : Stage1Range.tableBase(vttbr, inputSize - below + 3, lpa2);
    }
}
