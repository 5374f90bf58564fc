package org.realmscope.platform.mmu;

import org.realmscope.platform.PhysicalAddressSpace;

/** Stage 1 translation table walks of the EL1&0, EL2 and EL2&0 regimes (AArch64.S1Walk). */
final class Stage1Walk {
    private static final long TABLE = 1 << 1;
    private static final int ATTR_INDEX_SHIFT = 2;
    private static final long NS = 1 << 5;
    /** AP[1]: unprivileged access. */
    private static final long AP_UNPRIVILEGED = 1 << 6;
    /** AP[2]: read-only. */
    private static final long AP_READ_ONLY = 1 << 7;

    private static final long ACCESS_FLAG = 1 << 10;
    private static final long NOT_GLOBAL = 1 << 11;
    private static final long GUARDED_PAGE = 1L << 50;
    private static final long PXN = 1L << 53;
    private static final long UXN = 1L << 54;
    private static final long PXN_TABLE = 1L << 59;
    private static final long UXN_TABLE = 1L << 60;
    /** APTable[0]: no unprivileged access below. */
    private static final long AP_TABLE_PRIVILEGED = 1L << 61;
    /** APTable[1]: no writes below. */
    private static final long AP_TABLE_READ_ONLY = 1L << 62;

    private final WalkMemory walkMemory;
    private final Stage2Walk stage2;
    private final Fault fault;

    private long output;
    private long attributes;
    private int memoryAttributes;
    private int shareability;

    Stage1Walk(WalkMemory walkMemory, Stage2Walk stage2, Fault fault) {
        this.walkMemory = walkMemory;
        this.stage2 = stage2;
        this.fault = fault;
    }

    /**
     * IPA, or PA where there is no stage 2, of the page that was translated last, and the number of its address space.
     */
    long output() {
        return output;
    }

    /** The stage 1 bits of {@link TlbEntry} for the page that was translated last. */
    long attributes() {
        return attributes;
    }

    /** The MAIR_ELx byte of the page that was translated last. */
    int memoryAttributes() {
        return memoryAttributes;
    }

    /** SH[1:0] of the page that was translated last. */
    int shareability() {
        return shareability;
    }

    /**
     * Raises the faults of addresses that no walk is made for, whether or not a TLB holds them: outside the ranges, or
     * in one that E0PDn keeps from unprivileged accesses.
     *
     * @param access bits of {@link Access}
     */
    void checkRange(TranslationControls controls, long va, int access) {
        Stage1Range range = controls.range(va);
        boolean isUnprivileged = !controls.privileged || (access & Access.UNPRIVILEGED) != 0;
        if (!range.isCanonical(va, controls.isUpper(va), (access & Access.FETCH) != 0)
                || range.unprivilegedDisabled && isUnprivileged) {
            throw fault.raise(Fault.TRANSLATION);
        }
    }

    /**
     * Translates the page of {@code va}; throws on a fault other than a permission fault, which is for the caller to
     * find.
     */
    void walk(TranslationControls controls, long va) {
        Stage1Range range = controls.range(va);
        if (range.disabled) {
            throw fault.raise(Fault.TRANSLATION);
        }
        if (range.base >>> range.outputSize != 0) {
            throw fault.raise(Fault.ADDRESS_SIZE);
        }
        long table = range.base;
        int level = range.startLevel;
        long indexMask = (1L << range.inputSize - Stage1Range.shift(level)) - 1;
        long inherited = 0;
        fault.stage1Level = 0;
        while (true) {
            int shift = Stage1Range.shift(level);
            long descriptor = descriptor(controls, table | (va >>> shift & indexMask) << 3, level);
            if (!Stage2Walk.isValid(descriptor, level, range.lpa2)) {
                throw fault.raise(Fault.fsc(Fault.TRANSLATION, level));
            }
            boolean isTable = level < 3 && (descriptor & TABLE) != 0;
            long address = Stage2Walk.address(descriptor, range.lpa2, isTable ? 12 : shift);
            if (address >>> range.outputSize != 0) {
                throw fault.raise(Fault.fsc(Fault.ADDRESS_SIZE, level));
            }
            fault.stage1Level = level;
            if (!isTable) {
                leaf(controls, range, descriptor, inherited, level);
                output = address | va & (1L << shift) - 1 & -4096L | outputSpace(controls, descriptor);
                return;
            }
            inherited |= range.hierarchyDisabled ? 0 : descriptor;
            table = address;
            indexMask = 0x1ff;
            level++;
        }
    }

    private long descriptor(TranslationControls controls, long address, int level) {
        if (!controls.stage2.enabled) {
            return walkMemory.stage1Descriptor(address, controls.defaultSpace(), level);
        }
        long pa = stage2.translateTableEntry(controls, address);
        return walkMemory.stage1Descriptor(pa, (int) stage2.output() & 3, level);
    }

    /** @param inherited union of the table descriptors above, of which the hierarchical permissions count */
    private void leaf(TranslationControls controls, Stage1Range range, long descriptor, long inherited, int level) {
        if ((descriptor & ACCESS_FLAG) == 0) {
            throw fault.raise(Fault.fsc(Fault.ACCESS_FLAG, level));
        }
        long result =
                controls.twoRanges ? twoRangePermissions(descriptor, inherited) : permissions(descriptor, inherited);
        if (controls.defaultSpace() != outputSpace(controls, descriptor)) {
            result &= ~(TlbEntry.PRIVILEGED_EXECUTE | TlbEntry.UNPRIVILEGED_EXECUTE);
        }
        memoryAttributes = (int) (controls.mair >>> 8 * (descriptor >>> ATTR_INDEX_SHIFT & 7)) & 0xff;
        shareability = range.lpa2 ? range.shareability : (int) (descriptor >>> 8) & 3;
        if ((memoryAttributes & 0xf0) == 0) {
            result |= TlbEntry.STAGE_1_DEVICE;
        }
        if ((descriptor & NOT_GLOBAL) != 0 && controls.twoRanges) {
            result |= TlbEntry.NON_GLOBAL;
        }
        if ((descriptor & GUARDED_PAGE) != 0) {
            result |= TlbEntry.GUARDED;
        }
        attributes = result | (long) level << TlbEntry.STAGE_1_LEVEL_SHIFT;
    }

    private static long twoRangePermissions(long descriptor, long inherited) {
        boolean isUnprivileged = (descriptor & AP_UNPRIVILEGED) != 0 && (inherited & AP_TABLE_PRIVILEGED) == 0;
        boolean isWritable = (descriptor & AP_READ_ONLY) == 0 && (inherited & AP_TABLE_READ_ONLY) == 0;
        boolean isUnprivilegedWritable = isUnprivileged && isWritable;
        long result = TlbEntry.PRIVILEGED_READ;
        if (isWritable) {
            result |= TlbEntry.PRIVILEGED_WRITE;
        }
        if (isUnprivileged) {
            result |= TlbEntry.UNPRIVILEGED_READ;
        }
        if (isUnprivilegedWritable) {
            result |= TlbEntry.UNPRIVILEGED_WRITE;
        }
        if ((descriptor & PXN) == 0 && (inherited & PXN_TABLE) == 0 && !isUnprivilegedWritable) {
            result |= TlbEntry.PRIVILEGED_EXECUTE;
        }
        if ((descriptor & UXN) == 0 && (inherited & UXN_TABLE) == 0) {
            result |= TlbEntry.UNPRIVILEGED_EXECUTE;
        }
        return result;
    }

    /** The EL2 regime: AP[1] is RES1, XN is where UXN is. */
    private static long permissions(long descriptor, long inherited) {
        long result = TlbEntry.PRIVILEGED_READ;
        if ((descriptor & AP_READ_ONLY) == 0 && (inherited & AP_TABLE_READ_ONLY) == 0) {
            result |= TlbEntry.PRIVILEGED_WRITE;
        }
        if ((descriptor & UXN) == 0 && (inherited & UXN_TABLE) == 0) {
            result |= TlbEntry.PRIVILEGED_EXECUTE;
        }
        return result;
    }

    /** The NS bit of a Realm EL2 or EL2&0 descriptor chooses the Non-secure physical address space; EL1&0 has none. */
    private static int outputSpace(TranslationControls controls, long descriptor) {
        boolean choosesNonSecure = controls.realm && !controls.el10 && (descriptor & NS) != 0;
        return choosesNonSecure ? PhysicalAddressSpace.NON_SECURE.ordinal() : controls.defaultSpace();
    }
}
