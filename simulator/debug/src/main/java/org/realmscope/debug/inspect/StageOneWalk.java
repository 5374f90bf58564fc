package org.realmscope.debug.inspect;

import java.util.function.LongUnaryOperator;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.Sctlr;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * Stage 1 translation from register values and memory alone (AArch64.S1Walk, 4 KiB granule): what the tables say, not
 * what a TLB may still hold. Permissions and the access flag are not looked at.
 */
final class StageOneWalk {
    private static final int PAGE_SHIFT = 12;
    private static final int STRIDE = 9;
    private static final long OA_MASK = 0x0000_ffff_ffff_f000L;
    private static final long NS = 1 << 5;

    /** Values of system registers. */
    interface Registers {
        long get(SystemRegister register);
    }

    /**
     * Where a page is.
     *
     * @param address output address
     * @param nonSecure whether the last descriptor chooses the Non-secure physical address space
     * @param fault why there is none, or an empty text
     */
    record Output(long address, boolean nonSecure, String fault) {}

    private final Registers registers;
    private final Regime regime;
    /** Reads the descriptor at an output address; negative results are problems. */
    private final LongUnaryOperator locate;

    private final LongUnaryOperator read;

    /**
     * @param locate physical address of a table address, or -1
     * @param read 64 bits at a physical address
     */
    StageOneWalk(Registers registers, Regime regime, LongUnaryOperator locate, LongUnaryOperator read) {
        this.registers = registers;
        this.regime = regime;
        this.locate = locate;
        this.read = read;
    }

    Output translate(long va) {
        boolean isEl1 = regime == Regime.EL1R;
        long sctlr = registers.get(isEl1 ? SystemRegister.SCTLR_EL1 : SystemRegister.SCTLR_EL2);
        boolean defaultCacheable = isEl1 && (registers.get(SystemRegister.HCR_EL2) & Hcr.DC) != 0;
        if ((sctlr & Sctlr.M) == 0 || defaultCacheable) {
            return new Output(va, false, "");
        }
        boolean twoRanges = isEl1 || (registers.get(SystemRegister.HCR_EL2) & Hcr.E2H) != 0;
        long tcr = registers.get(isEl1 ? SystemRegister.TCR_EL1 : SystemRegister.TCR_EL2);
        boolean upper = twoRanges && (va >>> 55 & 1) != 0;
        SystemRegister low = isEl1 ? SystemRegister.TTBR0_EL1 : SystemRegister.TTBR0_EL2;
        SystemRegister high = isEl1 ? SystemRegister.TTBR1_EL1 : SystemRegister.TTBR1_EL2;
        long ttbr = registers.get(upper ? high : low);
        int txsz = (int) (upper ? tcr >>> 16 : tcr) & 0x3f;
        boolean lpa2 = bit(tcr, twoRanges ? 59 : 32);
        boolean disabled = twoRanges && bit(tcr, upper ? 23 : 7);
        boolean topByteIgnored = bit(tcr, !twoRanges ? 20 : upper ? 38 : 37);
        int inputSize = 64 - txsz;
        long rest = topByteIgnored ? va << 8 >> 8 + inputSize : va >> inputSize;
        if (disabled || inputSize < 16 || inputSize > 52 || rest != (upper ? -1 : 0)) {
            return new Output(0, false, "is outside the ranges of stage 1");
        }
        return walk(va, ttbr, inputSize, lpa2);
    }

    private Output walk(long va, long ttbr, int inputSize, boolean lpa2) {
        int level = 3 - (inputSize - 1 - PAGE_SHIFT) / STRIDE;
        int shift = shift(level);
        long table = ttbr & 0x0000_ffff_ffff_ffffL & -(1L << Math.max(inputSize - shift + 3, 6));
        long indexMask = (1L << inputSize - shift) - 1;
        while (true) {
            shift = shift(level);
            long at = locate.applyAsLong(table | (va >>> shift & indexMask) << 3);
            if (at < 0) {
                return new Output(0, false, "has a stage 1 table of level " + level + " that is not in memory");
            }
            long descriptor = read.applyAsLong(at);
            boolean isTable = level < 3 && (descriptor & 3) == 3;
            boolean isPage = level == 3 ? (descriptor & 3) == 3 : (descriptor & 3) == 1;
            if (!isTable && !isPage) {
                return new Output(0, false, "has no stage 1 translation at level " + level);
            }
            long address = descriptor & OA_MASK | (lpa2 ? descriptor & 3L << 48 | (descriptor >>> 8 & 3) << 50 : 0);
            if (isPage) {
                long offset = (1L << shift) - 1;
                boolean nonSecure = regime == Regime.EL2R && (descriptor & NS) != 0;
                return new Output(address & ~offset | va & offset, nonSecure, "");
            }
            table = address;
            indexMask = (1 << STRIDE) - 1;
            level++;
        }
    }

    private static int shift(int level) {
        return PAGE_SHIFT + STRIDE * (3 - level);
    }

    private static boolean bit(long value, int bit) {
        return (value >>> bit & 1) != 0;
    }
}
