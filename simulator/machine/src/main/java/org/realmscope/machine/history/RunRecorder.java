package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.abi.RmiStatus;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.EventProbe;
import org.realmscope.machine.event.Syndrome;
import org.realmscope.machine.time.Moment;
import org.realmscope.machine.vmm.VmmPhase;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.pe.Pe;
import org.realmscope.rmm.BuiltInRmm;

/**
 * Records a run: every stage 2 fault of a Realm with its handling, every RMI call, how RECs exited, what the host
 * reported, and all that happened in its order. What is recorded once stays: a machine that goes back and comes again
 * is not recorded twice.
 */
public final class RunRecorder implements EventProbe {
    private static final int SYNCHRONOUS_MASK = 0x180;
    /** When there are more, every second one goes. */
    private static final int MAX_MARKS = 64;

    private static final int REC_ENTER = CallWords.function(RmiCommand.REC_ENTER.functionId());
    private static final int REC_DESTROY = CallWords.function(RmiCommand.REC_DESTROY.functionId());
    private static final int REALM_CREATE = CallWords.function(RmiCommand.REALM_CREATE.functionId());

    private final Machine machine;
    private final PhysicalMemory memory;
    private final RealmRegistry realms;
    private final HostCallSites sites;
    private final FaultTracker tracker;
    private final OtherCalls otherCalls;
    private final TimelineRecorder timeline;
    private final FaultHistory faults;
    private RmiTotals.Counter totals = new RmiTotals.Counter();
    private ExitCounts.Counter exits = new ExitCounts.Counter();
    private final HostRecorder host;
    private final CallInProgress[] inProgress;
    private RmiTotals.@Nullable Counter totalsAtStart;
    private RmiTotals.@Nullable Counter totalsAtClose;
    private @Nullable Moment start;
    private List<RealmTables> tables = List.of();
    private long worldSwitches;
    private long lastInstructions;
    private int lastOrdinal;
    private boolean isRepeating;
    private final List<Mark> marks = new ArrayList<>();
    private long markInterval;
    private long nextMark;

    /** The RMI call that a PE has made last. */
    private static final class CallInProgress {
        int function = OpenFault.NO_COMMAND;
        /** Whether it is one of the handling of the PE's fault. */
        boolean inFault;
        /** Where its header is, in the list that it is in. */
        int header;

        final long[] x = new long[4];

        CallInProgress copy() {
            CallInProgress copy = new CallInProgress();
            copy.function = function;
            copy.inFault = inFault;
            copy.header = header;
            System.arraycopy(x, 0, copy.x, 0, x.length);
            return copy;
        }
    }

    /** All that changes while it records, at a moment to which it can come back. */
    private record Mark(
            Moment moment,
            RmiTotals.Counter totals,
            ExitCounts.Counter exits,
            RmiTotals.@Nullable Counter totalsAtStart,
            RmiTotals.@Nullable Counter totalsAtClose,
            @Nullable Moment start,
            List<RealmTables> tables,
            long worldSwitches,
            RealmRegistry realms,
            FaultTracker.Mark faults,
            OtherCalls.Mark otherCalls,
            TimelineRecorder.Mark timeline,
            HostRecorder.Mark host,
            List<CallInProgress> inProgress) {}

    private RunRecorder(Machine machine, HistoryLimits limits) {
        this.machine = machine;
        this.memory = machine.platform().memory;
        this.realms = new RealmRegistry(memory);
        this.host = new HostRecorder(machine.platform(), limits);
        this.sites = new HostCallSites(memory);
        this.tracker = new FaultTracker(machine, realms, host, limits, sites);
        this.otherCalls = new OtherCalls(machine.configuration().pes(), limits.otherCallBytes(), sites);
        this.timeline = new TimelineRecorder(machine, realms, limits.timelineBytes());
        this.faults = tracker.history();
        this.inProgress = new CallInProgress[machine.configuration().pes()];
        for (int i = 0; i < inProgress.length; i++) {
            inProgress[i] = new CallInProgress();
        }
        this.markInterval = limits.markInterval();
        this.lastInstructions = machine.now().instructions();
        this.lastOrdinal = machine.now().ordinal();
    }

    /** Records what {@code machine} does from now on; from reset on, or realms that exist already have no numbers. */
    public static RunRecorder attach(Machine machine, HistoryLimits limits) {
        RunRecorder recorder = new RunRecorder(machine, limits);
        machine.setProbe(recorder);
        return recorder;
    }

    // --- what has been recorded

    /** The stage 2 faults of the Realms. */
    public FaultHistory faults() {
        return faults;
    }

    /** Everything that is kept, in the order of the run. */
    public Timeline timeline() {
        return timeline.timeline();
    }

    /** All that has been recorded so far. */
    public RunHistory history() {
        host.drainAll();
        return new RunHistory(
                faults,
                totals.since(null),
                totals.since(totalsAtStart),
                (totalsAtClose == null ? totals : totalsAtClose).since(totalsAtStart),
                start,
                otherCalls.read(),
                exits.build(),
                worldSwitches,
                host.reports(),
                host.reportCount(),
                host.leakedPages(),
                host.trace(),
                totalsAtClose == null ? RealmTables.of(machine.platform(), realms) : tables);
    }

    /** What the host says of itself. */
    public HostRecorder host() {
        return host;
    }

    // --- what is said from outside

    /** The set-up is over: from here on counts {@link RunHistory#totalsSinceStart}. */
    public void mark() {
        totalsAtStart = totals.copy();
        start = machine.now();
    }

    /** No vCPU will go on: notes the faults that the host has not resolved, and the realms' tables, as they are now. */
    public void settle() {
        tracker.settleAll();
        totalsAtClose = totals.copy();
        tables = RealmTables.of(machine.platform(), realms);
    }

    // --- events

    /** Whether the event has been recorded before the machine went back. */
    private boolean isKnown(long instructions, int ordinal) {
        if (instructions < lastInstructions || instructions == lastInstructions && ordinal <= lastOrdinal) {
            isRepeating = true;
            return true;
        }
        if (instructions >= nextMark) {
            addMark();
            nextMark = instructions + markInterval;
        }
        isRepeating = false;
        lastInstructions = instructions;
        lastOrdinal = ordinal;
        return false;
    }

    /** Whether the machine is in its past: the last event that it told had been recorded before. */
    public boolean isRepeating() {
        return isRepeating;
    }

    // --- coming back

    private void addMark() {
        List<CallInProgress> calls = new ArrayList<>();
        for (CallInProgress call : inProgress) {
            calls.add(call.copy());
        }
        marks.add(new Mark(
                new Moment(lastInstructions, lastOrdinal),
                totals.copy(),
                exits.copy(),
                totalsAtStart,
                totalsAtClose,
                start,
                tables,
                worldSwitches,
                realms.copy(),
                tracker.mark(),
                otherCalls.mark(),
                timeline.mark(),
                host.mark(),
                calls));
        if (marks.size() > MAX_MARKS) {
            for (int i = marks.size() - 1; i > 0; i -= 2) {
                marks.remove(i);
            }
            markInterval *= 2;
        }
    }

    /**
     * The run has been changed at a moment of its past, where the machine stands: what has been recorded of what came
     * later is void. The machine goes back and forth once, silently, to a moment at which this recorder can begin anew.
     */
    public void futureDiscarded() {
        Moment now = machine.now();
        if (marks.isEmpty() || !now.isBefore(new Moment(lastInstructions, lastOrdinal))) {
            return;
        }
        while (marks.size() > 1 && now.isBefore(marks.getLast().moment())) {
            marks.removeLast();
        }
        Moment from = marks.getLast().moment();
        machine.goTo(from.isBefore(machine.earliest()) ? machine.earliest() : from);
        reset(marks.getLast());
        machine.goTo(now);
    }

    private void reset(Mark mark) {
        lastInstructions = mark.moment().instructions();
        lastOrdinal = mark.moment().ordinal();
        nextMark = lastInstructions + markInterval;
        totals = mark.totals().copy();
        exits = mark.exits().copy();
        totalsAtStart = mark.totalsAtStart();
        totalsAtClose = mark.totalsAtClose();
        start = mark.start();
        tables = mark.tables();
        worldSwitches = mark.worldSwitches();
        realms.reset(mark.realms());
        tracker.reset(mark.faults());
        otherCalls.reset(mark.otherCalls());
        timeline.reset(mark.timeline());
        host.reset(mark.host());
        for (int i = 0; i < inProgress.length; i++) {
            inProgress[i] = mark.inProgress().get(i).copy();
        }
    }

    @Override
    public void exceptionTaken(Pe pe, int ordinal, int fromEl, int targetEl, int vectorOffset) {
        if (isKnown(pe.instructions, ordinal)
                || targetEl != 2
                || fromEl == 2
                || pe.securityState != SecurityState.REALM) {
            return;
        }
        tracker.realmRan(pe);
        CallInProgress call = inProgress[pe.index];
        if (call.inFault || call.function == REC_ENTER) {
            otherCalls.leaveOpen(pe.index);
            call.inFault = false;
        }
        boolean isSynchronous = (vectorOffset & SYNCHRONOUS_MASK) == 0;
        if (isSynchronous && FaultTracker.isAbort(pe)) {
            tracker.taken(pe, ordinal);
            timeline.faultTaken(pe, ordinal, faults.count(), tracker.ipa(pe.index));
        } else if (isSynchronous) {
            timeline.exceptionTaken(pe, ordinal);
        }
    }

    @Override
    public void realmResumed(Pe pe, int ordinal, long esr, long x0) {
        if (!isKnown(pe.instructions, ordinal)) {
            timeline.realmResumed(pe, ordinal, esr, x0);
        }
    }

    @Override
    public void rmiCalled(Pe pe, int ordinal, long functionId) {
        if (isKnown(pe.instructions, ordinal)) {
            return;
        }
        CallInProgress call = inProgress[pe.index];
        call.function = CallWords.function(functionId);
        timeline.rmiCalled(pe, ordinal, call.function);
        System.arraycopy(pe.x, 0, call.x, 0, call.x.length);
        call.inFault = tracker.isWithHost(pe.index);
        int origin = CallWords.origin(pe.index, sites.of(pe.x[30], pe.x[29]));
        if (call.inFault) {
            call.header = tracker.called(pe, ordinal, origin, call.function);
        } else {
            otherCalls.called(pe, ordinal, origin, call.function);
        }
        if (call.function == REC_ENTER) {
            tracker.entering(pe, pe.x[1], pe.x[2]);
        } else if (call.function == REC_DESTROY) {
            tracker.look(pe.x[1]);
        } else if (call.function == REALM_CREATE) {
            realms.creating(pe.x[2]);
        }
        host.drain(pe.index);
    }

    @Override
    public void rmiReturned(Pe pe, int ordinal, long functionId, int first) {
        if (isKnown(pe.instructions, ordinal)) {
            return;
        }
        CallInProgress call = inProgress[pe.index];
        long result = pe.x[first];
        boolean succeeded = result == RmiStatus.SUCCESS.returnCode();
        totals.add(CallWords.function(functionId), result);
        timeline.rmiReturned(pe, ordinal, CallWords.function(functionId), first, call.x);
        RmiCommand command = RmiCommand.of(functionId);
        int condition = succeeded || command == null ? CallWords.NO_CONDITION : failedCondition(command);
        if (call.inFault) {
            tracker.returned(pe, call.header, command, call.x, first, condition);
        } else {
            otherCalls.returned(pe, first, condition);
        }
        if (succeeded && command != null) {
            realms.succeeded(command, call.x[1], call.x[2]);
            if (command == RmiCommand.REC_DESTROY) {
                tracker.settle(call.x[1]);
            }
        }
        call.inFault = false;
        call.function = OpenFault.NO_COMMAND;
    }

    private int failedCondition(RmiCommand command) {
        return machine.platform().realmWorld() instanceof BuiltInRmm rmm
                ? rmm.failedCondition(machine.platform(), command)
                : CallWords.NO_CONDITION;
    }

    @Override
    public void recExited(Pe pe, int ordinal, long rec, long run) {
        if (isKnown(pe.instructions, ordinal)) {
            return;
        }
        int reason = memory.read8(run + RmiRecRun.EXIT_REASON);
        long esr = memory.read64(run + RmiRecRun.EXIT_ESR);
        exits.add(reason, esr);
        boolean isAbort = reason == RmiRecExitReason.SYNC.code() && Syndrome.isAbortOfLowerEl(esr);
        tracker.exited(pe, ordinal, run, isAbort);
        boolean asksForRipas = reason == RmiRecExitReason.RIPAS_CHANGE.code();
        timeline.recExited(rec, asksForRipas, memory.read8(run + RmiRecRun.EXIT_RIPAS_VALUE));
    }

    @Override
    public void worldSwitched(Pe pe, int ordinal, SecurityState from) {
        if (!isKnown(pe.instructions, ordinal)) {
            worldSwitches++;
            timeline.worldSwitched(pe, ordinal, from);
        }
    }

    @Override
    public void granuleAssigned(Pe pe, int ordinal) {
        if (!isKnown(pe.instructions, ordinal)) {
            tracker.granuleAssigned(pe.index);
        }
    }

    @Override
    public void tlbInvalidated(Pe pe, int ordinal) {
        boolean known =
                pe.instructions < lastInstructions || pe.instructions == lastInstructions && ordinal < lastOrdinal;
        if (!known) {
            tracker.tlbInvalidated(pe.index);
        }
    }

    @Override
    public void doorbellAcknowledged(long at, int ordinal, int pe, long value) {
        if (!isKnown(at, ordinal)) {
            host.doorbell(new Moment(at, ordinal), pe, value);
        }
    }

    @Override
    public void vmmPhaseBegan(long at, int ordinal, VmmPhase phase) {
        if (isKnown(at, ordinal)) {
            return;
        }
        if (phase == VmmPhase.START) {
            mark();
        } else if (phase == VmmPhase.CLOSE) {
            settle();
        } else if (phase == VmmPhase.FINISHED) {
            host.drainAll();
        }
    }
}
