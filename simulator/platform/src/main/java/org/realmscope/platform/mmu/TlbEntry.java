package org.realmscope.platform.mmu;

/**
 * Layout of the four words of a TLB entry, each for one 4 KiB page of whatever block or page the tables map.
 *
 * <p>Key: VA[51:12] (or IPA[51:12]) in bits 39:0, VA[55] in bit 40, the number of the translation regime in bits 43:41,
 * Realm Security state in bit 44, the ASID in bits 63:48 (zero if the entry is global). Output: PA[51:12] in place,
 * number of the physical address space in bits 1:0. IPA: IPA[51:12] in place, zero if there is no stage 2. Attributes:
 * the constants of this class.
 */
final class TlbEntry {
    /** Bits of a key that hold the page. */
    static final long PAGE_MASK = (1L << 41) - 1;
    /** Bits of a key that every lookup compares; the others are the ASID. */
    static final long MATCH_MASK = (1L << 48) - 1;

    static final int REGIME_SHIFT = 41;
    static final int REALM_SHIFT = 44;
    static final int ASID_SHIFT = 48;

    /** EL1&0 with stage 1 translation. */
    static final int REGIME_EL10 = 1;
    /** EL1&0 with stage 1 off: the entry is a stage 2 translation of VA = IPA. */
    static final int REGIME_EL10_FLAT = 2;
    /** EL2, one VA range, no ASID. */
    static final int REGIME_EL2 = 3;
    /** EL2&0 (HCR_EL2.E2H). */
    static final int REGIME_EL20 = 4;
    /** Stage 2 on its own: IPA to PA. */
    static final int REGIME_STAGE_2 = 5;

    /** Stage 1 lets privileged accesses read, write, execute: bits 2:0. PAN and WXN are applied at each use. */
    static final long PRIVILEGED_READ = 1;

    static final long PRIVILEGED_WRITE = 1 << 1;
    static final long PRIVILEGED_EXECUTE = 1 << 2;
    /** The same for unprivileged accesses: bits 5:3. */
    static final int UNPRIVILEGED_SHIFT = 3;

    static final long UNPRIVILEGED_READ = 1 << 3;
    static final long UNPRIVILEGED_WRITE = 1 << 4;
    static final long UNPRIVILEGED_EXECUTE = 1 << 5;
    /** What stage 2 allows; all set where there is no stage 2. */
    static final int STAGE_2_SHIFT = 6;

    static final long STAGE_2_READ = 1 << STAGE_2_SHIFT;
    static final long STAGE_2_WRITE = 1 << 7;
    static final long STAGE_2_EL1_EXECUTE = 1 << 8;
    static final long STAGE_2_EL0_EXECUTE = 1 << 9;
    static final long STAGE_2_ALL = STAGE_2_READ | STAGE_2_WRITE | STAGE_2_EL1_EXECUTE | STAGE_2_EL0_EXECUTE;
    /** The stage 1 memory type is Device. */
    static final long STAGE_1_DEVICE = 1 << 10;
    /** The stage 2 memory type is Device. */
    static final long STAGE_2_DEVICE = 1 << 11;

    static final long NON_GLOBAL = 1 << 12;
    /** Guarded page of FEAT_BTI. */
    static final long GUARDED = 1 << 13;
    /** Level of the stage 1 descriptor, bits 15:14; 3 if stage 1 is off. */
    static final int STAGE_1_LEVEL_SHIFT = 14;
    /** Level of the stage 2 descriptor, bits 17:16. */
    static final int STAGE_2_LEVEL_SHIFT = 16;
    /** The entry includes a stage 2 translation. */
    static final long STAGE_2 = 1 << 18;
    /** The page is memory. */
    static final long MEMORY = 1 << 19;
    /** The page is a device's. Neither this nor {@link #MEMORY}: accesses get an external abort. */
    static final long BUS_DEVICE = 1 << 20;

    static final int VMID_SHIFT = 48;

    private TlbEntry() {}

    /** Page part of a key for {@code va}. */
    static long page(long va) {
        return va >>> 12 & (1L << 40) - 1 | (va >>> 55 & 1) << 40;
    }

    /** Key without ASID for regime {@code regime} in Realm or another Security state. */
    static long keyBase(int regime, boolean realm) {
        return (long) regime << REGIME_SHIFT | (realm ? 1L << REALM_SHIFT : 0);
    }
}
