package org.realmscope.platform.mmu;

import org.realmscope.platform.PhysicalAddressSpace;

/**
 * Stage 2 translation (AArch64.S2Translate, AArch64.S2Walk): a walk of the VTTBR_EL2 tables with a TLB of its own,
 * which serves final addresses and the addresses of stage 1 tables.
 */
final class Stage2Walk {
    private static final long VALID = 1;
    private static final long TABLE = 1 << 1;
    private static final long ACCESS_FLAG = 1 << 10;
    private static final int S2AP_SHIFT = 6;
    private static final int XN_SHIFT = 53;
    private static final int NS_BIT = 55;
    private static final long TABLE_ADDRESS = 0x0000_ffff_ffff_f000L;
    private static final long TABLE_ADDRESS_LPA2 = 0x0003_ffff_ffff_f000L;
    private static final int REALM_SPACE = PhysicalAddressSpace.REALM.ordinal();
    private static final int NON_SECURE_SPACE = PhysicalAddressSpace.NON_SECURE.ordinal();

    private final WalkMemory walkMemory;
    private final Fault fault;
    private final Tlb tlb;

    private boolean probing;
    private long output;
    private long attributes;

    Stage2Walk(WalkMemory walkMemory, Fault fault, Tlb tlb) {
        this.walkMemory = walkMemory;
        this.fault = fault;
        this.tlb = tlb;
    }

    /** PA of the page that was translated last, with the number of its physical address space in bits 1:0. */
    long output() {
        return output;
    }

    /** The stage 2 bits of {@link TlbEntry} for the page that was translated last. */
    long attributes() {
        return attributes;
    }

    /** While set, translations leave the TLB as it is. */
    void setProbing(boolean isProbing) {
        probing = isProbing;
    }

    /** Output address of an LPA2 or other descriptor, with bits below {@code shift} clear. */
    static long address(long descriptor, boolean lpa2, int shift) {
        long address =
                lpa2 ? descriptor & TABLE_ADDRESS_LPA2 | (descriptor >>> 8 & 3) << 50 : descriptor & TABLE_ADDRESS;
        return address & -(1L << shift);
    }

    /**
     * Translates the page of {@code ipa}; throws on a fault other than a permission fault, which is for the caller to
     * find.
     *
     * @param onWalk the IPA is that of a stage 1 table entry
     */
    void translate(TranslationControls controls, long ipa, boolean onWalk) {
        if (controls.stage2.invalid || ipa >>> controls.stage2.inputSize != 0) {
            throw fault.raiseStage2(Fault.TRANSLATION, ipa, onWalk);
        }
        long key = TlbEntry.keyBase(TlbEntry.REGIME_STAGE_2, controls.realm) | ipa >>> 12;
        int entry = tlb.find(key, controls.vmid);
        if (entry >= 0) {
            output = tlb.output(entry);
            attributes = tlb.attributes(entry) & ~(-1L << TlbEntry.VMID_SHIFT);
            return;
        }
        walk(controls, ipa, onWalk);
        if (!probing) {
            tlb.insert(key, output, ipa & -4096L, attributes | (long) controls.vmid << TlbEntry.VMID_SHIFT);
        }
    }

    /**
     * Physical address of a stage 1 table entry, in the page and the space that {@link #output} then names. Realm state
     * must not walk tables in Non-secure memory, and HCR_EL2.PTW forbids Device memory.
     */
    long translateTableEntry(TranslationControls controls, long ipa) {
        translate(controls, ipa, true);
        boolean refused = (attributes & TlbEntry.STAGE_2_READ) == 0
                || (output & 3) != controls.defaultSpace()
                || controls.stage2.protectedTableWalk && (attributes & TlbEntry.STAGE_2_DEVICE) != 0;
        if (refused) {
            int level = (int) (attributes >>> TlbEntry.STAGE_2_LEVEL_SHIFT) & 3;
            throw fault.raiseStage2(Fault.fsc(Fault.PERMISSION, level), ipa, true);
        }
        return output & -4096L | ipa & 0xfff;
    }

    private void walk(TranslationControls controls, long ipa, boolean onWalk) {
        Stage2Controls stage2 = controls.stage2;
        int space = controls.defaultSpace();
        long table = stage2.base;
        if (table >>> stage2.outputSize != 0) {
            throw fault.raiseStage2(Fault.ADDRESS_SIZE, ipa, onWalk);
        }
        int level = stage2.startLevel;
        long indexMask = (1L << stage2.inputSize - Stage1Range.shift(level)) - 1;
        while (true) {
            int shift = Stage1Range.shift(level);
            long entry = table | (ipa >>> shift & indexMask) << 3;
            long descriptor = walkMemory.stage2Descriptor(entry, space, level, ipa, onWalk);
            if (!isValid(descriptor, level, stage2.lpa2)) {
                throw fault.raiseStage2(Fault.fsc(Fault.TRANSLATION, level), ipa, onWalk);
            }
            boolean isTable = level < 3 && (descriptor & TABLE) != 0;
            long address = address(descriptor, stage2.lpa2, isTable ? 12 : shift);
            if (address >>> stage2.outputSize != 0) {
                throw fault.raiseStage2(Fault.fsc(Fault.ADDRESS_SIZE, level), ipa, onWalk);
            }
            if (!isTable) {
                leaf(controls, descriptor, level, ipa, onWalk);
                output = address | ipa & (1L << shift) - 1 & -4096L | outputSpace(controls, descriptor);
                return;
            }
            table = address;
            indexMask = 0x1ff;
            level++;
        }
    }

    /** Whether a descriptor is one of a table, or of a block or page that {@code level} can have. */
    static boolean isValid(long descriptor, int level, boolean lpa2) {
        if ((descriptor & VALID) == 0) {
            return false;
        }
        return (descriptor & TABLE) != 0 || level == 1 || level == 2 || level == 0 && lpa2;
    }

    private void leaf(TranslationControls controls, long descriptor, int level, long ipa, boolean onWalk) {
        if ((descriptor & ACCESS_FLAG) == 0) {
            throw fault.raiseStage2(Fault.fsc(Fault.ACCESS_FLAG, level), ipa, onWalk);
        }
        long result = TlbEntry.STAGE_2 | (long) level << TlbEntry.STAGE_2_LEVEL_SHIFT;
        result |= (descriptor >>> S2AP_SHIFT & 3) << TlbEntry.STAGE_2_SHIFT;
        if (outputSpace(controls, descriptor) == controls.defaultSpace()) {
            result |= executable(descriptor);
        }
        if (isDevice(descriptor, controls.stage2.forcedWriteBack)) {
            result |= TlbEntry.STAGE_2_DEVICE;
        }
        attributes = result;
    }

    /** XN[1:0] of FEAT_XNX. */
    private static long executable(long descriptor) {
        return switch ((int) (descriptor >>> XN_SHIFT) & 3) {
            case 0b00 -> TlbEntry.STAGE_2_EL1_EXECUTE | TlbEntry.STAGE_2_EL0_EXECUTE;
            case 0b01 -> TlbEntry.STAGE_2_EL0_EXECUTE;
            case 0b10 -> 0;
            default -> TlbEntry.STAGE_2_EL1_EXECUTE;
        };
    }

    /** MemAttr[3:0]: Device is 0b00xx, with FEAT_S2FWB in effect 0bx0xx. */
    private static boolean isDevice(long descriptor, boolean forcedWriteBack) {
        return (descriptor >>> 2 & (forcedWriteBack ? 0b0100 : 0b1100)) == 0;
    }

    /** The NS bit of a Realm stage 2 descriptor chooses the Non-secure physical address space. */
    private static int outputSpace(TranslationControls controls, long descriptor) {
        return controls.realm && (descriptor >>> NS_BIT & 1) == 0 ? REALM_SPACE : NON_SECURE_SPACE;
    }
}
