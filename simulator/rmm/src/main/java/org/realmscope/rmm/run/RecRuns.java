package org.realmscope.rmm.run;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RsiHostCall;
import org.realmscope.abi.RsiStatus;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.rec.LastExit;
import org.realmscope.rmm.rec.RealmRegisters;
import org.realmscope.rmm.rec.RecState;
import org.realmscope.rmm.rtt.Ripas;

/**
 * Entry to and exit from a REC. An entry saves the host in the REC's first auxiliary granule, loads the realm and
 * returns with the PE in the realm; an exit does the reverse. Nothing of a run is held in between but in simulated
 * memory and registers.
 */
public final class RecRuns {
    private static final int GPRS = 31;
    private static final long PMCR_E = 1;

    private @Nullable RecRunObserver observer;

    /** The exit that is being decided. */
    public final ExitRecord exit = new ExitRecord();

    private final Rmm rmm;
    private final RealmControls controls;
    private final Injection injection;
    private final Call scratch;

    /** @param scratch call for what the RMM does on behalf of a realm */
    public RecRuns(Rmm rmm, Call scratch) {
        this.rmm = rmm;
        this.controls = new RealmControls(rmm);
        this.injection = new Injection(rmm.configuration.choices());
        this.scratch = scratch;
    }

    public void setObserver(@Nullable RecRunObserver listener) {
        observer = listener;
    }

    Injection injection() {
        return injection;
    }

    // --- entry

    /**
     * Enters a REC that may be entered.
     *
     * @param run address of the RmiRecRun granule
     */
    public void enter(Pe pe, long rec, long run) {
        rmm.recs.setState(rec, RecState.RUNNING);
        rmm.recs.setRunningOn(pe.index, rec);
        rmm.recs.setRunPtr(rec, run);
        rmm.contexts.saveHost(pe, rmm.recs.aux(rec, 0));
        long flags = rmm.memory.read64(run + RmiRecRun.ENTER_FLAGS);
        pe.securityState = SecurityState.REALM;
        rmm.contexts.loadRealm(pe, rec);
        controls.load(pe, rec, flags);
        pe.system.contextChanged();
        completeLastExit(pe, rec, run, flags);
        RecRunObserver listener = observer;
        if (listener != null) {
            listener.recEntered(pe, rec);
        }
        if (rmm.recs.isHostCallPending(rec) && !completeHostCall(pe, rec, run)) {
            leaveBeforeRun(pe, rec);
        } else {
            resume(pe, rec);
        }
    }

    private void leaveBeforeRun(Pe pe, long rec) {
        if (rmm.asReference(RmmChoice.EXIT_BEFORE_RUN)) {
            rmm.recs.setRipasRequest(rec, 0, 0, 0, false);
            exit.write(rmm.memory, rmm.recs.runPtr(rec));
            stop(pe, rec, true);
        } else {
            leave(pe, rec);
        }
    }

    private void completeLastExit(Pe pe, long rec, long run, long flags) {
        LastExit last = rmm.recs.lastExit(rec);
        boolean abortAtUnprotected = last == LastExit.EMULATABLE_ABORT || last == LastExit.UNPROTECTED_ABORT;
        boolean inject = (flags & RmiRecRun.FLAG_INJECT_SEA) != 0;
        if (inject && abortAtUnprotected) {
            injection.syncExternalAbort(pe, rmm.recs.lastEsr(rec), rmm.recs.lastFar(rec));
        } else if (!inject && (flags & RmiRecRun.FLAG_EMUL_MMIO) != 0) {
            completeEmulation(pe, rec, run);
        }
        if (last == LastExit.RIPAS_CHANGE) {
            completeRipasChange(pe, rec, (flags & RmiRecRun.FLAG_RIPAS_RESPONSE) != 0);
        }
    }

    private void completeEmulation(Pe pe, long rec, long run) {
        long esr = rmm.recs.lastEsr(rec);
        if (!Syndrome.isWrite(esr) && Syndrome.register(esr) != Pe.ZR) {
            long value = rmm.memory.read64(run + RmiRecRun.ENTER_GPRS);
            pe.x[Syndrome.register(esr)] = Mmio.loadedValue(esr, value);
        }
        advance(pe);
    }

    private void completeRipasChange(Pe pe, long rec, boolean rejected) {
        long addr = rmm.recs.ripasAddr(rec);
        boolean incomplete = addr != rmm.recs.ripasTop(rec);
        boolean ram = rmm.recs.ripasValue(rec) == Ripas.RAM.ordinal();
        pe.x[0] = RsiStatus.SUCCESS.returnCode();
        pe.x[1] = addr;
        pe.x[2] = rejected && ram && incomplete ? 1 : 0;
        pe.x[3] = 0;
    }

    /**
     * Hands the host's answer to a pending host call to the realm.
     *
     * @return false if the structure cannot be accessed; then {@link #exit} is the exit to make
     */
    private boolean completeHostCall(Pe pe, long rec, long run) {
        long ipa = rmm.recs.hostCallIpa(rec);
        scratch.rec = rec;
        scratch.rd = rmm.recs.owner(rec);
        RealmMemory.walk(scratch, ipa);
        if (RealmMemory.isAccessible(scratch)) {
            long structure = RealmMemory.address(scratch, ipa);
            for (int i = 0; i < GPRS; i++) {
                long value = rmm.memory.read64(run + RmiRecRun.ENTER_GPRS + 8L * i);
                rmm.memory.write64(structure + RsiHostCall.GPRS + 8L * i, value);
            }
            pe.x[0] = RsiStatus.SUCCESS.returnCode();
        } else if (!RealmMemory.isEmpty(scratch) || !rmm.asReference(RmmChoice.HOST_CALL_EMPTY)) {
            RealmMemory.abort(scratch, exit, ipa);
            return false;
        }
        rmm.recs.setHostCallPending(rec, false);
        return true;
    }

    // --- exceptions of the realm

    /** Lets the realm go on behind the instruction that took the exception. */
    static void advance(Pe pe) {
        pe.sys.set(SystemRegister.ELR_EL2, pe.sys.get(SystemRegister.ELR_EL2) + 4);
    }

    /** Lets the realm go on behind the instruction that took the exception, as {@link #resume} does. */
    public void advanceAndResume(Pe pe, long rec) {
        advance(pe);
        resume(pe, rec);
    }

    /** Leaves the REC as {@link #leave} does; when it is entered again it goes on behind the instruction. */
    public void advanceAndLeave(Pe pe, long rec) {
        advance(pe);
        leave(pe, rec);
    }

    /** Returns to the realm at ELR_EL2, unless the host must first hear that the output of a timer has changed. */
    void resume(Pe pe, long rec) {
        if (Timers.asserted(pe) == rmm.recs.reportedTimers(rec)) {
            pe.system.eret();
        } else {
            rmm.recs.setLastExit(rec, LastExit.NOTHING);
            exit.begin(RmiRecExitReason.IRQ);
            leave(pe, rec);
        }
    }

    // --- exit

    /** Leaves the REC with {@link #exit}: saves the realm, writes the exit record, and returns to the host. */
    public void leave(Pe pe, long rec) {
        if (exit.reason != RmiRecExitReason.RIPAS_CHANGE) {
            rmm.recs.setRipasRequest(rec, 0, 0, 0, false);
        }
        long run = rmm.recs.runPtr(rec);
        boolean writable = rmm.isNonSecure(run);
        if (writable) {
            exit.write(rmm.memory, run);
            writeGic(pe, run);
            writeTimers(pe, run);
            rmm.memory.write8(run + RmiRecRun.EXIT_PMU_OVF_STATUS, isPmuOverflowed(pe, rec) ? 1 : 0);
        }
        rmm.recs.setReportedTimers(rec, Timers.asserted(pe));
        rmm.recs.setVmcr(rec, pe.sys.get(SystemRegister.ICH_VMCR_EL2));
        rmm.recs.setActivePriorities(rec, 0, pe.sys.get(SystemRegister.ICH_AP0R0_EL2));
        rmm.recs.setActivePriorities(rec, 1, pe.sys.get(SystemRegister.ICH_AP1R0_EL2));
        if (!rmm.asReference(RmmChoice.SERROR)
                && rmm.recs.isSErrorPending(rec)
                && (pe.sys.get(SystemRegister.HCR_EL2) & Hcr.VSE) == 0) {
            rmm.recs.setPendingSError(rec, false, 0);
        }
        stop(pe, rec, writable);
    }

    /**
     * Saves the realm and returns to the host.
     *
     * @param written whether the host has an exit record
     */
    private void stop(Pe pe, long rec, boolean written) {
        rmm.contexts.saveRealm(pe, rec);
        rmm.recs.setState(rec, RecState.READY);
        rmm.recs.setRunningOn(pe.index, 0);
        returnToHost(pe, rec, written);
        RecRunObserver listener = observer;
        if (listener != null) {
            listener.recExited(pe, rec, exit.reason, rmm.recs.runPtr(rec));
        }
    }

    private void returnToHost(Pe pe, long rec, boolean written) {
        long host = rmm.recs.aux(rec, 0);
        rmm.contexts.loadHost(pe, host);
        RmiStatus status = written ? RmiStatus.SUCCESS : RmiStatus.ERROR_INPUT;
        pe.x[0] = status.returnCode();
        for (int i = 1; i <= (rmm.asReference(RmmChoice.OUTPUT_X4) ? 3 : 4); i++) {
            pe.x[i] = 0;
        }
        pe.securityState = SecurityState.NON_SECURE;
        long pc = rmm.contexts.hostPc(host);
        long pstate = rmm.contexts.hostPstate(host);
        rmm.memory.fill(host, PhysicalMemory.GRANULE_SIZE, 0);
        pe.mmu.clearExclusive();
        pe.system.enter(pstate, pc);
    }

    private void writeGic(Pe pe, long run) {
        long hcr =
                pe.sys.get(SystemRegister.ICH_HCR_EL2) & (RealmControls.ICH_HCR_HOST | RealmControls.ICH_HCR_EOI_COUNT);
        rmm.memory.write64(run + RmiRecRun.EXIT_GICV3_HCR, hcr);
        for (int i = 0; i < RealmRegisters.LIST_REGISTERS.size(); i++) {
            rmm.memory.write64(
                    run + RmiRecRun.EXIT_GICV3_LRS + 8L * i, pe.sys.get(RealmRegisters.LIST_REGISTERS.get(i)));
        }
        rmm.memory.write64(run + RmiRecRun.EXIT_GICV3_MISR, pe.system.registers.read(SystemRegister.ICH_MISR_EL2));
        rmm.memory.write64(run + RmiRecRun.EXIT_GICV3_VMCR, pe.sys.get(SystemRegister.ICH_VMCR_EL2));
    }

    private void writeTimers(Pe pe, long run) {
        rmm.memory.write64(run + RmiRecRun.EXIT_CNTP_CTL, pe.system.timers.readControl(SystemRegister.CNTP_CTL_EL0));
        rmm.memory.write64(run + RmiRecRun.EXIT_CNTP_CVAL, pe.sys.get(SystemRegister.CNTP_CVAL_EL0));
        rmm.memory.write64(run + RmiRecRun.EXIT_CNTV_CTL, pe.system.timers.readControl(SystemRegister.CNTV_CTL_EL0));
        rmm.memory.write64(run + RmiRecRun.EXIT_CNTV_CVAL, pe.sys.get(SystemRegister.CNTV_CVAL_EL0));
    }

    private boolean isPmuOverflowed(Pe pe, long rec) {
        long counters = pe.sys.get(SystemRegister.PMOVSCLR_EL0)
                & pe.sys.get(SystemRegister.PMINTENSET_EL1)
                & pe.sys.get(SystemRegister.PMCNTENSET_EL0);
        return rmm.realms.hasPmu(rmm.recs.owner(rec))
                && counters != 0
                && (pe.sys.get(SystemRegister.PMCR_EL0) & PMCR_E) != 0;
    }
}
