package org.realmscope.platform.mmu;

import org.realmscope.platform.Platform;
import org.realmscope.platform.pe.AbortSignal;

/**
 * Address translation of one PE with its architectural TLBs: lookup, refill, and the checks that every access makes.
 * Faults are recorded in {@link Fault} and thrown. A translation enters a TLB only if the access that asked for it
 * passed every check.
 */
final class Translator {
    private static final int DATA_ENTRIES = 4096;
    private static final int INSTRUCTION_ENTRIES = 1024;
    private static final int STAGE_2_ENTRIES = 1024;
    private static final int NEEDS_ALIGNMENT = Access.UNALIGNED | Access.BLOCK_ZERO;
    private static final long TAGGED_ADDRESS = (1L << 56) - 1;
    /** Stage 1 off: everything is permitted, and what TLBI sees is a page. */
    private static final long STAGE_1_OFF = 0x3f | 3L << TlbEntry.STAGE_1_LEVEL_SHIFT;

    private final Platform platform;
    private final Fault fault;
    private final Tlb data;
    private final Tlb instructions;
    private final Tlb stage2Tlb;
    private final Stage1Walk stage1;
    private final Stage2Walk stage2;

    private long attributes;

    /** The listeners keep host-side acceleration a subset of the TLBs; see {@link Tlb.ChangeListener}. */
    Translator(Platform platform, Fault fault, Tlb.ChangeListener ofData, Tlb.ChangeListener ofInstructions) {
        this.platform = platform;
        this.fault = fault;
        this.data = new Tlb(DATA_ENTRIES, TlbEntry.STAGE_1_LEVEL_SHIFT, ofData);
        this.instructions = new Tlb(INSTRUCTION_ENTRIES, TlbEntry.STAGE_1_LEVEL_SHIFT, ofInstructions);
        this.stage2Tlb = new Tlb(STAGE_2_ENTRIES, TlbEntry.STAGE_2_LEVEL_SHIFT, key -> {});
        WalkMemory walkMemory = new WalkMemory(platform.memory, platform.granuleProtection, fault);
        this.stage2 = new Stage2Walk(walkMemory, fault, stage2Tlb);
        this.stage1 = new Stage1Walk(walkMemory, stage2, fault);
    }

    Tlb data() {
        return data;
    }

    Tlb instructions() {
        return instructions;
    }

    Tlb stage2Tlb() {
        return stage2Tlb;
    }

    Stage1Walk stage1() {
        return stage1;
    }

    Stage2Walk stage2() {
        return stage2;
    }

    /** {@link TlbEntry} attributes of the page that was translated last. */
    long attributes() {
        return attributes;
    }

    /**
     * Translates the address of an access and checks the access.
     *
     * @param access bits of {@link Access}
     * @return physical address of {@code va}
     */
    long translate(TranslationControls controls, long va, int access) {
        fault.begin(va, access);
        if (controls.flat) {
            return translateFlat(controls, va, access);
        }
        if (controls.stage1) {
            stage1.checkRange(controls, va, access);
        } else {
            untranslated(controls, va, access);
        }
        Tlb tlb = (access & Access.FETCH) != 0 ? instructions : data;
        int entry = tlb.find(controls.tlbKey(va), controls.vmid);
        if (entry < 0) {
            return refill(controls, tlb, va, access);
        }
        long found = tlb.attributes(entry);
        checkStage1(controls, found, access);
        if ((found & TlbEntry.STAGE_2) != 0) {
            checkStage2(controls, found, tlb.ipa(entry) | va & 0xfff, access);
        }
        attributes = found;
        return tlb.output(entry) & -4096L | va & 0xfff;
    }

    /**
     * Physical address of data at {@code va} as the TLB or, without an entry, the tables have it; no TLB changes.
     *
     * @return -1 if the address does not translate
     */
    long probe(TranslationControls controls, long va) {
        fault.begin(va, Access.READ);
        stage2.setProbing(true);
        try {
            if (!controls.stage1) {
                long address = untranslated(controls, va, Access.READ);
                return controls.stage2.enabled ? probeStage2(controls, address) : address;
            }
            stage1.checkRange(controls, va, Access.READ);
            int entry = data.find(controls.tlbKey(va), controls.vmid);
            if (entry >= 0) {
                return data.output(entry) & -4096L | va & 0xfff;
            }
            stage1.walk(controls, va);
            long address = stage1.output() & -4096L | va & 0xfff;
            return controls.stage2.enabled ? probeStage2(controls, address) : address;
        } catch (AbortSignal signal) {
            return -1;
        } finally {
            stage2.setProbing(false);
        }
    }

    private long probeStage2(TranslationControls controls, long ipa) {
        stage2.translate(controls, ipa, false);
        return stage2.output() & -4096L | ipa & 0xfff;
    }

    private long refill(TranslationControls controls, Tlb tlb, long va, int access) {
        long intermediate;
        long result;
        if (controls.stage1) {
            stage1.walk(controls, va);
            intermediate = stage1.output();
            result = stage1.attributes();
        } else {
            fault.stage1Level = 0;
            intermediate = untranslated(controls, va, access) & -4096L | controls.defaultSpace();
            result = stage1Off(controls, access);
        }
        checkStage1(controls, result, access);
        long ipa = 0;
        long output = intermediate;
        if (controls.stage2.enabled) {
            ipa = intermediate & -4096L;
            stage2.translate(controls, ipa | va & 0xfff, false);
            result |= stage2.attributes();
            output = stage2.output();
            checkStage2(controls, result, ipa | va & 0xfff, access);
        } else {
            result |= TlbEntry.STAGE_2_ALL;
        }
        checkGranule(output, (int) output & 3);
        result |= residence(output) | (long) controls.vmid << TlbEntry.VMID_SHIFT;
        long key = controls.tlbKey(va);
        tlb.insert((result & TlbEntry.NON_GLOBAL) != 0 ? key : key & TlbEntry.MATCH_MASK, output, ipa, result);
        attributes = result;
        return output & -4096L | va & 0xfff;
    }

    private long translateFlat(TranslationControls controls, long va, int access) {
        long pa = untranslated(controls, va, access);
        long result = stage1Off(controls, access) | TlbEntry.STAGE_2_ALL;
        checkStage1(controls, result, access);
        checkGranule(pa, controls.defaultSpace());
        attributes = result | residence(pa);
        return pa;
    }

    /** What an address means with stage 1 off (AArch64.S1DisabledOutput). */
    long untranslated(TranslationControls controls, long va, int access) {
        int top = controls.range(va).topBit((access & Access.FETCH) != 0);
        long address = top == 63 ? va : va & TAGGED_ADDRESS;
        if (address >>> controls.physicalAddressSize() != 0) {
            throw fault.raise(Fault.ADDRESS_SIZE);
        }
        return address;
    }

    static long stage1Off(TranslationControls controls, int access) {
        boolean isDevice = controls.deviceByDefault && (access & Access.FETCH) == 0;
        return isDevice ? STAGE_1_OFF | TlbEntry.STAGE_1_DEVICE : STAGE_1_OFF;
    }

    /** Memory type and permissions of stage 1 (AArch64.S1HasAlignmentFault, AArch64.S1HasPermissionsFault). */
    void checkStage1(TranslationControls controls, long entry, int access) {
        if ((access & NEEDS_ALIGNMENT) != 0 && (entry & TlbEntry.STAGE_1_DEVICE) != 0) {
            throw fault.raise(Fault.ALIGNMENT);
        }
        int refused;
        if ((access & Access.FETCH) != 0) {
            refused = isExecutable(controls, entry) ? 0 : Access.READ;
        } else {
            refused = access & (Access.READ | Access.WRITE) & ~permissions(controls, entry, access);
        }
        if (refused != 0) {
            int level = (int) (entry >>> TlbEntry.STAGE_1_LEVEL_SHIFT) & 3;
            throw fault.raisePermission(level, (refused & Access.READ) == 0);
        }
    }

    private static boolean isExecutable(TranslationControls controls, long entry) {
        int allowed = (int) (controls.privileged ? entry : entry >>> TlbEntry.UNPRIVILEGED_SHIFT);
        boolean isWritable = (allowed & TlbEntry.PRIVILEGED_WRITE) != 0;
        return (allowed & TlbEntry.PRIVILEGED_EXECUTE) != 0 && !(controls.writeExecuteNever && isWritable);
    }

    /** What stage 1 lets a data access do: union of {@link Access#READ} and {@link Access#WRITE}. */
    private static int permissions(TranslationControls controls, long entry, int access) {
        if (!controls.privileged || (access & Access.UNPRIVILEGED) != 0) {
            return (int) (entry >>> TlbEntry.UNPRIVILEGED_SHIFT) & 3;
        }
        boolean isPrevented = controls.privilegedAccessNever
                && (entry & TlbEntry.UNPRIVILEGED_READ) != 0
                && (access & (Access.MAINTENANCE | Access.PRIVILEGED_ACCESS_NEVER)) != Access.MAINTENANCE;
        return isPrevented ? 0 : (int) entry & 3;
    }

    /** Memory type and permissions of stage 2 (AArch64.S2HasAlignmentFault, AArch64.S2HasPermissionsFault). */
    void checkStage2(TranslationControls controls, long entry, long ipa, int access) {
        if ((access & NEEDS_ALIGNMENT) != 0 && (entry & TlbEntry.STAGE_2_DEVICE) != 0) {
            throw fault.raiseStage2(Fault.ALIGNMENT, ipa, false);
        }
        int refused;
        if ((access & Access.FETCH) != 0) {
            long needed = controls.privileged ? TlbEntry.STAGE_2_EL1_EXECUTE : TlbEntry.STAGE_2_EL0_EXECUTE;
            refused = (entry & needed) != 0 ? 0 : Access.READ;
        } else {
            refused = access & (Access.READ | Access.WRITE) & ~(int) (entry >>> TlbEntry.STAGE_2_SHIFT);
        }
        if (refused != 0) {
            int level = (int) (entry >>> TlbEntry.STAGE_2_LEVEL_SHIFT) & 3;
            throw fault.raiseStage2(Fault.fsc(Fault.PERMISSION, level), ipa, false, (refused & Access.READ) == 0);
        }
    }

    /** Whether the page that was translated last lets an ordinary access of this PE read or write. */
    boolean permits(TranslationControls controls, int access) {
        int allowed = permissions(controls, attributes, access) & (int) (attributes >>> TlbEntry.STAGE_2_SHIFT);
        return (allowed & access) == access;
    }

    private void checkGranule(long pa, int space) {
        if (!platform.granuleProtection.allows(pa & -4096L, space)) {
            throw fault.raise(Fault.GRANULE_PROTECTION);
        }
    }

    private long residence(long pa) {
        if (platform.memory.isBacked(pa)) {
            return TlbEntry.MEMORY;
        }
        return platform.bus.isDevice(pa) ? TlbEntry.BUS_DEVICE : 0;
    }
}
