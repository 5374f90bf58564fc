package org.realmscope.debug.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IStepFilters;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.PauseArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArgumentsReason;
import org.realmscope.debug.core.protocol.ConnectionLostException;
import org.realmscope.debug.core.protocol.ProtocolJoin;
import org.realmscope.debug.core.state.RealmStateListener.Change;
import org.realmscope.protocol.ChangedEvent;

/** The machine that runs. Its events are what the adapter says, or what it was asked to do. */
public final class RealmDebugTarget extends MachineTarget implements IStepFilters, Reversible {
    private final String name;
    private final StepFilters filters;
    private volatile boolean isSuspended;
    private volatile boolean isInstructionStepping;
    private volatile boolean stepFiltersEnabled;
    private volatile Movement movement = Movement.OTHER;
    private volatile String stopDescription = "";
    private final Movements movements = new Movements();
    /** Completes when the machine stands still, and everybody has heard of it. */
    private volatile CompletableFuture<Void> standing = new CompletableFuture<>();

    RealmDebugTarget(Session session, String name, StepFilters filters) {
        super(session, null, "", "now");
        this.name = name;
        this.filters = filters;
    }

    @Override
    public String getName() {
        return name;
    }

    /** Why the machine stands still, for people; empty while it runs. */
    public String stopDescription() {
        return stopDescription;
    }

    // --- movements

    /** Whether steps are of one instruction, where there are source lines too. */
    public boolean isInstructionStepping() {
        return isInstructionStepping;
    }

    /** Makes steps ones of instructions, or of source lines where there are some. */
    public void setInstructionStepping(boolean byInstruction) {
        isInstructionStepping = byInstruction;
    }

    /** Moves the machine; nothing happens unless it stands still. People are told if that is refused. */
    void move(@Nullable RealmThread asked, Movement how) {
        RealmThread thread = asked == null ? stoppedThread() : asked;
        if (thread != null && resumed(thread, how)) {
            boolean byInstruction = isInstructionStepping;
            session().told(send(thread, how, () -> how.request(session().server(), thread.id(), byInstruction)));
        }
    }

    /**
     * Moves the machine by another request than those of {@link Movement}.
     *
     * @param request sends the request, when it is known here that the machine moves: it may stop at once
     * @return completes with the answer, or with why there is none
     */
    <T> CompletableFuture<T> move(Supplier<CompletableFuture<T>> request) {
        RealmThread thread = stoppedThread();
        return thread != null && resumed(thread, Movement.OTHER)
                ? send(thread, Movement.OTHER, request)
                : request.get();
    }

    private <T> CompletableFuture<T> send(RealmThread thread, Movement how, Supplier<CompletableFuture<T>> request) {
        return movements.move(session().breakpoints().told(), request).whenComplete((answer, failure) -> {
            if (failure != null) {
                standAgain(thread, how);
            }
        });
    }

    /** A movement was refused; the frames of before are known no more. */
    private void standAgain(RealmThread thread, Movement how) {
        refresh(thread.id()).whenComplete((read, failure) -> {
            if (!hasEnded() && (failure == null || !ProtocolJoin.isLost(failure))) {
                suspended(thread, how.isStep() ? ModelEvent.SUSPENDED_STEP_END : ModelEvent.SUSPENDED_CLIENT_REQUEST);
            }
        });
    }

    /** Completes when the machine stands still, to which it is asked to come. */
    CompletableFuture<?> halt() {
        if (isSuspended()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<?> halted = standing;
        if (!halted.isDone()) {
            session().told(pause(1));
        }
        return halted;
    }

    private @Nullable RealmThread stoppedThread() {
        for (RealmThread each : threads()) {
            if (each.isStopReason()) {
                return each;
            }
        }
        return threads().isEmpty() ? null : threads().getFirst();
    }

    /** The machine moves, without having been asked through this model. */
    void continued(@Nullable Integer thread) {
        RealmThread moved = thread(thread);
        RealmThread source = moved == null ? stoppedThread() : moved;
        if (source != null) {
            resumed(source, Movement.OTHER);
        }
    }

    /** Whether the machine stood still, and has begun to move. */
    private boolean resumed(RealmThread thread, Movement how) {
        boolean hasBegun = showResumed(thread, how);
        if (hasBegun) {
            machineState().tell(Change.RESUMED);
        }
        return hasBegun;
    }

    private synchronized boolean showResumed(RealmThread thread, Movement how) {
        if (!isSuspended()) {
            return false;
        }
        isSuspended = false;
        standing = new CompletableFuture<>();
        stopDescription = "";
        movement = how;
        List<DebugEvent> events = new ArrayList<>();
        for (RealmThread each : threads()) {
            ModelEvent event = each.resumed(how, each == thread);
            if (event != null) {
                events.add(event.of(each));
            }
        }
        fire(events);
        return true;
    }

    // --- stops

    /** The machine has stopped. What it is like is read before anybody hears of it. */
    void stopped(StoppedEventArguments stop) {
        boolean isPassed = session().isSeeking()
                && StoppedEventArgumentsReason.ENTRY.equals(stop.getReason())
                && goOn(stop.getThreadId(), Movement.CONTINUE, () -> arrived(stop));
        if (!isPassed) {
            arrived(stop);
        }
    }

    /**
     * Moves the machine on from where people are not to see it.
     *
     * @param refused happens if the adapter refuses that
     * @return whether it moves on; not if people want it to stand still
     */
    private boolean goOn(@Nullable Integer thread, Movement how, Runnable refused) {
        int moved = thread == null ? 1 : thread;
        CompletableFuture<?> request =
                movements.goOn(() -> how.request(session().server(), moved, false));
        if (request != null) {
            session().told(request.whenComplete((answer, failure) -> {
                if (failure != null) {
                    refused.run();
                }
            }));
        }
        return request != null;
    }

    private void arrived(StoppedEventArguments stop) {
        if (isSuspended) {
            continued(stop.getThreadId());
        }
        refresh(stop.getThreadId()).whenComplete((read, failure) -> {
            if (hasEnded() || failure != null && ProtocolJoin.isLost(failure)) {
                return;
            }
            if (failure != null) {
                session().refused(failure);
            }
            RealmThread named = thread(stop.getThreadId());
            RealmThread thread = named == null ? stoppedThread() : named;
            if (thread != null && !leaves(thread, stop)) {
                stopDescription = Objects.requireNonNullElse(stop.getDescription(), stop.getReason());
                thread.hit(session().breakpoints().hit(stop.getHitBreakpointIds()));
                suspended(thread, event(stop.getReason()));
            }
        });
    }

    /** A step has come to where filters do not want it: it goes on. */
    private boolean leaves(RealmThread thread, StoppedEventArguments stop) {
        boolean isFiltered = stepFiltersEnabled
                && movement == Movement.STEP_INTO
                && StoppedEventArgumentsReason.STEP.equals(stop.getReason())
                && filters.matches(thread.topName());
        // Stops in the caller whatever that is, so that nothing is filtered for ever.
        boolean leaves = isFiltered
                && goOn(thread.id(), Movement.STEP_OUT, () -> suspended(thread, ModelEvent.SUSPENDED_STEP_END));
        if (leaves) {
            movement = Movement.STEP_OUT;
        }
        return leaves;
    }

    private ModelEvent event(String reason) {
        return switch (reason) {
            case StoppedEventArgumentsReason.STEP ->
                movement.isStep() ? ModelEvent.SUSPENDED_STEP_END : ModelEvent.SUSPENDED_CLIENT_REQUEST;
            case StoppedEventArgumentsReason.BREAKPOINT,
                    StoppedEventArgumentsReason.FUNCTION_BREAKPOINT,
                    StoppedEventArgumentsReason.DATA_BREAKPOINT,
                    StoppedEventArgumentsReason.INSTRUCTION_BREAKPOINT,
                    StoppedEventArgumentsReason.EXCEPTION -> ModelEvent.SUSPENDED_BREAKPOINT;
            case StoppedEventArgumentsReason.PAUSE, StoppedEventArgumentsReason.GOTO ->
                ModelEvent.SUSPENDED_CLIENT_REQUEST;
            default -> ModelEvent.SUSPENDED;
        };
    }

    private void suspended(RealmThread thread, ModelEvent event) {
        session().liveArrived();
        showSuspended(thread, event);
        memoryChanged();
        session().liveStopped();
        machineState().tell(Change.STOPPED);
        standing.complete(null);
    }

    @Override
    void end() {
        super.end();
        standing.completeExceptionally(new ConnectionLostException(null));
    }

    private synchronized void showSuspended(RealmThread thread, ModelEvent event) {
        isSuspended = true;
        List<DebugEvent> events = new ArrayList<>();
        for (RealmThread each : threads()) {
            if (each != thread) {
                events.add(each.suspendedForAnother().of(each));
            }
        }
        thread.suspended();
        events.add(event.of(thread));
        fire(events);
    }

    /** The machine was edited, or stands elsewhere. */
    void changed(ChangedEvent event) {
        machineState().stands(event.moment());
        if (!isSuspended) {
            return;
        }
        RealmThread thread = stoppedThread();
        refresh(thread == null ? null : thread.id()).whenComplete((read, failure) -> {
            if (failure == null && isSuspended) {
                ModelEvent.CONTENT_CHANGED.fire(this);
                memoryChanged();
                machineState().tell(Change.CONTENT);
            }
        });
    }

    private static void fire(List<DebugEvent> events) {
        DebugPlugin platform = DebugPlugin.getDefault();
        if (platform != null) {
            platform.fireDebugEventSet(events.toArray(DebugEvent[]::new));
        }
    }

    // --- the platform's questions

    @Override
    public boolean isSuspended() {
        return isSuspended && !hasEnded();
    }

    @Override
    public boolean canResume() {
        return isSuspended();
    }

    @Override
    public void resume() {
        move(null, Movement.CONTINUE);
    }

    @Override
    public boolean canSuspend() {
        return !isSuspended && !hasEnded();
    }

    @Override
    public void suspend() {
        suspend(1);
    }

    void suspend(int thread) {
        session().told(pause(thread));
    }

    private CompletableFuture<?> pause(int thread) {
        PauseArguments arguments = new PauseArguments();
        arguments.setThreadId(thread);
        return movements.pause(() -> session().server().pause(arguments));
    }

    @Override
    public boolean canTerminate() {
        return !hasEnded();
    }

    @Override
    public boolean isTerminated() {
        return hasEnded() && !session().isMachineLeft();
    }

    @Override
    public void terminate() {
        session().terminate();
    }

    @Override
    public boolean canDisconnect() {
        return session().isRemote() && !hasEnded();
    }

    @Override
    public void disconnect() {
        session().disconnect();
    }

    @Override
    public boolean isDisconnected() {
        return hasEnded() && session().isMachineLeft();
    }

    @Override
    public boolean supportsBreakpoint(IBreakpoint breakpoint) {
        return session().breakpoints().supports(breakpoint);
    }

    @Override
    public boolean supportsStepFilters() {
        return true;
    }

    @Override
    public boolean isStepFiltersEnabled() {
        return stepFiltersEnabled;
    }

    @Override
    public void setStepFiltersEnabled(boolean enabled) {
        stepFiltersEnabled = enabled;
    }

    // --- towards the past

    @Override
    public boolean canStepBack() {
        return isSuspended() && session().capabilities().getSupportsStepBack() == Boolean.TRUE;
    }

    @Override
    public void stepBack() {
        move(null, Movement.STEP_BACK);
    }

    @Override
    public boolean canReverseContinue() {
        return canStepBack();
    }

    @Override
    public void reverseContinue() {
        move(null, Movement.REVERSE_CONTINUE);
    }
}
