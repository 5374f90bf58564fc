package org.realmscope.debug.control;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.UserError;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * The owner of a machine that is debugged: runs it forwards and backwards, and stops it where breakpoints say, also
 * where a step comes to one. A breakpoint is hit once each time a PE comes to it forwards, however it is moved; going
 * on from there does not hit it again. Nothing but {@link #apply} and {@link #write} changes the run. One thread uses a
 * session; only {@link #pause} may be called by others.
 */
public final class DebugSession {
    private static final int ANY_PE = -1;

    private final Machine machine;
    private final Inspection view;
    private final SessionListener listener;
    private final BreakpointTable table;
    private final EventFanout events;
    private final NearHistory near;
    private RunParts parts = RunParts.NONE;
    private Progress stepProgress = Progress.NONE;
    private int focus;
    /** Where a breakpoint was reported last. */
    private Moment reportedAt = Moment.NEVER;
    /** Where the present movement began; never if it goes on with one of whose end nobody was told. */
    private Moment origin = Moment.NEVER;
    /** PE that was looked at when the present movement began. */
    private int lookedAt;
    /** PE that the present movement steps, {@link #ANY_PE} if it steps none. */
    private int stepped = ANY_PE;
    /** The breakpoint that the machine has just come to, if that is why it stopped. */
    private StopReason.@Nullable BreakpointHit lastCode;

    /** A session without symbols, that knows of no hazards but those that the architecture shows. */
    public DebugSession(Machine machine) {
        this(machine, CodeResolver.NONE, HazardSource.NONE, SessionListener.NONE);
    }

    /**
     * @param resolver finds the code of lines and functions
     * @param hazards knows of hazards that are in the host's data
     */
    public DebugSession(Machine machine, CodeResolver resolver, HazardSource hazards, SessionListener listener) {
        this.machine = machine;
        this.view = new Inspection(machine);
        this.listener = listener;
        this.table = new BreakpointTable(view, resolver, hazards, listener);
        this.events = new EventFanout(machine, table);
        this.near = new NearHistory(machine);
    }

    /** The machine; to be read only. */
    public Machine machine() {
        return machine;
    }

    /** What the machine holds where it stands. */
    public Inspection view() {
        return view;
    }

    /** Tells {@code observer} of each event of the run once, however often it is run again. */
    public void addObserver(MachineObserver observer) {
        events.add(observer);
    }

    public void removeObserver(MachineObserver observer) {
        events.remove(observer);
    }

    // --- breakpoints

    /**
     * Sets the breakpoints of a kind, in place of those that were set before.
     *
     * @return one status per request, in the same order
     * @throws UserError if a request is of another kind
     */
    public List<BreakpointStatus> setBreakpoints(BreakpointKind kind, List<BreakpointRequest> requests) {
        return table.set(kind, requests);
    }

    /** Every breakpoint that is set. */
    public List<BreakpointStatus> breakpoints() {
        return table.all();
    }

    // --- forwards

    /** Runs until something stops the run. */
    public Stop resume() {
        return runUntil(Moment.NEVER);
    }

    /** Runs until the first moment that is not before {@code moment}, or until something else stops the run. */
    public Stop runUntil(Moment moment) {
        begin(null, ANY_PE);
        return drive(() -> machine.run(moment), null);
    }

    /** Goes on with a run that came to the moment which {@link #runUntil} was given, of which nobody has been told. */
    public Stop goOnUntil(Moment moment) {
        begin(null, ANY_PE);
        origin = Moment.NEVER;
        return drive(() -> machine.run(moment), null);
    }

    /** Executes one instruction of a PE; the others run as the schedule has it. */
    public Stop stepInstruction(int pe) {
        beginSteps(pe, null);
        Stop stop = step(pe);
        endSteps();
        return stop;
    }

    /**
     * Runs to the next event of a kind.
     *
     * @param pe on which it is to happen, negative for any
     */
    public Stop runTo(StepTarget target, int pe) {
        begin(target, pe);
        Stop stop = drive(this::runOn, null);
        events.search(null, ANY_PE);
        return stop;
    }

    /** From now on, runs of steps and to events are divided so. */
    public void setParts(RunParts next) {
        parts = next;
    }

    /** From now on, steps back tell how far they have searched. */
    public void setProgress(Progress next) {
        stepProgress = next;
    }

    private StopReason runOn() {
        while (true) {
            long length = parts.length();
            long now = machine.now().instructions();
            boolean isWhole = length > Long.MAX_VALUE - now;
            StopReason reason = machine.run(isWhole ? Moment.NEVER : new Moment(now + length, 0));
            if (isWhole || !(reason instanceof StopReason.LimitReached)) {
                return reason;
            }
            parts.done();
        }
    }

    /** Asks for a stop as soon as possible; any thread may call it. A search through history is cancelled. */
    public void pause() {
        machine.pause().request();
    }

    private void begin(@Nullable StepTarget target, int pe) {
        table.setMode(BreakpointTable.Mode.FORWARD);
        table.refresh();
        events.search(target, pe);
        events.attach();
        origin = machine.now();
        lookedAt = focus;
        stepped = ANY_PE;
    }

    /** The instruction steps of a line step: as {@link #stepInstruction}, but addresses are not looked up again. */
    Stop step(int pe) {
        long before = machine.counts().lastExecuted(pe);
        return drive(() -> machine.stepInstruction(pe), () -> machine.counts().lastExecuted(pe) != before);
    }

    /**
     * Starts a step that consists of more than one run.
     *
     * @param target event of the PE at which it ends, too; null for none
     */
    void beginSteps(int pe, @Nullable StepTarget target) {
        begin(target, pe);
        focus = pe;
        stepped = pe;
    }

    /** The step is over. */
    void endSteps() {
        events.search(null, ANY_PE);
    }

    /** Runs until a PE is about to execute one of the instructions, or until something else stops the run. */
    Stop runToCode(CodeStops stops) {
        focus = stops.pe();
        stops.arm(machine);
        try {
            return drive(this::runOn, () -> lastCode != null && stops.isAt(machine, lastCode));
        } finally {
            stops.disarm(machine);
        }
    }

    /**
     * Lets the machine go on until it has stopped for a reason that counts.
     *
     * @param done asked after a stop for another reason: whether the step is complete all the same; null if it cannot
     *     be
     */
    private Stop drive(Supplier<StopReason> advance, @Nullable Supplier<Boolean> done) {
        Moment start = machine.now();
        while (true) {
            StopReason reason = advance.get();
            lastCode = reason instanceof StopReason.BreakpointHit hit ? hit : null;
            if (!machine.now().equals(start) || !isKnown(reason)) {
                table.stopped(reason);
            }
            Stop stop = interpret(reason);
            if (stop != null) {
                return stop;
            }
            if (done != null && done.get()) {
                return new Stop.StepComplete(machine.now(), focus);
            }
        }
    }

    /**
     * Whether a stop at the place from which the run goes on has been dealt with, or is where somebody has just looked.
     */
    private boolean isKnown(StopReason reason) {
        return switch (reason) {
            case StopReason.BreakpointHit(int pe, long pa) ->
                pe == stepped || pe == lookedAt && machine.now().equals(origin);
            case StopReason.StepCompleted completed -> true;
            default -> machine.now().equals(reportedAt);
        };
    }

    private @Nullable Stop interpret(StopReason reason) {
        Moment now = machine.now();
        List<Hit> hits = table.takeHits();
        MachineEvent event = events.takeReached();
        if (!hits.isEmpty()) {
            focus = hits.getFirst().pe();
            reportedAt = now;
            return new Stop.AtBreakpoint(now, focus, hits);
        }
        if (event != null) {
            focus = event.pe();
            return new Stop.EventReached(now, focus, event);
        }
        return switch (reason) {
            case StopReason.LimitReached limit -> new Stop.MomentReached(now, current());
            case StopReason.StepCompleted(int pe) -> new Stop.StepComplete(now, pe);
            case StopReason.Paused paused -> new Stop.Paused(now, current());
            case StopReason.EventReached reached -> null;
            case StopReason.BreakpointHit hit -> null;
            case StopReason.WatchpointHit hit -> null;
            case StopReason.NativeWatchpointHit hit -> null;
            default -> new Stop.Ended(now, current(), reason);
        };
    }

    /** The PE whose turn it is, or the one that was looked at last if every PE waits. */
    private int current() {
        int pe = machine.currentPe();
        focus = pe < 0 ? focus : pe;
        return focus;
    }

    // --- backwards

    /** Goes back to where the last instruction of a PE began; at the earliest moment, stays there. */
    public Stop stepBack(int pe) {
        Moment origin = machine.now();
        focus = pe;
        long behind = machine.counts().lastExecuted(pe);
        Moment target = new Moment(behind - 1, 0);
        if (behind == 0 || target.isBefore(machine.earliest())) {
            return toHistoryStart();
        }
        begin(null, ANY_PE);
        table.setMode(BreakpointTable.Mode.SILENT);
        near.goTo(target);
        events.moved();
        Moment start = target;
        boolean goesOn = true;
        while (goesOn) {
            goesOn = stepSilently(pe);
            boolean isEarlier = goesOn && machine.stepStart().isBefore(origin);
            start = isEarlier ? machine.stepStart() : start;
            // An interrupt that the PE takes where it stood is a step of its own, and no instruction.
            boolean isThere = machine.counts().lastExecuted(pe) >= behind;
            boolean sameInstant = machine.now().instructions() == origin.instructions();
            goesOn &= machine.now().isBefore(origin) && (!isThere || sameInstant);
        }
        near.goTo(start);
        arrived();
        List<Hit> hits = table.codeReachedBackwards(pe);
        if (hits.isEmpty()) {
            return new Stop.StepComplete(machine.now(), pe);
        }
        reportedAt = machine.now();
        return new Stop.AtBreakpoint(machine.now(), pe, hits);
    }

    /** Whether the instruction that the PE is about to execute takes an exception that leads back to it. */
    boolean isTakenBack(int pe) {
        Moment here = machine.now();
        Pe stepped = machine.pe(pe);
        long pc = stepped.pc;
        int el = stepped.el;
        SecurityState world = stepped.securityState;
        table.setMode(BreakpointTable.Mode.SILENT);
        near.leaveMark();
        stepSilently(pe);
        SystemRegister elr = el < 2 ? SystemRegister.ELR_EL1 : SystemRegister.ELR_EL2;
        boolean leftContext = stepped.el != el || stepped.securityState != world;
        boolean isTaken = leftContext || stepped.pc != pc && stepped.sys.get(elr) == pc;
        near.goTo(here);
        arrived();
        return isTaken;
    }

    /** @return whether an instruction was executed, or an interrupt taken instead */
    private boolean stepSilently(int pe) {
        long before = machine.counts().lastExecuted(pe);
        StopReason reason = machine.stepInstruction(pe);
        while (isPassing(reason)) {
            if (machine.counts().lastExecuted(pe) != before) {
                return true;
            }
            reason = machine.stepInstruction(pe);
        }
        return reason instanceof StopReason.StepCompleted;
    }

    /** Whether a stop means nothing to a step of which nobody is told. */
    private static boolean isPassing(StopReason reason) {
        return reason instanceof StopReason.BreakpointHit
                || reason instanceof StopReason.WatchpointHit
                || reason instanceof StopReason.NativeWatchpointHit
                || reason instanceof StopReason.EventReached
                || reason instanceof StopReason.Paused;
    }

    /** Goes back to the latest earlier stop of any breakpoint, or to the earliest moment if there is none. */
    public Stop reverseContinue(Progress progress) {
        return searchBack(null, ANY_PE, BreakpointTable.Mode.SEARCH, progress);
    }

    /**
     * Goes back to the latest earlier event of a kind, or to the earliest moment if there is none. Breakpoints do not
     * count.
     *
     * @param pe on which it happened, negative for any
     */
    public Stop reverseTo(StepTarget target, int pe, Progress progress) {
        return searchBack(target, pe, BreakpointTable.Mode.SILENT, progress);
    }

    /** Goes back to where a PE was last about to execute one of the instructions, or to a later breakpoint. */
    Stop reverseToCode(CodeStops stops) {
        stops.arm(machine);
        try {
            begin(null, ANY_PE);
            table.setMode(BreakpointTable.Mode.SEARCH);
            return search(stops, stepProgress);
        } finally {
            stops.disarm(machine);
        }
    }

    /**
     * Goes back to where a PE began to execute a function, the last time that its frame was at this place; stays there
     * if that is where it is. Breakpoints do not count.
     */
    public Stop reverseToEntry(FrameEntry entry, Progress progress) {
        if (entry.isAt(machine.pe(entry.pe()))) {
            return new Stop.StepComplete(machine.now(), entry.pe());
        }
        CodeStops stops = new CodeStops(entry.pe(), new TreeSet<>(List.of(entry.pa())), entry::isAt);
        stops.arm(machine);
        try {
            begin(null, ANY_PE);
            table.setMode(BreakpointTable.Mode.SILENT);
            return search(stops, progress);
        } finally {
            stops.disarm(machine);
        }
    }

    private Stop searchBack(@Nullable StepTarget target, int pe, BreakpointTable.Mode mode, Progress progress) {
        begin(target, pe);
        table.setMode(mode);
        return search(null, progress);
    }

    private Stop search(@Nullable CodeStops code, Progress progress) {
        Moment origin = machine.now();
        near.leaveMark();
        HistorySearch search = new HistorySearch(machine, near, table, events, code, progress);
        HistorySearch.Found found = search.latestBefore(origin);
        events.search(null, ANY_PE);
        if (found == null && !search.isCancelled()) {
            return toHistoryStart();
        }
        near.goTo(found == null ? origin : found.moment());
        arrived();
        if (found == null) {
            return new Stop.Cancelled(machine.now(), focus);
        }
        MachineEvent event = found.event();
        if (event != null) {
            focus = event.pe();
            return new Stop.EventReached(machine.now(), focus, event);
        }
        if (found.hits().isEmpty() && code != null) {
            focus = code.pe();
            return new Stop.StepComplete(machine.now(), focus);
        }
        focus = found.hits().getFirst().pe();
        reportedAt = machine.now();
        return new Stop.AtBreakpoint(machine.now(), focus, found.hits());
    }

    private Stop toHistoryStart() {
        near.goTo(machine.earliest());
        arrived();
        return new Stop.HistoryStart(machine.now(), focus);
    }

    /**
     * Goes to the first moment of the known run that is not before {@code moment}.
     *
     * @throws UserError if it is before the earliest that is kept, or after the furthest that was reached
     */
    public Stop goTo(Moment moment) {
        if (machine.frontier().isBefore(moment)) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "moment %s has not been reached; the run is known up to %s".formatted(moment, machine.frontier()));
        }
        near.goTo(moment);
        arrived();
        return new Stop.MomentReached(machine.now(), current());
    }

    /** The machine has been taken to another moment. */
    private void arrived() {
        reportedAt = Moment.NEVER;
        events.moved();
        table.setMode(BreakpointTable.Mode.FORWARD);
        table.moved();
    }

    // --- changes

    /**
     * Changes the machine where it stands. What was known of the run after this moment is given up.
     *
     * @throws UserError if the action names something that the machine does not have
     */
    public void apply(InputAction action) {
        listener.futureDiscarded(machine.apply(action));
        near.discardAfter(machine.now());
        events.moved();
        events.futureDiscarded();
        table.moved();
    }

    /**
     * Writes memory; as {@link #apply}.
     *
     * @throws UserError if a byte has no place
     */
    public void write(AddressSpace space, long address, byte[] bytes) {
        view.write(space, address, bytes).forEach(this::apply);
    }
}
