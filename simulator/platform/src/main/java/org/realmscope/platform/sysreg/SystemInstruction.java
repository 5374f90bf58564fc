package org.realmscope.platform.sysreg;

import org.jspecify.annotations.Nullable;
import org.realmscope.platform.PlatformObserver;
import org.realmscope.platform.mmu.AtOperation;
import org.realmscope.platform.mmu.TlbiOperation;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;

/**
 * The SYS instructions of EL0 to EL2: cache and TLB maintenance, address translation, prediction restriction (Arm ARM
 * C5.3 to C5.6), with their encodings and traps. Names are the mnemonic and its operation.
 */
public enum SystemInstruction {
    IC_IALLUIS(sys(0, 7, 1, 0), Action.NOTHING, 1, InstructionTrap.IC_IALLUIS, 0),
    IC_IALLU(sys(0, 7, 5, 0), Action.NOTHING, 1, InstructionTrap.POINT_OF_UNIFICATION, 1),
    IC_IVAU(sys(3, 7, 5, 1), Action.CACHE, 0, InstructionTrap.POINT_OF_UNIFICATION, 2),
    DC_IVAC(sys(0, 7, 6, 1), Action.CACHE_INVALIDATE, 1, InstructionTrap.POINT_OF_COHERENCY, 3),
    DC_ISW(sys(0, 7, 6, 2), Action.NOTHING, 1, InstructionTrap.SET_WAY, 4),
    DC_CSW(sys(0, 7, 10, 2), Action.NOTHING, 1, InstructionTrap.SET_WAY, 5),
    DC_CISW(sys(0, 7, 14, 2), Action.NOTHING, 1, InstructionTrap.SET_WAY, 6),
    DC_ZVA(sys(3, 7, 4, 1), Action.ZERO, 0, InstructionTrap.ZERO, 11),
    DC_CVAC(sys(3, 7, 10, 1), Action.CACHE, 0, InstructionTrap.POINT_OF_COHERENCY, 54),
    DC_CVAU(sys(3, 7, 11, 1), Action.CACHE, 0, InstructionTrap.POINT_OF_UNIFICATION, 7),
    DC_CVAP(sys(3, 7, 12, 1), Action.CACHE, 0, InstructionTrap.POINT_OF_COHERENCY, 8),
    DC_CVADP(sys(3, 7, 13, 1), Action.CACHE, 0, InstructionTrap.POINT_OF_COHERENCY, 9),
    DC_CIVAC(sys(3, 7, 14, 1), Action.CACHE, 0, InstructionTrap.POINT_OF_COHERENCY, 10),
    AT_S1E1R(sys(0, 7, 8, 0), Action.TRANSLATE, 1, InstructionTrap.NONE, 12),
    AT_S1E1W(sys(0, 7, 8, 1), Action.TRANSLATE, 1, InstructionTrap.NONE, 13),
    AT_S1E0R(sys(0, 7, 8, 2), Action.TRANSLATE, 1, InstructionTrap.NONE, 14),
    AT_S1E0W(sys(0, 7, 8, 3), Action.TRANSLATE, 1, InstructionTrap.NONE, 15),
    AT_S1E1RP(sys(0, 7, 9, 0), Action.TRANSLATE, 1, InstructionTrap.NONE, 16),
    AT_S1E1WP(sys(0, 7, 9, 1), Action.TRANSLATE, 1, InstructionTrap.NONE, 17),
    AT_S1E2R(sys(4, 7, 8, 0), Action.TRANSLATE, 2),
    AT_S1E2W(sys(4, 7, 8, 1), Action.TRANSLATE, 2),
    AT_S12E1R(sys(4, 7, 8, 4), Action.TRANSLATE, 2),
    AT_S12E1W(sys(4, 7, 8, 5), Action.TRANSLATE, 2),
    AT_S12E0R(sys(4, 7, 8, 6), Action.TRANSLATE, 2),
    AT_S12E0W(sys(4, 7, 8, 7), Action.TRANSLATE, 2),
    CFP_RCTX(sys(3, 7, 3, 4), Action.NOTHING, 0, InstructionTrap.PREDICTION, 48),
    DVP_RCTX(sys(3, 7, 3, 5), Action.NOTHING, 0, InstructionTrap.PREDICTION, 49),
    CPP_RCTX(sys(3, 7, 3, 7), Action.NOTHING, 0, InstructionTrap.PREDICTION, 50),
    TLBI_VMALLE1OS(sys(0, 8, 1, 0), Action.INVALIDATE, 1, InstructionTrap.TLB_OUTER, 18),
    TLBI_VAE1OS(sys(0, 8, 1, 1), Action.INVALIDATE, 1, InstructionTrap.TLB_OUTER, 19),
    TLBI_ASIDE1OS(sys(0, 8, 1, 2), Action.INVALIDATE, 1, InstructionTrap.TLB_OUTER, 20),
    TLBI_VAAE1OS(sys(0, 8, 1, 3), Action.INVALIDATE, 1, InstructionTrap.TLB_OUTER, 21),
    TLBI_VALE1OS(sys(0, 8, 1, 5), Action.INVALIDATE, 1, InstructionTrap.TLB_OUTER, 22),
    TLBI_VAALE1OS(sys(0, 8, 1, 7), Action.INVALIDATE, 1, InstructionTrap.TLB_OUTER, 23),
    TLBI_RVAE1OS(sys(0, 8, 5, 1), Action.INVALIDATE, 1, InstructionTrap.TLB_OUTER, 24),
    TLBI_RVAAE1OS(sys(0, 8, 5, 3), Action.INVALIDATE, 1, InstructionTrap.TLB_OUTER, 25),
    TLBI_RVALE1OS(sys(0, 8, 5, 5), Action.INVALIDATE, 1, InstructionTrap.TLB_OUTER, 26),
    TLBI_RVAALE1OS(sys(0, 8, 5, 7), Action.INVALIDATE, 1, InstructionTrap.TLB_OUTER, 27),
    TLBI_VMALLE1IS(sys(0, 8, 3, 0), Action.INVALIDATE, 1, InstructionTrap.TLB_INNER, 28),
    TLBI_VAE1IS(sys(0, 8, 3, 1), Action.INVALIDATE, 1, InstructionTrap.TLB_INNER, 29),
    TLBI_ASIDE1IS(sys(0, 8, 3, 2), Action.INVALIDATE, 1, InstructionTrap.TLB_INNER, 30),
    TLBI_VAAE1IS(sys(0, 8, 3, 3), Action.INVALIDATE, 1, InstructionTrap.TLB_INNER, 31),
    TLBI_VALE1IS(sys(0, 8, 3, 5), Action.INVALIDATE, 1, InstructionTrap.TLB_INNER, 32),
    TLBI_VAALE1IS(sys(0, 8, 3, 7), Action.INVALIDATE, 1, InstructionTrap.TLB_INNER, 33),
    TLBI_RVAE1IS(sys(0, 8, 2, 1), Action.INVALIDATE, 1, InstructionTrap.TLB_INNER, 34),
    TLBI_RVAAE1IS(sys(0, 8, 2, 3), Action.INVALIDATE, 1, InstructionTrap.TLB_INNER, 35),
    TLBI_RVALE1IS(sys(0, 8, 2, 5), Action.INVALIDATE, 1, InstructionTrap.TLB_INNER, 36),
    TLBI_RVAALE1IS(sys(0, 8, 2, 7), Action.INVALIDATE, 1, InstructionTrap.TLB_INNER, 37),
    TLBI_VMALLE1(sys(0, 8, 7, 0), Action.INVALIDATE, 1, InstructionTrap.TLB, 42),
    TLBI_VAE1(sys(0, 8, 7, 1), Action.INVALIDATE, 1, InstructionTrap.TLB, 43),
    TLBI_ASIDE1(sys(0, 8, 7, 2), Action.INVALIDATE, 1, InstructionTrap.TLB, 44),
    TLBI_VAAE1(sys(0, 8, 7, 3), Action.INVALIDATE, 1, InstructionTrap.TLB, 45),
    TLBI_VALE1(sys(0, 8, 7, 5), Action.INVALIDATE, 1, InstructionTrap.TLB, 46),
    TLBI_VAALE1(sys(0, 8, 7, 7), Action.INVALIDATE, 1, InstructionTrap.TLB, 47),
    TLBI_RVAE1(sys(0, 8, 6, 1), Action.INVALIDATE, 1, InstructionTrap.TLB, 38),
    TLBI_RVAAE1(sys(0, 8, 6, 3), Action.INVALIDATE, 1, InstructionTrap.TLB, 39),
    TLBI_RVALE1(sys(0, 8, 6, 5), Action.INVALIDATE, 1, InstructionTrap.TLB, 40),
    TLBI_RVAALE1(sys(0, 8, 6, 7), Action.INVALIDATE, 1, InstructionTrap.TLB, 41),
    TLBI_IPAS2E1IS(sys(4, 8, 0, 1), Action.INVALIDATE, 2),
    TLBI_RIPAS2E1IS(sys(4, 8, 0, 2), Action.INVALIDATE, 2),
    TLBI_IPAS2LE1IS(sys(4, 8, 0, 5), Action.INVALIDATE, 2),
    TLBI_RIPAS2LE1IS(sys(4, 8, 0, 6), Action.INVALIDATE, 2),
    TLBI_IPAS2E1OS(sys(4, 8, 4, 0), Action.INVALIDATE, 2),
    TLBI_IPAS2E1(sys(4, 8, 4, 1), Action.INVALIDATE, 2),
    TLBI_RIPAS2E1(sys(4, 8, 4, 2), Action.INVALIDATE, 2),
    TLBI_RIPAS2E1OS(sys(4, 8, 4, 3), Action.INVALIDATE, 2),
    TLBI_IPAS2LE1OS(sys(4, 8, 4, 4), Action.INVALIDATE, 2),
    TLBI_IPAS2LE1(sys(4, 8, 4, 5), Action.INVALIDATE, 2),
    TLBI_RIPAS2LE1(sys(4, 8, 4, 6), Action.INVALIDATE, 2),
    TLBI_RIPAS2LE1OS(sys(4, 8, 4, 7), Action.INVALIDATE, 2),
    TLBI_ALLE2OS(sys(4, 8, 1, 0), Action.INVALIDATE, 2),
    TLBI_VAE2OS(sys(4, 8, 1, 1), Action.INVALIDATE, 2),
    TLBI_ALLE1OS(sys(4, 8, 1, 4), Action.INVALIDATE, 2),
    TLBI_VALE2OS(sys(4, 8, 1, 5), Action.INVALIDATE, 2),
    TLBI_VMALLS12E1OS(sys(4, 8, 1, 6), Action.INVALIDATE, 2),
    TLBI_RVAE2OS(sys(4, 8, 5, 1), Action.INVALIDATE, 2),
    TLBI_RVALE2OS(sys(4, 8, 5, 5), Action.INVALIDATE, 2),
    TLBI_ALLE2IS(sys(4, 8, 3, 0), Action.INVALIDATE, 2),
    TLBI_VAE2IS(sys(4, 8, 3, 1), Action.INVALIDATE, 2),
    TLBI_ALLE1IS(sys(4, 8, 3, 4), Action.INVALIDATE, 2),
    TLBI_VALE2IS(sys(4, 8, 3, 5), Action.INVALIDATE, 2),
    TLBI_VMALLS12E1IS(sys(4, 8, 3, 6), Action.INVALIDATE, 2),
    TLBI_RVAE2IS(sys(4, 8, 2, 1), Action.INVALIDATE, 2),
    TLBI_RVALE2IS(sys(4, 8, 2, 5), Action.INVALIDATE, 2),
    TLBI_ALLE2(sys(4, 8, 7, 0), Action.INVALIDATE, 2),
    TLBI_VAE2(sys(4, 8, 7, 1), Action.INVALIDATE, 2),
    TLBI_ALLE1(sys(4, 8, 7, 4), Action.INVALIDATE, 2),
    TLBI_VALE2(sys(4, 8, 7, 5), Action.INVALIDATE, 2),
    TLBI_VMALLS12E1(sys(4, 8, 7, 6), Action.INVALIDATE, 2),
    TLBI_RVAE2(sys(4, 8, 6, 1), Action.INVALIDATE, 2),
    TLBI_RVALE2(sys(4, 8, 6, 5), Action.INVALIDATE, 2);

    /** What an instruction does, once it may. */
    private enum Action {
        /** Caches are coherent and nothing is predicted. */
        NOTHING,
        CACHE,
        CACHE_INVALIDATE,
        ZERO,
        TRANSLATE,
        INVALIDATE
    }

    private static final int NO_BIT = -1;
    private static final @Nullable SystemInstruction[] BY_ENCODING = index();

    private final int encoding;
    private final Action action;
    private final int leastEl;
    private final InstructionTrap trap;
    private final int fineGrainedBit;
    private final @Nullable TlbiOperation tlbi;
    private final @Nullable AtOperation at;

    SystemInstruction(int encoding, Action action, int leastEl) {
        this(encoding, action, leastEl, InstructionTrap.NONE, NO_BIT);
    }

    SystemInstruction(int encoding, Action action, int leastEl, InstructionTrap trap, int fineGrainedBit) {
        this.encoding = encoding;
        this.action = action;
        this.leastEl = leastEl;
        this.trap = trap;
        this.fineGrainedBit = fineGrainedBit;
        this.tlbi = action == Action.INVALIDATE ? TlbiOperation.decode(op1(), crm(), op2()) : null;
        this.at = action == Action.TRANSLATE ? AtOperation.decode(op1(), crm(), op2()) : null;
    }

    private static int sys(int op1, int crn, int crm, int op2) {
        return op1 << 11 | crn << 7 | crm << 3 | op2;
    }

    private int op1() {
        return encoding >>> 11;
    }

    private int crm() {
        return encoding >>> 3 & 0xf;
    }

    private int op2() {
        return encoding & 7;
    }

    private static @Nullable SystemInstruction[] index() {
        @Nullable SystemInstruction[] instructions = new @Nullable SystemInstruction[1 << 14];
        for (SystemInstruction instruction : values()) {
            instructions[instruction.encoding] = instruction;
        }
        return instructions;
    }

    /**
     * The instruction with an encoding, null if there is none.
     *
     * @param encoding bits 18:5 of a SYS instruction
     */
    public static @Nullable SystemInstruction of(int encoding) {
        return BY_ENCODING[encoding];
    }

    /** Bits 18:5 of the SYS instruction. */
    public int encoding() {
        return encoding;
    }

    /** Whether the instruction takes a register; otherwise Xt is ignored. */
    public boolean hasOperand() {
        return switch (this) {
            case IC_IALLU,
                    IC_IALLUIS,
                    TLBI_VMALLE1,
                    TLBI_VMALLE1IS,
                    TLBI_VMALLE1OS,
                    TLBI_ALLE1,
                    TLBI_ALLE1IS,
                    TLBI_ALLE1OS,
                    TLBI_ALLE2,
                    TLBI_ALLE2IS,
                    TLBI_ALLE2OS,
                    TLBI_VMALLS12E1,
                    TLBI_VMALLS12E1IS,
                    TLBI_VMALLS12E1OS -> false;
            default -> true;
        };
    }

    /** Whether a following instruction may see an effect on its own fetch: the instruction ends its block. */
    public boolean endsBlock() {
        return action == Action.INVALIDATE;
    }

    /**
     * Executes the instruction.
     *
     * @param iss ISS of EC 0x18, should the instruction trap
     * @throws AbortSignal if the instruction traps, or what it does to memory cannot be completed
     */
    public void execute(Pe pe, int iss, long operand) {
        int trapped = check(pe);
        if (trapped != 0) {
            throw pe.system.pendTrap(trapped, iss);
        }
        switch (action) {
            case NOTHING -> {
                // Not even a fault.
            }
            case CACHE -> pe.mmu.maintainCache(operand, false);
            case CACHE_INVALIDATE -> pe.mmu.maintainCache(operand, true);
            case ZERO -> pe.mmu.zeroBlock(operand);
            case TRANSLATE -> translate(pe, operand);
            case INVALIDATE -> invalidate(pe, operand);
        }
    }

    private void translate(Pe pe, long va) {
        if (at != null) {
            pe.sys.set(SystemRegister.PAR_EL1, pe.mmu.translateAddress(at, va));
        }
    }

    private void invalidate(Pe pe, long operand) {
        if (tlbi != null) {
            pe.mmu.invalidate(tlbi, operand, TlbiOperation.isBroadcast(op1(), crm(), op2()));
            pe.leaveBlockChain();
            PlatformObserver observer = pe.platform.observer;
            if (observer != null) {
                observer.tlbInvalidated(pe, encoding, operand);
            }
        }
    }

    /** 0 if the PE may execute the instruction, else a constant of {@link Trap}. */
    private int check(Pe pe) {
        if (pe.el < leastEl) {
            return Trap.UNDEFINED;
        }
        return pe.el == 2 ? 0 : pe.sys.rules().instructionTrap(trap, fineGrainedBit);
    }
}
