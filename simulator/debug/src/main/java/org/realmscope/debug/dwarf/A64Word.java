package org.realmscope.debug.dwarf;

/**
 * An A64 instruction, as far as setting up and taking down a frame uses it (Arm ARM, section C4.1). Loads and stores
 * are those of 64-bit general registers.
 *
 * @param word its encoding
 */
record A64Word(int word) {
    int rt() {
        return word & 31;
    }

    int rd() {
        return word & 31;
    }

    int rn() {
        return word >> 5 & 31;
    }

    int rt2() {
        return word >> 10 & 31;
    }

    int rm() {
        return word >> 16 & 31;
    }

    private boolean is(int mask, int value) {
        return (word & mask) == value;
    }

    /** STP with offset or pre-index. */
    boolean isStorePair() {
        return is(0xffc0_0000, 0xa900_0000) || is(0xffc0_0000, 0xa980_0000);
    }

    /** LDP with offset or post-index. */
    boolean isLoadPair() {
        return is(0xffc0_0000, 0xa940_0000) || is(0xffc0_0000, 0xa8c0_0000);
    }

    /** STR with unsigned offset or pre-index. */
    boolean isStore() {
        return is(0xffc0_0000, 0xf900_0000) || is(0xffe0_0c00, 0xf800_0c00);
    }

    /** LDR with unsigned offset or post-index. */
    boolean isLoad() {
        return is(0xffc0_0000, 0xf940_0000) || is(0xffe0_0c00, 0xf840_0400);
    }

    boolean isPreIndexed() {
        return is(0xffc0_0000, 0xa980_0000) || is(0xffe0_0c00, 0xf800_0c00);
    }

    boolean isPostIndexed() {
        return is(0xffc0_0000, 0xa8c0_0000) || is(0xffe0_0c00, 0xf840_0400);
    }

    /** Bytes that a load or store adds to its base register. */
    long memoryOffset() {
        if (is(0x3e00_0000, 0x2800_0000)) {
            return Bits.signExtend(word >> 15 & 0x7f, 7) * 8;
        }
        return is(0x0100_0000, 0x0100_0000) ? (word >> 10 & 0xfffL) * 8 : Bits.signExtend(word >> 12 & 0x1ff, 9);
    }

    /** ADD or SUB (immediate), 64 bits, including MOV to and from SP. */
    boolean isAddImmediate() {
        return is(0xff80_0000, 0x9100_0000) || is(0xff80_0000, 0xd100_0000);
    }

    /** What ADD or SUB (immediate) adds. */
    long addend() {
        long value = (word >> 10 & 0xfffL) << (is(1 << 22, 1 << 22) ? 12 : 0);
        return is(1 << 30, 1 << 30) ? -value : value;
    }

    /** SUB SP, SP, Xm. */
    boolean isSubtractFromSp() {
        return is(0xffe0_ffff, 0xcb20_63ff);
    }

    /** ADD SP, SP, Xm. */
    boolean isAddToSp() {
        return is(0xffe0_ffff, 0x8b20_63ff);
    }

    /** MOVZ or MOVK, 64 bits. */
    boolean isMoveWide() {
        return is(0xff80_0000, 0xd280_0000) || isMoveKeep();
    }

    /** MOVK. */
    boolean isMoveKeep() {
        return is(0xff80_0000, 0xf280_0000);
    }

    long moveWideValue() {
        return (word >> 5 & 0xffffL) << 16 * (word >> 21 & 3);
    }

    /** Bits that MOVK replaces. */
    long moveWideMask() {
        return 0xffffL << 16 * (word >> 21 & 3);
    }

    /** MOV of a register to X0 to X8 or W0 to W8, which hold results. */
    boolean isMoveToResult() {
        return is(0x7fe0_ffe0, 0x2a00_03e0) && rd() <= 8;
    }

    /** NOP, BTI, PACIASP, AUTIASP and the other hints. */
    boolean isHint() {
        return is(0xffff_f01f, 0xd503_201f);
    }

    /** RET, RETAA, RETAB. */
    boolean isReturn() {
        return word == 0xd65f_03c0 || word == 0xd65f_0bff || word == 0xd65f_0fff;
    }

    /** B. */
    boolean isJump() {
        return is(0xfc00_0000, 0x1400_0000);
    }

    /** B, B.cond, CBZ, CBNZ, TBZ, TBNZ: leads on within the function. */
    boolean isBranch() {
        return isJump() || is(0xff00_0010, 0x5400_0000) || is(0x7c00_0000, 0x3400_0000);
    }

    /** Bytes from the instruction to the target of a branch. */
    long branchOffset() {
        if (isJump()) {
            return Bits.signExtend(word & 0x3ff_ffff, 26) * 4;
        }
        boolean isTestBit = is(0x7e00_0000, 0x3600_0000);
        return isTestBit ? Bits.signExtend(word >> 5 & 0x3fff, 14) * 4 : Bits.signExtend(word >> 5 & 0x7_ffff, 19) * 4;
    }

    /** B, BR, RET, ERET: what follows is reached from elsewhere. */
    boolean isUnconditionalTransfer() {
        return isJump() || is(0xfe00_0000, 0xd600_0000) && !is(0xffff_fc1f, 0xd63f_0000);
    }
}
