package org.realmscope.platform.pe;

import org.realmscope.platform.PlatformObserver;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.mmu.Fault;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.Sctlr;
import org.realmscope.platform.sysreg.SystemRegister;

/** Exception entry and return (Arm ARM D1.3; AArch64.TakeException, AArch64.ExceptionReturn). */
final class Exceptions {
    /** Offset of the vector within its group: synchronous, IRQ, FIQ, SError. */
    static final int SYNCHRONOUS = 0;

    static final int IRQ = 0x80;
    static final int FIQ = 0x100;
    static final int SERROR = 0x180;

    private static final int CURRENT_EL_WITH_SPX = 0x200;
    private static final int LOWER_EL = 0x400;
    private static final int ISS_WRITE = 1 << 6;
    private static final int ISS_S1PTW = 1 << 7;
    private static final int ISS_CM = 1 << 8;
    private static final int SPSR_EL1T = 4;
    private static final int SPSR_ILLEGAL_MODE_BITS = 0x12;
    private static final int TCR_TBI0 = 37;
    private static final int TCR_TBI1 = 38;
    private static final int TCR_TBID0 = 51;
    private static final int TCR_TBID1 = 52;
    private static final int TCR_EL2_TBI = 20;
    private static final int TCR_EL2_TBID = 29;

    private final Pe pe;
    private final Pstate pstate;
    private int vectorOffset;

    Exceptions(Pe pe, Pstate pstate) {
        this.pe = pe;
        this.pstate = pstate;
    }

    /** Offset from VBAR_ELx of the vector taken last. */
    int vectorOffset() {
        return vectorOffset;
    }

    void restoreVectorOffset(int offset) {
        vectorOffset = offset;
    }

    private long hcr() {
        return pe.sys.get(SystemRegister.HCR_EL2);
    }

    /**
     * Exception level to which an exception of the current one goes if nothing routes it: EL0's go to EL1 or, with TGE,
     * EL2.
     */
    int defaultTarget() {
        if (pe.el == 0) {
            return (hcr() & Hcr.TGE) != 0 ? 2 : 1;
        }
        return pe.el;
    }

    /** Takes a synchronous exception to {@code targetEl}. */
    void synchronous(int targetEl, int ec, int iss, long returnAddress) {
        pe.sys.set(targetEl == 1 ? SystemRegister.ESR_EL1 : SystemRegister.ESR_EL2, ExceptionClass.syndrome(ec, iss));
        take(targetEl, SYNCHRONOUS, returnAddress);
    }

    /** Takes an abort, or an alignment exception that the MMU found, to where it belongs. */
    void abort(Fault fault, int instructionSyndrome) {
        switch (fault.kind) {
            case PC_ALIGNMENT -> pcAlignment(fault.va);
            case DATA_ABORT, INSTRUCTION_ABORT -> memoryAbort(fault, instructionSyndrome);
        }
    }

    private void pcAlignment(long va) {
        int targetEl = defaultTarget();
        setFaultAddress(targetEl, va);
        synchronous(targetEl, ExceptionClass.PC_ALIGNMENT, 0, pe.pc);
    }

    private void memoryAbort(Fault fault, int instructionSyndrome) {
        int targetEl = abortTarget(fault);
        boolean data = fault.kind == Fault.Kind.DATA_ABORT;
        int iss = fault.fsc;
        if (fault.s1ptw) {
            iss |= ISS_S1PTW;
        }
        if (data) {
            iss |= (fault.write ? ISS_WRITE : 0)
                    | (fault.cacheMaintenance ? ISS_CM : 0)
                    | (fault.reportsInstruction() ? instructionSyndrome : 0);
        }
        int ec = data ? ExceptionClass.DATA_ABORT_LOWER : ExceptionClass.INSTRUCTION_ABORT_LOWER;
        setFaultAddress(targetEl, fault.va);
        if (targetEl == 2 && fault.stage2) {
            pe.sys.set(SystemRegister.HPFAR_EL2, fault.hpfar());
        }
        synchronous(targetEl, targetEl == pe.el ? ec + 1 : ec, iss, pe.pc);
    }

    private int abortTarget(Fault fault) {
        if (pe.el == 2) {
            return 2;
        }
        long hcr = hcr();
        boolean toEl2 = fault.stage2
                || (hcr & Hcr.TGE) != 0
                || (hcr & Hcr.TEA) != 0 && fault.isExternal()
                || (hcr & Hcr.GPF) != 0 && fault.isGranuleProtection();
        return toEl2 ? 2 : 1;
    }

    private void setFaultAddress(int targetEl, long va) {
        pe.sys.set(targetEl == 1 ? SystemRegister.FAR_EL1 : SystemRegister.FAR_EL2, va);
    }

    /**
     * Enters {@code targetEl} through its vector. ESR, FAR and HPFAR are set already where the exception has them.
     *
     * @param kind offset of the vector within its group
     */
    void take(int targetEl, int kind, long returnAddress) {
        int fromEl = pe.el;
        int group = targetEl > fromEl ? LOWER_EL : pstate.spSel == 0 ? 0 : CURRENT_EL_WITH_SPX;
        boolean toEl1 = targetEl == 1;
        pe.sys.set(toEl1 ? SystemRegister.SPSR_EL1 : SystemRegister.SPSR_EL2, pstate.spsr());
        pe.sys.set(toEl1 ? SystemRegister.ELR_EL1 : SystemRegister.ELR_EL2, returnAddress);
        pstate.enter(targetEl, 1);
        long sctlr = pe.sys.get(toEl1 ? SystemRegister.SCTLR_EL1 : SystemRegister.SCTLR_EL2);
        pstate.daif = Pstate.D | Pstate.A | Pstate.I | Pstate.F;
        if ((sctlr & Sctlr.SPAN) == 0 && (toEl1 || Hcr.isHost(hcr()))) {
            pstate.pan = 1;
        }
        pstate.uao = 0;
        pstate.il = 0;
        pstate.ssbs = (sctlr & Sctlr.DSSBS) != 0 ? 1 : 0;
        pe.btype = 0;
        vectorOffset = group + kind;
        pe.pc = pe.sys.get(toEl1 ? SystemRegister.VBAR_EL1 : SystemRegister.VBAR_EL2) + vectorOffset;
        pe.system.exceptionLevelChanged();
        if (targetEl == 2
                && pe.securityState == SecurityState.REALM
                && pe.platform.realmWorld().isNative()) {
            pe.requestStop(StopCause.NATIVE_EL2);
        }
        PlatformObserver observer = pe.platform.observer;
        if (observer != null) {
            observer.exceptionTaken(pe, fromEl, targetEl, vectorOffset);
        }
    }

    /**
     * Returns from the current Exception level, from EL1 or EL2.
     *
     * @param target address to go on at: ELR_ELx, or what its authentication gave
     */
    void exceptionReturn(long target) {
        int fromEl = pe.el;
        long spsr = pe.sys.get(fromEl == 1 ? SystemRegister.SPSR_EL1 : SystemRegister.SPSR_EL2);
        if (isIllegal(spsr, fromEl)) {
            pstate.setCommon(spsr);
            pstate.il = 1;
            pe.pc = target;
        } else {
            pstate.set(spsr);
            pe.pc = branchAddress(target);
        }
        pe.mmu.clearExclusive();
        pe.system.eventRegister().set();
        pe.system.exceptionLevelChanged();
        PlatformObserver observer = pe.platform.observer;
        if (observer != null) {
            observer.exceptionReturned(pe, fromEl);
        }
    }

    /** Illegal exception return (D1.4.4, IllegalExceptionReturn) of a PE without AArch32. */
    private boolean isIllegal(long spsr, int fromEl) {
        int mode = (int) spsr & 0x1f;
        int targetEl = mode >>> 2 & 3;
        return (mode & SPSR_ILLEGAL_MODE_BITS) != 0
                || targetEl > fromEl
                || mode > 0 && mode < SPSR_EL1T
                || targetEl == 1 && (hcr() & Hcr.TGE) != 0;
    }

    /** Address that a branch at the current Exception level goes to: without an address tag (AArch64.BranchAddr). */
    long branchAddress(long va) {
        boolean host = pe.el == 2 ? (hcr() & Hcr.E2H) != 0 : pe.el == 0 && Hcr.isHost(hcr());
        boolean twoRanges = pe.el < 2 || host;
        long tcr = pe.sys.get(pe.el == 2 || host ? SystemRegister.TCR_EL2 : SystemRegister.TCR_EL1);
        boolean upper = (va >>> 55 & 1) != 0;
        int ignored = twoRanges ? upper ? TCR_TBI1 : TCR_TBI0 : TCR_EL2_TBI;
        int dataOnly = twoRanges ? upper ? TCR_TBID1 : TCR_TBID0 : TCR_EL2_TBID;
        if ((tcr >>> ignored & 1) == 0 || (tcr >>> dataOnly & 1) != 0) {
            return va;
        }
        return twoRanges && upper ? va | 0xffL << 56 : va & (1L << 56) - 1;
    }
}
