package org.realmscope.platform.mmu;

import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.Sctlr;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.platform.sysreg.SystemRegisters;

/**
 * How one Exception level of a PE translates addresses: the system registers of its translation regime, decoded. Equal
 * {@link #key} means equal decoding.
 */
final class TranslationControls {
    private static final int KEY_LENGTH = 9;
    private static final long SCTLR_RELEVANT = Sctlr.M | Sctlr.A | Sctlr.NAA | Sctlr.WXN;
    private static final long HCR_RELEVANT_EL10 = Hcr.VM | Hcr.PTW | Hcr.DC | Hcr.TGE | Hcr.E2H | Hcr.FWB;
    private static final long PAN = 1 << 2;
    private static final long UAO = 1 << 3;
    private static final long REALM = 1 << 4;
    private static final long EL2_REGIME = 1 << 5;

    private final int physicalAddressSize;

    /** What the decoding depends on: sctlr, tcr, ttbr0, ttbr1, mair, hcr, vtcr, vttbr, EL and PSTATE. */
    final long[] key = new long[KEY_LENGTH];

    boolean realm;
    /** The regime is EL1&0. */
    boolean el10;

    boolean privileged;
    /** VA[55] selects one of two ranges, and unprivileged accesses exist. */
    boolean twoRanges;
    /** Stage 1 translates. */
    boolean stage1;
    /** Nothing translates: VA = PA, and no TLB is used. */
    boolean flat;
    /** Stage 1 is off and makes all data memory Device-nGnRnE. */
    boolean deviceByDefault;
    /** SCTLR_ELx.A: unaligned data accesses fault. */
    boolean alignmentChecked;
    /** SCTLR_ELx.nAA. */
    boolean unalignedOrderedAllowed;

    boolean writeExecuteNever;
    boolean privilegedAccessNever;
    /** LDTR and STTR are checked as EL0 accesses. */
    boolean unprivilegedLoads;

    long mair;
    int asid;
    int vmid;
    /** {@link TlbEntry#keyBase} of the regime. */
    long keyBase;

    final Stage1Range lower = new Stage1Range();
    final Stage1Range upper = new Stage1Range();
    final Stage2Controls stage2 = new Stage2Controls();

    /** @param physicalAddressSize bits, ID_AA64MMFR0_EL1.PARange */
    TranslationControls(int physicalAddressSize) {
        this.physicalAddressSize = physicalAddressSize;
    }

    /** Bits of a physical address that the PE implements. */
    int physicalAddressSize() {
        return physicalAddressSize;
    }

    /** PARange in bits, as ID_AA64MMFR0_EL1 encodes it. */
    static int physicalAddressSize(SystemRegisters sys) {
        return Stage1Range.outputSize(sys.get(SystemRegister.ID_AA64MMFR0_EL1), true, 52);
    }

    /** VMID of the EL1&0 regime: VTTBR_EL2[63:48], of which VTCR_EL2.VS may select the low 8 bits. */
    static int vmid(SystemRegisters sys) {
        int vmid = (int) (sys.get(SystemRegister.VTTBR_EL2) >>> 48);
        return (sys.get(SystemRegister.VTCR_EL2) >>> 19 & 1) != 0 ? vmid : vmid & 0xff;
    }

    /**
     * Writes what the decoding for Exception level {@code el} depends on.
     *
     * @param el Exception level whose translation is asked for
     * @param pan PSTATE.PAN
     * @param uao PSTATE.UAO
     * @param target as {@link #key}
     */
    static void readKey(Pe pe, int el, boolean pan, boolean uao, long[] target) {
        SystemRegisters sys = pe.sys;
        long hcr = sys.get(SystemRegister.HCR_EL2);
        boolean el2Regime = el == 2 || el == 0 && Hcr.isHost(hcr);
        if (el2Regime) {
            target[0] = sys.get(SystemRegister.SCTLR_EL2) & SCTLR_RELEVANT;
            target[1] = sys.get(SystemRegister.TCR_EL2);
            target[2] = sys.get(SystemRegister.TTBR0_EL2);
            target[3] = sys.get(SystemRegister.TTBR1_EL2);
            target[4] = sys.get(SystemRegister.MAIR_EL2);
            target[5] = hcr & (Hcr.E2H | Hcr.TGE);
            target[6] = 0;
            target[7] = 0;
        } else {
            target[0] = sys.get(SystemRegister.SCTLR_EL1) & SCTLR_RELEVANT;
            target[1] = sys.get(SystemRegister.TCR_EL1);
            target[2] = sys.get(SystemRegister.TTBR0_EL1);
            target[3] = sys.get(SystemRegister.TTBR1_EL1);
            target[4] = sys.get(SystemRegister.MAIR_EL1);
            target[5] = hcr & HCR_RELEVANT_EL10;
            target[6] = sys.get(SystemRegister.VTCR_EL2);
            target[7] = sys.get(SystemRegister.VTTBR_EL2);
        }
        target[8] = el
                | (pan ? PAN : 0)
                | (uao ? UAO : 0)
                | (pe.securityState == SecurityState.REALM ? REALM : 0)
                | (el2Regime ? EL2_REGIME : 0);
    }

    /** Decodes {@code from}, which {@link #readKey} wrote. */
    void decode(long[] from) {
        System.arraycopy(from, 0, key, 0, KEY_LENGTH);
        int el = (int) key[8] & 3;
        boolean el2Regime = (key[8] & EL2_REGIME) != 0;
        long hcr = key[5];
        boolean hostLayout = (hcr & Hcr.E2H) != 0;
        realm = (key[8] & REALM) != 0;
        el10 = !el2Regime;
        privileged = el != 0;
        twoRanges = !el2Regime || hostLayout;
        boolean defaultCacheable = !el2Regime && (hcr & Hcr.DC) != 0;
        stage1 = (key[0] & Sctlr.M) != 0 && !defaultCacheable && (el2Regime || (hcr & Hcr.TGE) == 0);
        deviceByDefault = !stage1 && !defaultCacheable;
        alignmentChecked = (key[0] & Sctlr.A) != 0;
        unalignedOrderedAllowed = (key[0] & Sctlr.NAA) != 0;
        writeExecuteNever = stage1 && (key[0] & Sctlr.WXN) != 0;
        privilegedAccessNever = stage1 && privileged && twoRanges && (key[8] & PAN) != 0;
        unprivilegedLoads = (el == 1 || el == 2 && Hcr.isHost(hcr)) && (key[8] & UAO) == 0;
        mair = key[4];
        stage2.enabled = !el2Regime && (hcr & (Hcr.VM | Hcr.DC)) != 0;
        stage2.forcedWriteBack = (hcr & Hcr.FWB) != 0;
        stage2.protectedTableWalk = (hcr & Hcr.PTW) != 0;
        stage2.decode(key[6], key[7], physicalAddressSize);
        vmid = el2Regime ? 0 : (int) (key[7] >>> 48) & ((key[6] >>> 19 & 1) != 0 ? 0xffff : 0xff);
        flat = !stage1 && !stage2.enabled;
        if (twoRanges) {
            decodeTwoRanges(key[1], key[2], key[3]);
        } else {
            decodeSingleRange(key[1], key[2]);
        }
        keyBase = TlbEntry.keyBase(regime(el2Regime), realm);
    }

    private int regime(boolean el2Regime) {
        if (el2Regime) {
            return twoRanges ? TlbEntry.REGIME_EL20 : TlbEntry.REGIME_EL2;
        }
        return stage1 ? TlbEntry.REGIME_EL10 : TlbEntry.REGIME_EL10_FLAT;
    }

    /** TCR_EL1, or TCR_EL2 when HCR_EL2.E2H is 1. */
    private void decodeTwoRanges(long tcr, long ttbr0, long ttbr1) {
        boolean lpa2 = bit(tcr, 59);
        int outputSize = Stage1Range.outputSize(tcr >>> 32, lpa2, physicalAddressSize);
        lower.lpa2 = lpa2;
        lower.outputSize = outputSize;
        lower.disabled = bit(tcr, 7);
        lower.shareability = (int) (tcr >>> 12) & 3;
        lower.topByteIgnored = bit(tcr, 37);
        lower.topByteIgnoredInFetches = bit(tcr, 37) && !bit(tcr, 51);
        lower.hierarchyDisabled = bit(tcr, 41);
        lower.unprivilegedDisabled = bit(tcr, 55);
        lower.setTable((int) tcr & 0x3f, ttbr0);
        upper.lpa2 = lpa2;
        upper.outputSize = outputSize;
        upper.disabled = bit(tcr, 23);
        upper.shareability = (int) (tcr >>> 28) & 3;
        upper.topByteIgnored = bit(tcr, 38);
        upper.topByteIgnoredInFetches = bit(tcr, 38) && !bit(tcr, 52);
        upper.hierarchyDisabled = bit(tcr, 42);
        upper.unprivilegedDisabled = bit(tcr, 56);
        upper.setTable((int) (tcr >>> 16) & 0x3f, ttbr1);
        int wide = (int) ((bit(tcr, 22) ? ttbr1 : ttbr0) >>> 48);
        asid = !stage1 ? 0 : bit(tcr, 36) ? wide : wide & 0xff;
    }

    /** TCR_EL2 when HCR_EL2.E2H is 0. */
    private void decodeSingleRange(long tcr, long ttbr0) {
        lower.lpa2 = bit(tcr, 32);
        lower.outputSize = Stage1Range.outputSize(tcr >>> 16, lower.lpa2, physicalAddressSize);
        lower.disabled = false;
        lower.shareability = (int) (tcr >>> 12) & 3;
        lower.topByteIgnored = bit(tcr, 20);
        lower.topByteIgnoredInFetches = bit(tcr, 20) && !bit(tcr, 29);
        lower.hierarchyDisabled = bit(tcr, 24);
        lower.unprivilegedDisabled = false;
        lower.setTable((int) tcr & 0x3f, ttbr0);
        asid = 0;
    }

    private static boolean bit(long value, int bit) {
        return (value >>> bit & 1) != 0;
    }

    /** Whether {@code va} is in the range of TTBR1_ELx. */
    boolean isUpper(long va) {
        return twoRanges && (va >>> 55 & 1) != 0;
    }

    Stage1Range range(long va) {
        return isUpper(va) ? upper : lower;
    }

    /**
     * Physical address space that accesses go to when no descriptor chooses another: {@code
     * PhysicalAddressSpace.ordinal()}.
     */
    int defaultSpace() {
        return (realm ? SecurityState.REALM : SecurityState.NON_SECURE)
                .physicalAddressSpace()
                .ordinal();
    }

    /** TLB key of {@code va}, with the current ASID. */
    long tlbKey(long va) {
        return keyBase | (long) asid << TlbEntry.ASID_SHIFT | TlbEntry.page(va);
    }
}
