package org.realmscope.platform.mmu;

import org.realmscope.platform.pe.AbortSignal;

/**
 * Why the last instruction of a PE that threw {@link AbortSignal#EXCEPTION} out of its {@link Mmu} could not complete:
 * what the architecture's pseudocode calls a FaultRecord, in terms of the syndrome registers. One object per PE, filled
 * by the slow paths and valid until the next fault of the PE; not state, because the exception is taken before anything
 * else happens.
 *
 * <p>{@code SystemControl} forms the exception from it:
 * <ul>
 * <li>{@link Kind#PC_ALIGNMENT}: EC 0x22, FAR = {@link #va}.
 * <li>{@link Kind#DATA_ABORT} (EC 0x24 from a lower EL, 0x25 from the same) and {@link Kind#INSTRUCTION_ABORT} (EC
 * 0x20, 0x21): ISS[5:0] = {@link #fsc}; for a data abort ISS[6] WnR = {@link #write}, ISS[8] CM = {@link
 * #cacheMaintenance}; ISS[7] S1PTW = {@link #s1ptw}; ISS[24:14] (ISV and what it makes valid) only if {@link
 * #reportsInstruction()}. ISS.EA, ISS.SET and ISS.FnV are zero. FAR = {@link #va}.
 * <li>Target EL: EL2 if {@link #stage2} (also on a walk), else as for any abort of the EL it came from, with
 * HCR_EL2.TGE, HCR_EL2.TEA for {@link #isExternal()} and HCR_EL2.GPF for {@link #isGranuleProtection()}.
 * <li>HPFAR_EL2 = FIPA for every abort that is taken to EL2 with {@link #stage2} set: HPFAR_EL2[47:4] = {@link
 * #ipa}[55:12], that is {@link #hpfar()}. HPFAR_EL2.NS is zero outside Secure state. (The architecture leaves HPFAR_EL2
 * UNKNOWN for a stage 2 permission fault that is not on a walk and for stage 2 alignment faults; it holds the IPA here,
 * too.)
 * </ul>
 */
public final class Fault {
    /** FSC of an address size fault at level 0; add the level. Level -1: {@link #ADDRESS_SIZE_LEVEL_MINUS_1}. */
    public static final int ADDRESS_SIZE = 0b000000;
    /** FSC of a translation fault at level 0; add the level. Level -1: {@link #TRANSLATION_LEVEL_MINUS_1}. */
    public static final int TRANSLATION = 0b000100;
    /** FSC of an access flag fault at level 0; add the level. */
    public static final int ACCESS_FLAG = 0b001000;
    /** FSC of a permission fault at level 0; add the level. */
    public static final int PERMISSION = 0b001100;
    /** FSC of a synchronous external abort that is not on a translation table walk. */
    public static final int EXTERNAL = 0b010000;
    /** FSC of a synchronous external abort on a walk at level 0; add the level, -1 included. */
    public static final int EXTERNAL_ON_WALK = 0b010100;
    /** FSC of an alignment fault. */
    public static final int ALIGNMENT = 0b100001;
    /** FSC of a granule protection fault on a walk at level 0; add the level, -1 included. */
    public static final int GRANULE_PROTECTION_ON_WALK = 0b100100;
    /** FSC of a granule protection fault that is not on a translation table walk. */
    public static final int GRANULE_PROTECTION = 0b101000;

    public static final int ADDRESS_SIZE_LEVEL_MINUS_1 = 0b101001;
    public static final int TRANSLATION_LEVEL_MINUS_1 = 0b101011;
    /** FSC of an exclusive or atomic access to memory that does not support it. */
    public static final int UNSUPPORTED_ATOMIC = 0b110101;

    /** Exception to be taken. */
    public enum Kind {
        DATA_ABORT,
        INSTRUCTION_ABORT,
        /** An instruction fetch from an address that is not 4-byte aligned. */
        PC_ALIGNMENT
    }

    /** Exception to be taken. */
    public Kind kind = Kind.DATA_ABORT;
    /** Faulting virtual address as the instruction formed it, top byte included: the value for FAR_ELx. */
    public long va;
    /**
     * Faulting intermediate physical address, valid if {@link #stage2}: of the table entry if {@link #s1ptw}, else of
     * the access.
     */
    public long ipa;
    /** Fault status code with its level: ISS[5:0], one of the constants of this class, plus level. */
    public int fsc;
    /** The fault belongs to stage 2, or to an access of a stage 2 walk. */
    public boolean stage2;
    /** Stage 2 fault on an access to a stage 1 translation table: ISS.S1PTW. */
    public boolean s1ptw;
    /** Level of the stage 1 lookup that formed {@link #ipa}; 0 if it is TTBR's or if stage 1 is off. */
    public int stage1Level;
    /**
     * ISS.WnR: the access was a write (cache maintenance counts as one); an atomic read-modify-write counts as a read
     * if reading alone would have faulted.
     */
    public boolean write;
    /** ISS.CM: DC or IC by VA except DC ZVA, or AT. */
    public boolean cacheMaintenance;
    /** The access was DC ZVA, which is a write without a register to report. */
    public boolean blockZero;

    private long accessVa;
    private int access;

    /** Notes the access that is about to be translated; a fault that is raised later is one of this access. */
    void begin(long address, int accessBits) {
        accessVa = address;
        access = accessBits;
    }

    /** Records an abort of the access in progress, at stage 1 or at no stage; the caller throws the signal. */
    AbortSignal raise(int status) {
        record(status, isWriteFault(access));
        return AbortSignal.EXCEPTION;
    }

    /** Records a stage 1 permission fault of the access in progress. */
    AbortSignal raisePermission(int level, boolean isWrite) {
        record(fsc(PERMISSION, level), isWrite);
        return AbortSignal.EXCEPTION;
    }

    /**
     * Records a stage 2 abort of the access in progress.
     *
     * @param address IPA of the access, or of the table entry if {@code onWalk}
     * @param onWalk the IPA is that of a stage 1 table entry
     */
    AbortSignal raiseStage2(int status, long address, boolean onWalk) {
        raiseStage2(status, address, onWalk, isWriteFault(access));
        return AbortSignal.EXCEPTION;
    }

    /** As {@link #raiseStage2(int, long, boolean)}, where it is known whether reading or writing was refused. */
    AbortSignal raiseStage2(int status, long address, boolean onWalk, boolean isWrite) {
        record(status, isWrite);
        stage2 = true;
        s1ptw = onWalk;
        ipa = address;
        return AbortSignal.EXCEPTION;
    }

    /** Records a PC alignment fault exception. */
    AbortSignal raisePcAlignment(long address) {
        begin(address, Access.FETCH);
        record(0, false);
        kind = Kind.PC_ALIGNMENT;
        return AbortSignal.EXCEPTION;
    }

    private void record(int status, boolean isWrite) {
        kind = (access & Access.FETCH) != 0 ? Kind.INSTRUCTION_ABORT : Kind.DATA_ABORT;
        va = accessVa;
        ipa = 0;
        fsc = status;
        stage2 = false;
        s1ptw = false;
        cacheMaintenance = (access & Access.MAINTENANCE) != 0;
        blockZero = (access & Access.BLOCK_ZERO) != 0;
        write = isWrite || cacheMaintenance;
    }

    private static boolean isWriteFault(int access) {
        return (access & (Access.READ | Access.WRITE)) == Access.WRITE;
    }

    /** FSC of {@code type} (a constant for level 0) at {@code level}, from -1 to 3. */
    public static int fsc(int type, int level) {
        if (level >= 0) {
            return type + level;
        }
        return switch (type) {
            case ADDRESS_SIZE -> ADDRESS_SIZE_LEVEL_MINUS_1;
            case TRANSLATION -> TRANSLATION_LEVEL_MINUS_1;
            default -> type + level;
        };
    }

    /** Whether ISS[24:14] describe the instruction: stage 2 data aborts outside walks, by loads and stores. */
    public boolean reportsInstruction() {
        return kind == Kind.DATA_ABORT && stage2 && !s1ptw && !cacheMaintenance && !blockZero;
    }

    /** Synchronous external abort, on a walk or not. */
    public boolean isExternal() {
        return fsc == EXTERNAL || fsc >= EXTERNAL_ON_WALK - 1 && fsc <= EXTERNAL_ON_WALK + 3;
    }

    /** Granule protection fault, on a walk or not. */
    public boolean isGranuleProtection() {
        return fsc == GRANULE_PROTECTION
                || fsc >= GRANULE_PROTECTION_ON_WALK - 1 && fsc <= GRANULE_PROTECTION_ON_WALK + 3;
    }

    /** {@link #ipa} as HPFAR_EL2 holds it: IPA[55:12] in bits 47:4. */
    public long hpfar() {
        return (ipa & 0x00ff_ffff_ffff_f000L) >>> 8;
    }
}
