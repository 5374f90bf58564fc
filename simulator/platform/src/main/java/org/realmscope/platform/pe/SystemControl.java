package org.realmscope.platform.pe;

import org.realmscope.platform.SecurityState;
import org.realmscope.platform.gic.CpuInterface;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.Sctlr;
import org.realmscope.platform.sysreg.SpecialRegisters;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.platform.sysreg.SystemRegisters;
import org.realmscope.platform.sysreg.Trap;
import org.realmscope.platform.timer.GenericTimers;

/**
 * The system level of a PE: what instructions ask for that are more than arithmetic and memory.
 *
 * <p>Three kinds of method exist. Those named after an instruction ({@link #svc}, {@link #wfi}, {@link #eret(int,
 * long)}, ...) execute it: {@code pe.pc} is the instruction's address on entry, and on return the address where the PE
 * goes on. Those named {@code check...} throw {@link AbortSignal#EXCEPTION} where the instruction may not execute, and
 * those named {@code pend...} return that signal, to be thrown; the engine then sets {@code pe.pc} to the instruction
 * and calls {@link #takePending}.
 */
public final class SystemControl implements Stateful {
    /** HFGITR_EL2.ERET. */
    private static final int FGT_ERET = 51;

    private static final int FGT_SVC_EL0 = 52;
    private static final int FGT_SVC_EL1 = 53;
    private static final long MDCR_TDE = 1L << 8;
    private static final int WFE = 1;
    private static final long SPSR_EL2H_MASKED = 0x3c9;
    /** No exception of this class is pending: what the MMU reports is. */
    private static final int FAULT = -1;
    /** Target of a pending exception that nothing routes. */
    private static final int DEFAULT_TARGET = 0;

    public final Pstate pstate;
    public final GenericTimers timers;
    public final CpuInterface gic;
    /** Registers whose accesses do more than read or change storage. */
    public final SpecialRegisters registers;

    private final Pe pe;
    private final Exceptions exceptions;
    private final Interrupts interrupts;
    private final EventRegister eventRegister;
    private final Semihosting semihosting;
    private boolean floatingPointTrapped;
    private boolean waitsForEvent;
    private int pendingClass = FAULT;
    private int pendingIss;
    private int pendingTarget;

    public SystemControl(Pe pe) {
        this.pe = pe;
        this.pstate = new Pstate(pe);
        this.timers = new GenericTimers(pe);
        this.gic = new CpuInterface(pe, timers);
        this.registers = new SpecialRegisters(pe);
        this.exceptions = new Exceptions(pe, pstate);
        this.interrupts = new Interrupts(pe, pstate, gic);
        this.eventRegister = new EventRegister(pe);
        this.semihosting = new Semihosting(pe);
    }

    // --- instructions that take exceptions or change the Exception level

    /** UDF, and every unallocated encoding. */
    public void undefined() {
        exceptions.synchronous(exceptions.defaultTarget(), ExceptionClass.UNKNOWN, 0, pe.pc);
    }

    public void svc(int imm16) {
        if (pe.sys.rules().isInstructionTrapped(pe.el == 0 ? FGT_SVC_EL0 : FGT_SVC_EL1)) {
            exceptions.synchronous(2, ExceptionClass.SVC, imm16, pe.pc);
        } else {
            exceptions.synchronous(exceptions.defaultTarget(), ExceptionClass.SVC, imm16, pe.pc + 4);
        }
    }

    /** HVC: SCR_EL3.HCE is 1, so that HCR_EL2.HCD is RES0. */
    public void hvc(int imm16) {
        if (pe.el == 0) {
            undefined();
        } else {
            exceptions.synchronous(2, ExceptionClass.HVC, imm16, pe.pc + 4);
        }
    }

    /** SMC: stops the engine with {@link StopCause#EL3_CALL}, unless it is UNDEFINED or trapped. */
    public void smc(int imm16) {
        if (pe.el == 0) {
            undefined();
        } else if (pe.el == 1 && (hcr() & Hcr.TSC) != 0) {
            exceptions.synchronous(2, ExceptionClass.SMC, imm16, pe.pc);
        } else {
            pe.pc += 4;
            pe.requestStop(StopCause.EL3_CALL);
        }
    }

    public void brk(int imm16) {
        boolean toEl2 = pe.el < 2 && ((hcr() & Hcr.TGE) != 0 || (pe.sys.get(SystemRegister.MDCR_EL2) & MDCR_TDE) != 0);
        exceptions.synchronous(toEl2 ? 2 : exceptions.defaultTarget(), ExceptionClass.BRK, imm16, pe.pc);
    }

    /** HLT: a semihosting call where that is enabled, else UNDEFINED, because halting debug is never enabled. */
    public void hlt(int imm16) {
        if (semihosting.call(imm16)) {
            pe.pc += 4;
        } else {
            undefined();
        }
    }

    /** ERET. */
    public void eret() {
        eret(0, pe.el < 2 ? pe.sys.get(SystemRegister.ELR_EL1) : pe.sys.get(SystemRegister.ELR_EL2));
    }

    /**
     * ERET, ERETAA and ERETAB.
     *
     * @param iss ISS of the trap: 0 for ERET, 2 for ERETAA, 3 for ERETAB
     * @param target ELR_ELx, authenticated for the latter two
     */
    public void eret(int iss, long target) {
        if (pe.el == 0) {
            undefined();
        } else if (pe.sys.rules().isInstructionTrapped(FGT_ERET)) {
            exceptions.synchronous(2, ExceptionClass.ERET, iss, pe.pc);
        } else {
            exceptions.exceptionReturn(target);
        }
    }

    /** Takes the Branch Target exception of the instruction at {@code pe.pc}; its ISS is PSTATE.BTYPE. */
    public void branchTargetException() {
        exceptions.synchronous(exceptions.defaultTarget(), ExceptionClass.BRANCH_TARGET, pe.btype, pe.pc);
    }

    // --- waiting and events

    /**
     * WFI: does nothing if an interrupt is pending, else is trapped, or stops the engine with {@link StopCause#IDLE}.
     */
    public void wfi() {
        if (interrupts.isPending()) {
            pe.pc += 4;
        } else if (!trapWait(0, Sctlr.NTWI, Hcr.TWI)) {
            pe.pc += 4;
            waitsForEvent = false;
            pe.requestStop(StopCause.IDLE);
        }
    }

    /** WFE: consumes the event that is registered if there is one, else is trapped, or stops the engine. */
    public void wfe() {
        if (eventRegister.isSet()) {
            eventRegister.clear();
            pe.pc += 4;
        } else if (!trapWait(WFE, Sctlr.NTWE, Hcr.TWE)) {
            pe.pc += 4;
            waitsForEvent = true;
            pe.requestStop(StopCause.IDLE);
        }
    }

    private boolean trapWait(int iss, long notTrapped, long trapped) {
        boolean host = pe.sys.rules().isHostApplication();
        if (pe.el == 0 && (sctlr() & notTrapped) == 0) {
            exceptions.synchronous(
                    exceptions.defaultTarget(), ExceptionClass.WFX, ExceptionClass.ISS_ALWAYS | iss, pe.pc);
            return true;
        }
        if (pe.el < 2 && !host && (hcr() & trapped) != 0) {
            exceptions.synchronous(2, ExceptionClass.WFX, ExceptionClass.ISS_ALWAYS | iss, pe.pc);
            return true;
        }
        return false;
    }

    /** SEV: registers an event on every PE. Leaves {@code pe.pc} alone. */
    public void sev() {
        for (int i = 0; i < pe.platform.peCount(); i++) {
            pe.platform.pe(i).system.eventRegister.set();
        }
    }

    /** SEVL: registers an event on this PE. Leaves {@code pe.pc} alone. */
    public void sevl() {
        eventRegister.set();
    }

    /** ESB: defers an SError that is pending and masked. Leaves {@code pe.pc} alone. */
    public void esb() {
        interrupts.synchronizeErrors();
        contextChanged();
    }

    /** Whether the PE waits in WFE, as opposed to WFI. */
    public boolean waitsForEvent() {
        return waitsForEvent;
    }

    /**
     * Whether a PE that waits goes on: in WFI if an interrupt is pending, masked or not; in WFE if an event is
     * registered, which is then consumed, or an interrupt is pending that is not masked. {@code pe.instructions} must
     * be current.
     *
     * @param forEvent whether it waits in WFE
     */
    public boolean wakes(boolean forEvent) {
        if (!forEvent) {
            return interrupts.isPending();
        }
        boolean wakes = isEventPending() || interrupts.isDue();
        if (wakes) {
            consumeEvent();
            waitsForEvent = false;
        }
        return wakes;
    }

    /** Whether an event is registered. */
    public boolean isEventPending() {
        return eventRegister.isSet();
    }

    /** Clears the Event Register. */
    public void consumeEvent() {
        eventRegister.clear();
    }

    /** Registers an event, as a store by another PE to what the exclusive monitor of this one watches does. */
    public void registerEvent() {
        eventRegister.set();
    }

    EventRegister eventRegister() {
        return eventRegister;
    }

    // --- interrupts

    /**
     * Takes the interrupt that is due before the instruction at {@code pe.pc}, or the Illegal Execution state exception
     * of that instruction.
     *
     * @return whether there was one
     */
    public boolean takeInterrupt() {
        if (interrupts.take(exceptions)) {
            return true;
        }
        if (pstate.il != 0) {
            pe.instructions++;
            exceptions.synchronous(exceptions.defaultTarget(), ExceptionClass.ILLEGAL_STATE, 0, pe.pc);
            return true;
        }
        return false;
    }

    /**
     * Value of the system counter at which an interrupt, or an event that the PE waits for, can come by the passing of
     * time alone; {@link Long#MAX_VALUE} if none can.
     */
    public long nextDeadline() {
        long deadline = timers.nextDeadline();
        return waitsForEvent ? Math.min(deadline, eventRegister.nextStreamed()) : deadline;
    }

    /**
     * Makes an SGI or SPI pending at this PE.
     *
     * @param intid 0 to 15, or 32 to 1019
     */
    public void raiseInterrupt(int intid) {
        gic.setPending(intid);
    }

    /**
     * Makes a physical SError interrupt pending.
     *
     * @param syndrome ISS of its ESR_ELx
     */
    public void raiseSError(int syndrome) {
        interrupts.setSError(syndrome);
        pe.leaveBlockChain();
    }

    /** Value of ISR_EL1. */
    public long interruptStatus() {
        return interrupts.interruptStatus();
    }

    // --- checks of instructions in a block

    /** CheckFPAdvSIMDEnabled64. */
    public void checkFpAccess() {
        if (floatingPointTrapped) {
            throw pendFloatingPointTrap();
        }
    }

    /** Takes what {@code SCTLR_ELx.SA} asks for, if {@code SP} is not aligned to 16 bytes. */
    public void checkStackAlignment() {
        long enable = pe.el == 0 ? Sctlr.SA0 : Sctlr.SA;
        if ((pe.x[Pe.SP] & 15) != 0 && (sctlr() & enable) != 0) {
            throw pend(ExceptionClass.SP_ALIGNMENT, 0, DEFAULT_TARGET);
        }
    }

    /** Pointer authentication instructions: trapped below EL2 unless HCR_EL2.API is 1. */
    public void checkPointerAuthentication() {
        if (isPointerAuthenticationTrapped()) {
            throw pend(ExceptionClass.POINTER_AUTHENTICATION, 0, 2);
        }
    }

    /** Whether HCR_EL2.API traps pointer authentication instructions at the current Exception level. */
    public boolean isPointerAuthenticationTrapped() {
        return pe.el < 2 && (hcr() & Hcr.API) == 0 && !pe.sys.rules().isHostApplication();
    }

    /** SCTLR_ELx.BT of the current Exception level: PACIASP and PACIBSP do not take branches of BTYPE 3. */
    public boolean isPaciaspBranchTarget() {
        return (sctlr() & (pe.el == 0 ? Sctlr.BT0 : Sctlr.BT)) != 0;
    }

    /** SCTLR_ELx of the translation regime of the current Exception level. */
    public long sctlr() {
        boolean el2 = pe.el == 2 || pe.sys.rules().isHostApplication();
        return pe.sys.get(el2 ? SystemRegister.SCTLR_EL2 : SystemRegister.SCTLR_EL1);
    }

    /**
     * Where a branch to {@code va} at the current Exception level goes: without an address tag (AArch64.BranchAddr).
     */
    public long branchAddress(long va) {
        return exceptions.branchAddress(va);
    }

    // --- pending exceptions

    /** An Undefined Instruction exception. */
    public AbortSignal pendUndefined() {
        return pend(ExceptionClass.UNKNOWN, 0, DEFAULT_TARGET);
    }

    /** A trap to EL2. */
    public AbortSignal pendTrapToEl2(int exceptionClass, int iss) {
        return pend(exceptionClass, iss, 2);
    }

    /**
     * What forbids an access to a system register or a system instruction.
     *
     * @param trap a constant of {@link Trap}
     * @param iss ISS of EC 0x18, which describes the instruction
     */
    public AbortSignal pendTrap(int trap, int iss) {
        return switch (trap) {
            case Trap.TO_EL1 -> pend(ExceptionClass.SYSTEM_REGISTER, iss, DEFAULT_TARGET);
            case Trap.TO_EL2 -> pend(ExceptionClass.SYSTEM_REGISTER, iss, 2);
            case Trap.FLOATING_POINT -> pendFloatingPointTrap();
            default -> pendUndefined();
        };
    }

    private AbortSignal pendFloatingPointTrap() {
        if (pe.sys.rules().floatingPointTrap() == 2) {
            return pend(ExceptionClass.FLOATING_POINT, ExceptionClass.ISS_ALWAYS, 2);
        }
        return exceptions.defaultTarget() == 2
                ? pendUndefined()
                : pend(ExceptionClass.FLOATING_POINT, ExceptionClass.ISS_ALWAYS, 1);
    }

    private AbortSignal pend(int exceptionClass, int iss, int targetEl) {
        pendingClass = exceptionClass;
        pendingIss = iss;
        pendingTarget = targetEl == DEFAULT_TARGET ? exceptions.defaultTarget() : targetEl;
        return AbortSignal.EXCEPTION;
    }

    /**
     * Takes the exception of the instruction at {@code pe.pc}, which threw {@link AbortSignal#EXCEPTION}: the one
     * pending here, or the MMU's fault.
     *
     * @param dataAbortIss ISS[24:14] of a data abort by the instruction, where the syndrome reports them
     */
    public void takePending(int dataAbortIss) {
        int exceptionClass = pendingClass;
        pendingClass = FAULT;
        if (exceptionClass == FAULT) {
            exceptions.abort(pe.mmu.fault(), dataAbortIss);
        } else {
            exceptions.synchronous(pendingTarget, exceptionClass, pendingIss, pe.pc);
        }
    }

    /**
     * Takes an exception from EL1 or EL0 to EL2 whose reason is not on the PE: an interrupt, or what something that
     * stands in for hardware has put into ESR_EL2, FAR_EL2 and HPFAR_EL2.
     *
     * @param kind offset of the vector in its group: 0 synchronous, 0x80 IRQ, 0x100 FIQ, 0x180 SError
     */
    public void exceptionToEl2(int kind) {
        exceptions.take(2, kind, pe.pc);
    }

    // --- context

    private long hcr() {
        return pe.sys.get(SystemRegister.HCR_EL2);
    }

    /**
     * Offset from VBAR_ELx of the vector taken last, in bytes: the one to be handled after {@link
     * StopCause#NATIVE_EL2}.
     */
    public int nativeVectorOffset() {
        return exceptions.vectorOffset();
    }

    /** Forms anew what is derived from PSTATE: translation context, trapped instructions. */
    void exceptionLevelChanged() {
        floatingPointTrapped = pe.sys.rules().floatingPointTrap() != 0;
        pe.mmu.contextChanged();
        pe.leaveBlockChain();
    }

    /**
     * Forms anew what is derived from system registers, PSTATE or the Security state. To be called after {@link
     * SystemRegisters#set} and after a change of {@link Pe#securityState}.
     */
    public void contextChanged() {
        pe.sys.accessChanged();
        exceptionLevelChanged();
    }

    /**
     * Sets PSTATE and the address to go on at, without an exception return: for native software and resets.
     *
     * @param spsr as SPSR_ELx
     */
    public void enter(long spsr, long pc) {
        pstate.set(spsr);
        pe.pc = pc;
        contextChanged();
    }

    /**
     * Puts the EL2 context of the PE to its reset values, in EL2h with everything masked, at {@code entry}: the state
     * in which EL3 first enters a world. EL1 and EL0 registers, timers and the GIC keep what they hold.
     */
    public void resetEl2(SecurityState state, long entry) {
        pe.sys.resetBanked();
        pe.securityState = state;
        pe.mmu.clearExclusive();
        enter(SPSR_EL2H_MASKED, entry);
        pstate.setStackPointer(2, 0);
    }

    @Override
    public void save(StateSink sink) {
        pstate.save(sink);
        gic.save(sink);
        registers.save(sink);
        interrupts.save(sink);
        eventRegister.save(sink);
        sink.put(waitsForEvent);
        sink.put(exceptions.vectorOffset());
    }

    @Override
    public void load(StateSource source) {
        pstate.load(source);
        gic.load(source);
        registers.load(source);
        interrupts.load(source);
        eventRegister.load(source);
        waitsForEvent = source.nextFlag();
        exceptions.restoreVectorOffset((int) source.next());
        pendingClass = FAULT;
        floatingPointTrapped = pe.sys.rules().floatingPointTrap() != 0;
    }
}
