package org.realmscope.a64.differential;

/**
 * Facts about encodings that the generator needs, from the encoding index of the Arm ARM, not from the table under
 * test.
 */
final class Encodings {
    static final int LDXR = 0x085f7c00;
    static final int STXR = 0x08007c00;
    static final int LDXP = 0x887f0000;
    static final int STXP = 0x88200000;
    static final int CLREX = 0xd5033f5f;
    static final int MRS_NZCV = 0xd53b4200;
    static final int MSR_NZCV = 0xd51b4200;
    static final int ADR = 0x10000000;
    static final int HINT = 0xd503201f;

    private Encodings() {}

    /** Data processing, immediate or register; MTE's instructions have no rows. */
    static boolean isDataProcessing(int word) {
        int op0 = word >>> 25 & 15;
        return (op0 & 14) == 8 || (op0 & 7) == 5;
    }

    static boolean isLoadStore(int word) {
        return (word & 0x0a000000) == 0x08000000;
    }

    /** Advanced SIMD and floating point, other than loads and stores. */
    static boolean isVector(int word) {
        return (word & 0x0e000000) == 0x0e000000;
    }

    /** LD1 to LD4, ST1 to ST4 and LD1R to LD4R, post-indexed or not. */
    static boolean isVectorStructure(int word) {
        return (word & 0xbe000000) == 0x0c000000;
    }

    private static boolean isVectorRegister(int word) {
        return (word & 1 << 26) != 0;
    }

    /** LDXR, STXR and their acquire, release and pair forms. */
    static boolean isExclusive(int word) {
        boolean compareAndSwapPair = (word & 1 << 21) != 0 && word >= 0;
        return (word & 0x3f800000) == 0x08000000 && !compareAndSwapPair;
    }

    /** Accesses that need their natural alignment even to normal memory: ordered and atomic ones. */
    static boolean needsAlignment(int word) {
        return (word & 0x3f000000) == 0x08000000 || isAtomic(word) || isOrderedUnscaled(word);
    }

    private static boolean isAtomic(int word) {
        return (word & 0x3f200c00) == 0x38200000;
    }

    /** LDAPUR and STLUR. */
    static boolean isOrderedUnscaled(int word) {
        return (word & 0x3f200c00) == 0x19000000;
    }

    static boolean isLoadLiteral(int word) {
        return (word & 0x3b000000) == 0x18000000;
    }

    static boolean isUnsignedOffset(int word) {
        return (word & 0x3b000000) == 0x39000000;
    }

    /** log2 of what the unsigned offset is multiplied with: the access size. */
    static int offsetScale(int word) {
        boolean quadword = isVectorRegister(word) && (word & 1 << 23) != 0;
        return quadword ? 4 : word >>> 30;
    }

    static boolean isRegisterOffset(int word) {
        return (word & 0x3b200c00) == 0x38200800;
    }

    static boolean isPair(int word) {
        return (word & 0x3a000000) == 0x28000000;
    }

    /** Pre- or post-indexed: the base register is written. */
    static boolean isWriteback(int word) {
        boolean single = (word & 0x3b200400) == 0x38000400;
        return single || (isPair(word) && (word & 1 << 23) != 0);
    }

    static boolean isBranchImmediate(int word) {
        return (word & 0x7c000000) == 0x14000000;
    }

    static boolean isConditionalBranch(int word) {
        return (word & 0xff000010) == 0x54000000;
    }

    static boolean isCompareAndBranch(int word) {
        return (word & 0x7e000000) == 0x34000000;
    }

    static boolean isTestAndBranch(int word) {
        return (word & 0x7e000000) == 0x36000000;
    }

    /** BR, BLR and RET. */
    static boolean isBranchRegister(int word) {
        return (word & 0xff9ffc1f) == 0xd61f0000 && (word & 0x00600000) != 0x00600000;
    }

    /** Registers as the fields at their usual places. */
    static int rd(int word) {
        return word & 31;
    }

    static int rn(int word) {
        return word >>> 5 & 31;
    }

    static int rt2(int word) {
        return word >>> 10 & 31;
    }

    static int rm(int word) {
        return word >>> 16 & 31;
    }
}
