package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.abi.RmiStatus;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.ProgressDetector;
import org.realmscope.machine.event.Syndrome;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;
import org.realmscope.rmm.run.AbortDecision;

/**
 * Follows each fault from the PE that takes it to the RMI_REC_ENTER with which its handling ends. Handlings of several
 * PEs run at the same time; a PE has one at most.
 */
final class FaultTracker {
    private static final int EC_SHIFT = 26;
    private static final int EC_INSTRUCTION_ABORT_LOWER_EL = 0x20;
    private static final long FNV = 1 << 10;
    private static final long OFFSET = 0xfff;

    private final Machine machine;
    private final PhysicalMemory memory;
    private final RealmRegistry realms;
    private final HostRecorder host;
    private final RttReader rtts;
    private final FaultStore store;
    private final HostCallSites sites;
    private final OpenFault[] open;
    /** {@link Machine#counts} of the PE at the REC exit of its fault. */
    private final long[] exitedAt;
    /** What each PE entered last. */
    private final Entered[] entered;

    /** A REC and who it is. */
    private static final class Entered {
        long rec;
        int generation = -1;
        int realm = OpenFault.NOBODY;
        int vcpu = OpenFault.NOBODY;

        Entered copy() {
            Entered copy = new Entered();
            copy.rec = rec;
            copy.generation = generation;
            copy.realm = realm;
            copy.vcpu = vcpu;
            return copy;
        }
    }

    FaultTracker(Machine machine, RealmRegistry realms, HostRecorder host, HistoryLimits limits, HostCallSites sites) {
        int pes = machine.configuration().pes();
        this.machine = machine;
        this.memory = machine.platform().memory;
        this.realms = realms;
        this.host = host;
        this.rtts = new RttReader(machine.platform());
        this.store = new FaultStore(limits.faultBytes(), sites);
        this.sites = sites;
        this.open = new OpenFault[pes];
        this.exitedAt = new long[pes];
        this.entered = new Entered[pes];
        for (int i = 0; i < pes; i++) {
            open[i] = new OpenFault();
            entered[i] = new Entered();
        }
    }

    FaultHistory history() {
        return new RecordedFaults(store, open, realms, sites);
    }

    /** Where everything stood at a moment. */
    record Mark(long count, List<OpenFault> open, List<Long> exitedAt, List<Entered> entered) {}

    Mark mark() {
        List<OpenFault> faults = new ArrayList<>();
        List<Entered> recs = new ArrayList<>();
        for (int i = 0; i < open.length; i++) {
            faults.add(open[i].copy());
            recs.add(entered[i].copy());
        }
        return new Mark(store.count(), faults, Arrays.stream(exitedAt).boxed().toList(), recs);
    }

    /** Forgets what has come since {@code mark} was made. */
    void reset(Mark mark) {
        store.truncate(mark.count());
        for (int i = 0; i < open.length; i++) {
            open[i].copyFrom(mark.open().get(i));
            if (open[i].stage != OpenFault.Stage.NONE) {
                store.unwrite(open[i].number);
            }
            exitedAt[i] = mark.exitedAt().get(i);
            entered[i] = mark.entered().get(i).copy();
        }
    }

    /** Whether the exception that a PE took to EL2 is an abort. */
    static boolean isAbort(Pe pe) {
        return Syndrome.isAbortOfLowerEl(pe.sys.get(SystemRegister.ESR_EL2));
    }

    // --- fault

    /** The Realm on a PE has run on: whatever its last fault needed has been done. */
    void realmRan(Pe pe) {
        OpenFault fault = open[pe.index];
        switch (fault.stage) {
            case NONE -> {}
            case TAKEN -> close(fault, withoutHost(fault));
            // An exit from which the Realm came back without RMI_REC_ENTER: the handling is another PE's.
            case EXITED -> close(fault, ResolutionKind.REENTERED);
            case ENTERED -> close(fault, fault.kind);
        }
    }

    private ResolutionKind withoutHost(OpenFault fault) {
        if (fault.decision == OpenFault.NO_DECISION) {
            return ResolutionKind.HANDLED_BY_RMM;
        }
        fault.after = fault.before;
        AbortDecision decision = rtts.decision(fault.decision);
        return isInjected(decision, fault.esr) || decision == AbortDecision.EXTERNAL_ABORT
                ? ResolutionKind.INJECTED
                : ResolutionKind.RETRIED;
    }

    private static boolean isInjected(AbortDecision decision, long esr) {
        boolean isFetch = (esr >>> EC_SHIFT & 0x3f) == EC_INSTRUCTION_ABORT_LOWER_EL;
        AbortDecision.Result result = decision.result(isFetch);
        return result == AbortDecision.Result.SEA || result == AbortDecision.Result.ADDRESS_SIZE_FAULT;
    }

    /** A PE took a stage 2 abort from a Realm. */
    void taken(Pe pe, int ordinal) {
        OpenFault fault = open[pe.index];
        fault.clear();
        fault.stage = OpenFault.Stage.TAKEN;
        fault.esr = pe.sys.get(SystemRegister.ESR_EL2);
        fault.far = pe.sys.get(SystemRegister.FAR_EL2);
        fault.hpfar = pe.sys.get(SystemRegister.HPFAR_EL2);
        begin(fault, pe, ordinal);
        if (rtts.isKnown() && fault.rec != 0) {
            AbortDecision decision = rtts.decide(fault.rec, fault.esr, fault.hpfar);
            fault.decision = decision.ordinal();
            fault.before = rtts.lastState(decision);
            if (isInjected(decision, fault.esr)) {
                fault.after = fault.before;
                fault.kind = ResolutionKind.INJECTED;
            }
        }
    }

    /** Fills in what follows from the syndrome and from the PE. */
    private void begin(OpenFault fault, Pe pe, int ordinal) {
        Entered who = entered[pe.index];
        fault.number = store.reserve();
        fault.pe = pe.index;
        fault.realm = who.realm;
        fault.vcpu = who.vcpu;
        fault.rec = who.rec;
        fault.instructions = pe.instructions;
        fault.ordinal = ordinal;
        fault.pc = machine.counts().realmPc(pe.index);
        fault.ipa = Syndrome.faultingPage(fault.hpfar) | ((fault.esr & FNV) != 0 ? 0 : fault.far & OFFSET);
        fault.half = half(who.realm, fault.ipa);
        fault.repeats = machine.counts().faultRepeats(pe.index) > 1;
    }

    /**
     * A REC exited for an abort that no PE has taken: the RMM needs a page of the Realm and finds it as an access of
     * the Realm would.
     */
    private void reported(Pe pe, int ordinal, long run) {
        OpenFault fault = open[pe.index];
        fault.clear();
        fault.reported = true;
        show(fault, pe, run);
        fault.esr = fault.hostEsr;
        fault.far = fault.hostFar;
        fault.hpfar = fault.hostHpfar;
        begin(fault, pe, ordinal);
        if (rtts.isKnown() && fault.rec != 0) {
            AbortDecision decision = rtts.decide(fault.rec, fault.esr, fault.hpfar);
            fault.before = rtts.lastState(decision);
            boolean isExit = decision.result(false) == AbortDecision.Result.EXIT;
            fault.decision = isExit ? decision.ordinal() : OpenFault.NO_DECISION;
        }
    }

    /** The host gets to know of a fault. */
    private void show(OpenFault fault, Pe pe, long run) {
        fault.stage = OpenFault.Stage.EXITED;
        fault.shown = true;
        fault.hostEsr = memory.read64(run + RmiRecRun.EXIT_ESR);
        fault.hostFar = memory.read64(run + RmiRecRun.EXIT_FAR);
        fault.hostHpfar = memory.read64(run + RmiRecRun.EXIT_HPFAR);
        exitedAt[pe.index] = machine.counts().executed(pe);
    }

    /** IPA of the fault that a PE has taken last. */
    long ipa(int pe) {
        return open[pe].ipa;
    }

    private int half(int realm, long ipa) {
        int width = realm == OpenFault.NOBODY ? 0 : realms.ipaWidth(realm);
        if (width == 0) {
            return OpenFault.HALF_UNKNOWN;
        }
        return ipa >>> (width - 1) == 0 ? OpenFault.HALF_PROTECTED : OpenFault.HALF_UNPROTECTED;
    }

    // --- handling

    /** A REC exited on a PE. */
    void exited(Pe pe, int ordinal, long run, boolean isAbort) {
        OpenFault fault = open[pe.index];
        if (fault.stage == OpenFault.Stage.TAKEN && isAbort) {
            show(fault, pe, run);
            return;
        }
        if (fault.stage == OpenFault.Stage.ENTERED) {
            close(fault, fault.kind);
        } else if (fault.stage == OpenFault.Stage.TAKEN) {
            close(fault, withoutHost(fault));
        }
        if (isAbort) {
            reported(pe, ordinal, run);
        }
    }

    /** Whether the host handles a fault of a PE. */
    boolean isWithHost(int pe) {
        return open[pe].stage == OpenFault.Stage.EXITED;
    }

    /** The host made an RMI call while it handled the fault; returns where its header is. */
    int called(Pe pe, int ordinal, int origin, int function) {
        OpenFault fault = open[pe.index];
        fault.callCount++;
        return CallWords.call(fault.calls, fault.instructions, pe.instructions, ordinal, origin, function, pe.x);
    }

    /**
     * An RMI call of the handling has returned; {@code x} are X0 to X3 of the call.
     *
     * @param condition as {@link CallWords#complete} has it
     */
    void returned(Pe pe, int header, @Nullable RmiCommand command, long[] x, int first, int condition) {
        OpenFault fault = open[pe.index];
        CallWords.complete(fault.calls, header, pe.x, first, condition);
        boolean succeeded = pe.x[first] == RmiStatus.SUCCESS.returnCode();
        if (fault.stage == OpenFault.Stage.ENTERED && !succeeded) {
            fault.stage = OpenFault.Stage.EXITED;
        } else if (succeeded && command != null && maps(command, x, fault.ipa)) {
            fault.command = CallWords.function(command.functionId());
        }
    }

    private static boolean maps(RmiCommand command, long[] x, long ipa) {
        return switch (command) {
            case DATA_CREATE, DATA_CREATE_UNKNOWN -> x[3] == (ipa & ~OFFSET);
            case RTT_MAP_UNPROTECTED -> ipa - x[2] >= 0 && ipa - x[2] < 1L << 12 + 9 * (3 - x[3]);
            default -> false;
        };
    }

    /** The host is about to enter a REC. */
    void entering(Pe pe, long rec, long run) {
        Entered who = entered[pe.index];
        if (who.rec != rec || who.generation != realms.generation()) {
            int realm = realms.realmOf(rec);
            who.generation = realms.generation();
            who.rec = rec;
            who.realm = known(realm);
            who.vcpu = realm == RealmRegistry.UNKNOWN ? OpenFault.NOBODY : known(realms.vcpuOf(realm, rec));
        }
        OpenFault fault = open[pe.index];
        if (fault.stage != OpenFault.Stage.EXITED) {
            return;
        }
        fault.hostInstructions = machine.counts().executed(pe) - exitedAt[pe.index];
        fault.returnCode = host.returnCode(pe.index, fault.instructions);
        if (fault.rec != rec) {
            close(fault, ResolutionKind.NONE);
            return;
        }
        fault.after = rtts.state(fault.rec, fault.ipa);
        fault.stage = OpenFault.Stage.ENTERED;
        fault.kind = resolution(fault, memory.isBacked(run, 8) ? memory.read64(run + RmiRecRun.ENTER_FLAGS) : 0);
    }

    /** A number of a realm or vCPU, if there is room for it. */
    private static int known(int number) {
        return number >= 0 && number < OpenFault.NOBODY ? number : OpenFault.NOBODY;
    }

    private ResolutionKind resolution(OpenFault fault, long flags) {
        if ((flags & RmiRecRun.FLAG_INJECT_SEA) != 0) {
            return ResolutionKind.INJECTED_BY_HOST;
        }
        if ((flags & RmiRecRun.FLAG_EMUL_MMIO) != 0) {
            return ResolutionKind.EMULATED;
        }
        boolean translates = fault.after == OpenFault.NO_STATE || RttReader.isMapped(fault.after);
        return fault.command != OpenFault.NO_COMMAND && translates ? ResolutionKind.MAPPED : ResolutionKind.REENTERED;
    }

    void granuleAssigned(int pe) {
        if (open[pe].stage != OpenFault.Stage.NONE) {
            open[pe].gptChanges++;
        }
    }

    void tlbInvalidated(int pe) {
        if (open[pe].stage != OpenFault.Stage.NONE) {
            open[pe].tlbInvalidations++;
        }
    }

    // --- end

    /** A REC may be about to be destroyed, and with it the way to its Realm's tables. */
    void look(long rec) {
        for (OpenFault fault : open) {
            if (fault.stage == OpenFault.Stage.EXITED && fault.rec == rec) {
                fault.after = rtts.state(rec, fault.ipa);
            }
        }
    }

    /** A REC has been destroyed. */
    void settle(long rec) {
        for (OpenFault fault : open) {
            if (fault.rec == rec) {
                settle(fault);
            }
        }
    }

    void settleAll() {
        for (OpenFault fault : open) {
            settle(fault);
        }
    }

    private void settle(OpenFault fault) {
        switch (fault.stage) {
            case NONE -> {}
            case TAKEN -> close(fault, withoutHost(fault));
            case ENTERED -> close(fault, fault.kind);
            case EXITED -> {
                int state = rtts.state(fault.rec, fault.ipa);
                fault.after = state == OpenFault.NO_STATE ? fault.after : state;
                fault.returnCode = host.returnCode(fault.pe, fault.instructions);
                close(fault, isParked(fault) ? ResolutionKind.PARKED : ResolutionKind.NONE);
            }
        }
    }

    /** Whether the host would have entered the REC again, had anybody believed in progress. */
    private boolean isParked(OpenFault fault) {
        return machine.counts().faultRepeats(fault.pe) >= ProgressDetector.LIMIT
                && (fault.returnCode == OpenFault.NO_RETURN_CODE || fault.returnCode >= 0);
    }

    private void close(OpenFault fault, ResolutionKind kind) {
        fault.kind = kind;
        fault.stage = OpenFault.Stage.NONE;
        store.write(fault);
    }
}
