package org.realmscope.rmm.run;

import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.rec.LastExit;
import org.realmscope.rmm.rtt.S2Entry;

/** What the RMM does about an exception that a realm took to EL2 (DEN0137, A4.3 to A4.5 and A5.2.6). */
public final class RealmExceptions {
    private static final int VECTOR_KIND = 0x180;
    private static final int VECTOR_SYNCHRONOUS = 0;
    private static final int VECTOR_IRQ = 0x80;
    private static final int VECTOR_FIQ = 0x100;
    private static final int AET_UEU = 1;
    private static final int AET_UER = 3;
    private static final int SET_UER = 0;
    private static final long ISS = 0x1ff_ffff;

    private final Rmm rmm;
    private final RecRuns runs;
    private final RealmCalls calls;
    private final SystemRegisterEmulation registers;
    private final Call walks;
    private @Nullable AbortObserver abortObserver;

    /** @param walks call for the RTT walks of aborts */
    public RealmExceptions(Rmm rmm, RecRuns runs, RealmCalls calls, Call walks) {
        this.rmm = rmm;
        this.runs = runs;
        this.calls = calls;
        this.registers = new SystemRegisterEmulation(rmm);
        this.walks = walks;
    }

    public void setAbortObserver(@Nullable AbortObserver observer) {
        abortObserver = observer;
    }

    /**
     * Handles an exception of the realm on {@code pe}.
     *
     * @param vectorOffset bytes from VBAR_EL2
     */
    public void handle(Pe pe, int vectorOffset) {
        long rec = rmm.recs.runningOn(pe.index);
        switch (vectorOffset & VECTOR_KIND) {
            case VECTOR_SYNCHRONOUS -> synchronous(pe, rec);
            case VECTOR_IRQ -> leave(pe, rec, RmiRecExitReason.IRQ);
            case VECTOR_FIQ -> leave(pe, rec, RmiRecExitReason.FIQ);
            default -> systemError(pe, rec);
        }
    }

    private void leave(Pe pe, long rec, RmiRecExitReason reason) {
        rmm.recs.setLastExit(rec, LastExit.NOTHING);
        runs.exit.begin(reason);
        runs.leave(pe, rec);
    }

    private void synchronous(Pe pe, long rec) {
        long esr = pe.sys.get(SystemRegister.ESR_EL2);
        switch (Syndrome.ec(esr)) {
            case Syndrome.EC_WFX -> waitTrapped(pe, rec, esr);
            case Syndrome.EC_HVC -> hypervisorCall(pe, rec);
            case Syndrome.EC_SMC -> calls.handle(pe, rec);
            case Syndrome.EC_SYSTEM_REGISTER -> systemRegister(pe, rec, esr);
            case Syndrome.EC_SVE, Syndrome.EC_SME -> {
                runs.injection().undefined(pe);
                runs.resume(pe, rec);
            }
            case Syndrome.EC_FLOATING_POINT -> runs.resume(pe, rec);
            case Syndrome.EC_DATA_ABORT_LOWER -> abort(pe, rec, esr, false);
            case Syndrome.EC_INSTRUCTION_ABORT_LOWER -> abort(pe, rec, esr, true);
            default -> leave(pe, rec, RmiRecExitReason.SYNC);
        }
    }

    // --- instructions

    private void waitTrapped(Pe pe, long rec, long esr) {
        rmm.recs.setLastExit(rec, LastExit.NOTHING);
        ExitRecord exit = runs.exit.begin(RmiRecExitReason.SYNC);
        boolean plain = rmm.asReference(RmmChoice.WFX_TIMEOUT);
        exit.esr = esr & (plain ? Syndrome.EC | Syndrome.TI_WFE : Syndrome.MASK_WFX);
        if (!plain && (esr & Syndrome.TI_TIMEOUT) != 0) {
            exit.gprs[0] = pe.x[(int) (esr >>> 5) & 0x1f];
        }
        RecRuns.advance(pe);
        runs.leave(pe, rec);
    }

    private void hypervisorCall(Pe pe, long rec) {
        if (!rmm.asReference(RmmChoice.HVC_RETURN_ADDRESS)) {
            pe.sys.set(SystemRegister.ELR_EL2, pe.sys.get(SystemRegister.ELR_EL2) - 4);
        }
        runs.injection().undefined(pe);
        runs.resume(pe, rec);
    }

    private void systemRegister(Pe pe, long rec, long esr) {
        switch (registers.handle(pe, rec, esr)) {
            case EMULATED -> {
                RecRuns.advance(pe);
                runs.resume(pe, rec);
            }
            case UNDEFINED -> {
                runs.injection().undefined(pe);
                runs.resume(pe, rec);
            }
            case FOR_HOST -> {
                rmm.recs.setLastExit(rec, LastExit.NOTHING);
                ExitRecord exit = runs.exit.begin(RmiRecExitReason.SYNC);
                exit.esr = esr;
                exit.gprs[0] = pe.x[SystemRegisterEmulation.register(esr)];
                RecRuns.advance(pe);
                runs.leave(pe, rec);
            }
        }
    }

    // --- aborts

    private void abort(Pe pe, long rec, long esr, boolean isFetch) {
        long hpfar = pe.sys.get(SystemRegister.HPFAR_EL2);
        AbortDecision decision = AbortDecision.of(rmm, rec, esr, hpfar, walks.walk);
        AbortObserver observer = abortObserver;
        if (observer != null) {
            observer.abortDecided(rec, decision, isFetch, esr, hpfar);
        }
        switch (decision.result(isFetch)) {
            case EXTERNAL -> externalAbort(pe, rec, esr, isFetch);
            case SEA -> {
                injectSea(pe, esr);
                runs.resume(pe, rec);
            }
            case ADDRESS_SIZE_FAULT -> {
                if (rmm.asReference(RmmChoice.BEYOND_IPA_SPACE)) {
                    injectSea(pe, esr);
                } else {
                    int level = pe.mmu.fault().stage1Level;
                    runs.injection().addressSizeFault(pe, esr, pe.sys.get(SystemRegister.FAR_EL2), level);
                }
                runs.resume(pe, rec);
            }
            case RETRY -> retry(pe, rec, esr, hpfar, decision, isFetch);
            case EXIT, EXIT_EMULATABLE -> leaveForAbort(pe, rec, esr, decision, isFetch);
        }
    }

    private void injectSea(Pe pe, long esr) {
        runs.injection().syncExternalAbort(pe, esr, pe.sys.get(SystemRegister.FAR_EL2));
    }

    /** The entry permits the access: whatever the PE used instead is forgotten, or the realm could not progress. */
    private void retry(Pe pe, long rec, long esr, long hpfar, AbortDecision decision, boolean isFetch) {
        if (rmm.asReference(RmmChoice.ESR_MASKS)) {
            leaveForAbort(pe, rec, esr, decision, isFetch);
            return;
        }
        long rd = rmm.recs.owner(rec);
        rmm.tlb.invalidate(rmm.realms.vmid(rd), Syndrome.faultingPage(hpfar), S2Entry.size(S2Entry.PAGE_LEVEL));
        runs.resume(pe, rec);
    }

    private void leaveForAbort(Pe pe, long rec, long esr, AbortDecision decision, boolean isFetch) {
        AbortExits.fill(rmm, runs.exit.begin(RmiRecExitReason.SYNC), pe, esr, decision, isFetch);
        rmm.recs.setLastExit(rec, AbortExits.lastExit(decision, esr, isFetch));
        rmm.recs.setLastSyndrome(rec, esr, pe.sys.get(SystemRegister.FAR_EL2), pe.sys.get(SystemRegister.HPFAR_EL2));
        runs.leave(pe, rec);
    }

    private void externalAbort(Pe pe, long rec, long esr, boolean isFetch) {
        if (Syndrome.set(esr) == SET_UER) {
            injectSea(pe, esr);
        }
        rmm.recs.setLastExit(rec, LastExit.NOTHING);
        boolean isMaskedAsFetch = isFetch && !rmm.asReference(RmmChoice.ESR_MASKS);
        runs.exit.begin(RmiRecExitReason.SYNC).esr =
                esr & (isMaskedAsFetch ? Syndrome.MASK_INSTRUCTION_ABORT : Syndrome.MASK_NON_EMULATABLE);
        runs.leave(pe, rec);
    }

    private void systemError(Pe pe, long rec) {
        long esr = pe.sys.get(SystemRegister.ESR_EL2);
        int severity = Syndrome.aet(esr);
        if (severity == AET_UEU || severity == AET_UER) {
            rmm.recs.setPendingSError(rec, true, rmm.asReference(RmmChoice.SERROR) ? esr : esr & ISS);
            pe.sys.set(SystemRegister.HCR_EL2, pe.sys.get(SystemRegister.HCR_EL2) | Hcr.VSE);
        }
        rmm.recs.setLastExit(rec, LastExit.NOTHING);
        long mask = rmm.asReference(RmmChoice.SERROR) ? Syndrome.MASK_SERROR & ~Syndrome.EC : Syndrome.MASK_SERROR;
        runs.exit.begin(RmiRecExitReason.SERROR).esr = esr & mask;
        runs.leave(pe, rec);
    }
}
