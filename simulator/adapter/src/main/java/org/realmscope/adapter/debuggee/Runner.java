package org.realmscope.adapter.debuggee;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArgumentsReason;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.MachineThread;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.control.Hit;
import org.realmscope.debug.control.Progress;
import org.realmscope.debug.control.RunParts;
import org.realmscope.debug.control.Stop;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.time.Moment;

/**
 * Moves the machine and tells the client where it stopped. Every method but {@link #requestPause} and {@link #cancel}
 * belongs to the machine's thread.
 */
public final class Runner {
    private final Target target;
    private final MachineThread thread;
    private final Client client;
    private @Nullable Activity activity;
    private volatile boolean pauseRequested;
    private volatile String progress = "";
    private int lastProgress;
    /** Where the run was found to have ended; null until then, and again when the machine leaves that place. */
    private @Nullable Moment end;

    private boolean met;
    /** Why the machine stands still; null before it has moved, and when a movement has failed. */
    private @Nullable Stop lastStop;

    public Runner(Target target, MachineThread thread, Client client) {
        this.target = target;
        this.thread = thread;
        this.client = client;
    }

    // --- from outside

    /** Asks a run for a stop as soon as possible; nothing happens if the machine stands still. */
    public void requestPause() {
        if (thread.isRunning()) {
            pauseNow();
        } else {
            // What begins meanwhile may be a search of the past, in which only what is harmless is served.
            thread.submitAlways(() -> {
                if (thread.isRunning()) {
                    pauseNow();
                }
            });
        }
    }

    private void pauseNow() {
        pauseRequested = true;
        thread.interrupt();
    }

    /** Cancels what has this progress; nothing happens if it is over. */
    public void cancel(String progressId) {
        if (progress.equals(progressId)) {
            requestPause();
        }
    }

    // --- movements

    /** The client works with the machine that is there from now on. */
    public void attach() {
        Debuggee debuggee = target.debuggee();
        Activity told = new Activity(debuggee, client);
        activity = told;
        end = null;
        lastStop = null;
        debuggee.setListener(told);
        told.tell();
    }

    /** Says that the machine stands where it stands. */
    public void announce(String reason) {
        Debuggee debuggee = target.debuggee();
        StoppedEventArguments event = new StoppedEventArguments();
        event.setReason(reason);
        event.setDescription("At moment " + debuggee.session().machine().now());
        int pe = Math.max(debuggee.session().machine().currentPe(), 0);
        event.setThreadId(debuggee.thread(pe));
        event.setAllThreadsStopped(true);
        client.events().stopped(event);
    }

    /** Runs forwards until something stops the machine, in parts, between which the client is served. */
    public void resume() {
        Debuggee debuggee = target.debuggee();
        if (debuggee.session().machine().now().equals(end)) {
            terminate();
        } else {
            move("Running", run -> runInParts(debuggee.session(), run));
        }
    }

    private Stop runInParts(DebugSession session, LongRun run) {
        TimedParts parts = new TimedParts(() -> between(session, run));
        Stop stop = session.runUntil(partEnd(session, parts));
        while (true) {
            parts.done();
            boolean isPartEnd = stop instanceof Stop.MomentReached || stop instanceof Stop.Paused;
            if (!isPartEnd) {
                return stop;
            }
            if (pauseRequested || thread.mustEnd()) {
                return new Stop.Paused(stop.moment(), stop.pe());
            }
            stop = session.goOnUntil(partEnd(session, parts));
        }
    }

    private static Moment partEnd(DebugSession session, TimedParts parts) {
        long now = session.machine().now().instructions();
        long length = parts.length();
        return length > Long.MAX_VALUE - now ? Moment.NEVER : new Moment(now + length, 0);
    }

    /** Between two parts of a run. */
    private void between(DebugSession session, LongRun run) {
        told().tell();
        thread.serve();
        run.update(session.machine().now() + " reached", null);
    }

    /** A movement forwards or backwards that is short, as a rule. */
    public void step(Supplier<Stop> step) {
        DebugSession session = target.debuggee().session();
        move("Stepping", run -> {
            session.setParts(new TimedParts(() -> between(session, run)));
            try {
                return step.get();
            } finally {
                session.setParts(RunParts.NONE);
            }
        });
    }

    /** A search through the past. */
    public void searchBack(Function<Progress, Stop> search) {
        goBack("Going back", null, search);
    }

    /** A search for where the function of a frame was entered. */
    public void restartFrame(Function<Progress, Stop> search) {
        goBack("Going back", StopText.RESTART, search);
    }

    /** A movement backwards that is short, as a rule. */
    public void stepBack(Supplier<Stop> step) {
        DebugSession session = target.debuggee().session();
        goBack("Stepping back", null, progress -> {
            session.setProgress(progress);
            try {
                return step.get();
            } finally {
                session.setProgress(Progress.NONE);
            }
        });
    }

    private void goBack(String title, @Nullable String arrival, Function<Progress, Stop> search) {
        Debuggee debuggee = target.debuggee();
        move(title, arrival, run -> {
            debuggee.beginSearch();
            try {
                return search.apply((done, total) -> {
                    run.update(
                            done + " of " + total + " instructions searched",
                            total == 0 ? null : (Double) (100.0 * done / total));
                    thread.serveDuringSearch();
                });
            } finally {
                debuggee.endSearch();
            }
        });
    }

    private void move(String title, Function<LongRun, Stop> movement) {
        move(title, null, movement);
    }

    /** @param arrival what clients are told if the movement comes to where it was to; null for what it is by itself */
    private void move(String title, @Nullable String arrival, Function<LongRun, Stop> movement) {
        Debuggee debuggee = target.debuggee();
        debuggee.references().clear();
        debuggee.stacks().stoppedAt(null);
        lastProgress++;
        LongRun run = new LongRun(client, "run-" + lastProgress, title);
        // What was asked of an earlier run, too late for it, is not meant for this one.
        debuggee.session().machine().pause().take();
        pauseRequested = false;
        lastStop = null;
        progress = run.id();
        thread.beginRun(debuggee.session()::pause);
        Stop stop;
        try {
            stop = movement.apply(run);
        } finally {
            thread.endRun();
            progress = "";
            run.end();
        }
        stopped(debuggee, stop, stop instanceof Stop.StepComplete ? arrival : null);
    }

    /** Why the machine stands still; null before it has moved, and when a movement has failed. */
    public @Nullable Stop lastStop() {
        return lastStop;
    }

    private Activity told() {
        Activity present = activity;
        if (present == null) {
            throw new IllegalStateException("nobody is attached");
        }
        return present;
    }

    private void stopped(Debuggee debuggee, Stop stop, @Nullable String reason) {
        told().tell();
        lastStop = stop;
        debuggee.stacks().stoppedAt(event(stop));
        end = stop instanceof Stop.Ended ? stop.moment() : null;
        if (stop instanceof Stop.Ended ended) {
            Workload.Outcome outcome = debuggee.run().end(ended.reason());
            met = outcome.isMet();
            client.say(outcome.report());
        }
        if (end != null && !debuggee.options().stopAtEnd()) {
            terminate();
        } else {
            client.events().stopped(StopText.event(stop, debuggee, reason));
            told().changed();
        }
    }

    /** The event at which a stop is, null if it is at none. */
    private static @Nullable MachineEvent event(Stop stop) {
        return switch (stop) {
            case Stop.EventReached reached -> reached.event();
            case Stop.AtBreakpoint at ->
                at.hits().stream()
                        .filter(hit -> hit.pe() == at.pe())
                        .map(Hit::event)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            default -> null;
        };
    }

    /** Says that there is nothing more to debug. */
    public void terminate() {
        if (end != null) {
            ExitedEventArguments exited = new ExitedEventArguments();
            exited.setExitCode(met ? 0 : 1);
            client.events().exited(exited);
        }
        client.events().terminated(new TerminatedEventArguments());
    }

    /** A movement has failed with an error of the simulator; the machine stands where it is. */
    public void failed(String message) {
        client.alert(message);
        if (target.hasDebuggee()) {
            announce(StoppedEventArgumentsReason.EXCEPTION);
        }
    }
}
