package org.realmscope.debug.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.RestartArguments;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.breakpoints.SessionBreakpoints;
import org.realmscope.debug.core.protocol.AdapterConnection;
import org.realmscope.debug.core.protocol.ConnectionLostException;
import org.realmscope.debug.core.protocol.ListenerThread;
import org.realmscope.debug.core.protocol.ProtocolJoin;
import org.realmscope.debug.core.protocol.UiThread;
import org.realmscope.debug.core.state.RealmSession;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.debug.core.state.RealmStateListener.Change;
import org.realmscope.protocol.CloseMomentArguments;
import org.realmscope.protocol.GoToArguments;
import org.realmscope.protocol.HistoryArguments;
import org.realmscope.protocol.OpenMomentArguments;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.protocol.RunToArguments;

/** A session with a debug adapter, from its handshake to its end. */
public final class Session implements RealmSession {
    /** How long the adapter may take to go when it is asked to, in seconds. */
    private static final long FAREWELL = 3;

    /** How long the adapter may take to answer the first request, in seconds: much longer than a JVM needs. */
    private static final long GREETING = 60;

    private final ILaunch launch;
    private final AdapterLink link;
    private final AdapterConnection connection;
    private final ProtocolJoin join;
    private final ListenerThread listeners = new ListenerThread();
    private final SessionBreakpoints breakpoints;
    private final SessionOutput output = new SessionOutput();
    private final Evaluations evaluations = new Evaluations(this);
    private final RealmDebugTarget live;
    private final List<MomentTarget> moments = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> initialized = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private volatile Capabilities capabilities = new Capabilities();
    private volatile boolean isBegun;
    private volatile boolean isLeaving;
    private volatile boolean isMachineLeft;
    /** Whether the machine was restarted, and goes to where it is to stand without a stop. */
    private volatile boolean isSeeking;
    /** Guarded by this. */
    private boolean hasEnded;

    private volatile int exitCode;

    /**
     * Connects to an adapter.
     *
     * @param name of the target in the Debug view
     */
    public Session(ILaunch launch, String name, AdapterLink link, UiThread uiThread) {
        this.launch = launch;
        this.link = link;
        join = new ProtocolJoin(uiThread);
        live = new RealmDebugTarget(this, name, StepFilters.preferred());
        connection = new AdapterConnection(new AdapterEvents(this), link, uiThread);
        breakpoints = new SessionBreakpoints(connection.server(), listeners, this::refused);
        connection.closed().thenRun(this::lost);
    }

    // --- what it is made of

    @Override
    public ILaunch launch() {
        return launch;
    }

    @Override
    public RealmState live() {
        return live.state();
    }

    /** The target of the present. */
    public RealmDebugTarget target() {
        return live;
    }

    @Override
    public List<RealmState> moments() {
        return moments.stream().map(MachineTarget::state).toList();
    }

    RealmscopeServer server() {
        return connection.server();
    }

    /** Where threads wait for answers. */
    public ProtocolJoin join() {
        return join;
    }

    /** Where listeners of the platform are told of what the adapter has said. */
    ListenerThread listeners() {
        return listeners;
    }

    /** What the adapter can do; nothing until it has said so. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** What the adapter, the machine and its host have written. */
    public SessionOutput output() {
        return output;
    }

    /** Values of expressions. */
    public Evaluations evaluations() {
        return evaluations;
    }

    SessionBreakpoints breakpoints() {
        return breakpoints;
    }

    /** Whether somebody else has started the adapter. */
    public boolean isRemote() {
        return link.isRemote();
    }

    /** Whether the adapter answers questions: not while its machine runs. */
    boolean canAsk() {
        return live.isSuspended() || !isBegun;
    }

    /** Completes with the exit code when the session is over. */
    public CompletableFuture<Integer> ended() {
        return ended.copy();
    }

    // --- the beginning

    /**
     * Says who is there, and hears what the adapter can do.
     *
     * @return completes exceptionally if the adapter is another version's
     */
    public CompletableFuture<?> greet() {
        InitializeRequestArguments arguments = new InitializeRequestArguments();
        arguments.setClientID("eclipse");
        arguments.setClientName("Eclipse");
        arguments.setAdapterID("realmscope");
        arguments.setLinesStartAt1(true);
        arguments.setColumnsStartAt1(true);
        arguments.setPathFormat("path");
        arguments.setSupportsVariableType(true);
        arguments.setSupportsVariablePaging(true);
        arguments.setSupportsMemoryReferences(true);
        arguments.setSupportsProgressReporting(true);
        arguments.setSupportsMemoryEvent(true);
        CompletableFuture<Capabilities> answered = server().initialize(arguments);
        TimeoutException silence = new TimeoutException("No debug adapter has answered for " + GREETING
                + " seconds; it may serve another client, or something else may be there");
        CompletableFuture.delayedExecutor(GREETING, TimeUnit.SECONDS)
                .execute(() -> answered.completeExceptionally(silence));
        return answered.thenCompose(answer -> {
            capabilities = answer;
            return AdapterVersion.check(server());
        });
    }

    /** Asks for a machine. */
    public CompletableFuture<?> launch(Map<String, Object> arguments) {
        return server().launch(arguments).thenCompose(answer -> initialized);
    }

    /** Asks for the machine that somebody has left behind. */
    public CompletableFuture<?> attach() {
        return server().attach(Map.of()).thenCompose(answer -> initialized);
    }

    /**
     * Lets the machine run, if it is to.
     *
     * @param isDebug whether the machine is shown, and the adapter told of breakpoints before
     */
    public CompletableFuture<?> configure(boolean isDebug) {
        CompletableFuture<?> told = isDebug ? live.refresh(null).thenCompose(read -> breakpoints.start()) : initialized;
        return told.thenCompose(sent -> server().configurationDone(new ConfigurationDoneArguments()))
                .thenAccept(done -> isBegun = true);
    }

    /** Shows the machine in the Debug view. */
    public void show() {
        live.show();
    }

    void initialized() {
        initialized.complete(null);
    }

    // --- beginning again

    /** Whether the machine can be launched again. */
    public boolean canRestart() {
        return !isOver() && isBegun && capabilities.getSupportsRestartRequest() == Boolean.TRUE;
    }

    /**
     * Launches the machine again, from the files as they are now; one that runs stops first. Its open moments end. If
     * that is refused, it stands where it stood.
     *
     * @param fault number of the stage 2 fault at which it is to stop, before anything else; null to run as launched
     */
    public CompletableFuture<Void> restart(@Nullable Long fault) {
        return live.halt()
                .thenCompose(standing ->
                        fault == null ? CompletableFuture.completedFuture("") : breakpoints.setOnlyFault(fault))
                .thenCompose(known -> {
                    isSeeking = fault != null;
                    return live.move(() -> server().restart(new RestartArguments()));
                })
                .thenAcceptAsync(restarted -> moments.forEach(this::closed), listeners);
    }

    /** Whether the machine was restarted, and is not to stop at its entry. */
    boolean isSeeking() {
        return isSeeking;
    }

    /**
     * Asks for the latest stage 2 fault that was taken before a moment, or at it.
     *
     * @param moment as {@code 1234.2}
     * @return completes with its number, or null if there was none
     */
    public CompletableFuture<@Nullable Long> faultAt(String moment) {
        int point = moment.indexOf('.');
        String behind = moment.substring(0, point + 1) + (Long.parseLong(moment.substring(point + 1)) + 1);
        HistoryArguments.Filter filter =
                new HistoryArguments.Filter(null, behind, List.of("fault"), null, null, null, null, null, null, null);
        return server().history(new HistoryArguments(null, 1, true, filter))
                .thenApply(page -> page.entries().isEmpty()
                        ? null
                        : page.entries().getFirst().fault());
    }

    // --- movements

    @Override
    public CompletableFuture<Void> goTo(String moment) {
        return live.move(() -> server().goTo(new GoToArguments(moment, null)));
    }

    /**
     * Runs to the next event of a kind, or back to the latest earlier one.
     *
     * @param event {@code worldSwitch}, {@code rmiCall} or {@code fault}
     * @param thread on which it is to happen; null for any
     */
    public CompletableFuture<Void> runTo(String event, @Nullable RealmThread thread, boolean backwards) {
        Integer id = thread == null ? null : thread.id();
        return live.move(() -> server().runTo(new RunToArguments(event, id, backwards)));
    }

    /** Runs until a line is reached, or something else stops the machine; not if nothing can stop in the line. */
    public CompletableFuture<Void> runToLine(String path, int line) {
        return breakpoints.setTemporary(path, line).thenAccept(answer -> {
            if (!answer.isVerified()) {
                breakpoints.dropTemporary();
                throw new IllegalArgumentException("The machine cannot run to line %d. %s"
                        .formatted(line, answer.message())
                        .strip());
            }
            live.resume();
        });
    }

    /** The machine has stopped, of which nobody has heard yet: what was to stop it only this time goes. */
    void liveArrived() {
        isSeeking = false;
        breakpoints.dropTemporary();
    }

    /** The machine has stopped: open moments can be asked again, with new numbers for what is in them. */
    void liveStopped() {
        for (MomentTarget each : moments) {
            each.threads().forEach(RealmThread::outdate);
            each.threads().forEach(ModelEvent.CONTENT_CHANGED::fire);
        }
    }

    // --- moments

    @Override
    public CompletableFuture<RealmState> openMoment(String moment) {
        return open(new OpenMomentArguments(moment, null), "opened");
    }

    @Override
    public CompletableFuture<RealmState> openFault(long number) {
        return open(new OpenMomentArguments(null, number), "fault " + number);
    }

    private CompletableFuture<RealmState> open(OpenMomentArguments which, String label) {
        return server().openMoment(which).thenCompose(opened -> {
            MomentTarget target = new MomentTarget(this, opened, label);
            return target.refresh(opened.threads().getFirst())
                    .thenApplyAsync(read -> shown(target), listeners)
                    .thenCompose(shown -> shown == target
                            ? CompletableFuture.completedFuture(target.state())
                            : server().closeMoment(new CloseMomentArguments(opened.id()))
                                    .thenApply(closed -> shown.state()));
        });
    }

    /** On the listeners' thread, so that of two that are opened at once the later finds the earlier. */
    private MomentTarget shown(MomentTarget opened) {
        synchronized (this) {
            if (hasEnded) {
                throw new CompletionException(new ConnectionLostException(null));
            }
        }
        MomentTarget known = openAt(opened.state().moment());
        if (known != null) {
            return known;
        }
        moments.add(opened);
        opened.show();
        return opened;
    }

    private @Nullable MomentTarget openAt(String moment) {
        return moments.stream()
                .filter(each -> each.state().moment().equals(moment))
                .findFirst()
                .orElse(null);
    }

    @Override
    public CompletableFuture<Void> closeMoment(RealmState moment) {
        for (MomentTarget each : moments) {
            if (each.state() == moment) {
                return server().closeMoment(new CloseMomentArguments(moment.momentId()))
                        .thenAcceptAsync(closed -> closed(each), listeners);
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    private void closed(MomentTarget moment) {
        if (moments.remove(moment)) {
            launch.removeDebugTarget(moment);
            moment.end();
            moment.machineState().tell(Change.ENDED);
        }
    }

    // --- what is refused

    /** The adapter has refused something that was asked in passing. */
    void refused(Throwable failure) {
        if (!isOver() && !ProtocolJoin.isLost(failure)) {
            DebugException refusal = ProtocolJoin.failure(failure);
            RealmDebug.tell(RealmDebug.error(RealmDebug.REQUEST_REFUSED, ProtocolJoin.message(failure), refusal), live);
        }
    }

    /** What is refused of a request is told to people. */
    void told(CompletableFuture<?> request) {
        request.whenComplete((answer, failure) -> {
            if (failure != null) {
                refused(failure);
            }
        });
    }

    // --- the end

    private synchronized boolean isOver() {
        return isLeaving || hasEnded;
    }

    /** Whether people have asked for the end. */
    public boolean isLeaving() {
        return isLeaving;
    }

    /** Whether the session is over, and the machine still there for others. */
    boolean isMachineLeft() {
        return isMachineLeft;
    }

    /** Ends the machine and the session. */
    public void terminate() {
        leave(true);
    }

    /** Leaves the machine behind, and ends the session. */
    public void disconnect() {
        leave(false);
    }

    /** The machine has ended by itself. */
    void terminated() {
        leave(true);
    }

    /** What the run came to. */
    void exited(int code) {
        exitCode = code;
    }

    private void leave(boolean withMachine) {
        synchronized (this) {
            if (isOver()) {
                return;
            }
            isLeaving = true;
            isMachineLeft = !withMachine;
        }
        DisconnectArguments arguments = new DisconnectArguments();
        arguments.setTerminateDebuggee(withMachine);
        server().disconnect(arguments)
                .orTimeout(FAREWELL, TimeUnit.SECONDS)
                .whenComplete((gone, failure) -> connection.close());
    }

    /** The connection is closed, by whomever. */
    private void lost() {
        link.ended()
                .completeOnTimeout(-1, FAREWELL, TimeUnit.SECONDS)
                .whenCompleteAsync(
                        (code, failure) -> {
                            link.kill();
                            end(failure == null ? code : -1);
                        },
                        listeners);
    }

    private void end(int code) {
        boolean isExpected;
        synchronized (this) {
            if (hasEnded) {
                return;
            }
            hasEnded = true;
            isExpected = isLeaving;
            isMachineLeft |= isRemote() && !isExpected;
        }
        breakpoints.stop();
        for (MomentTarget each : new ArrayList<>(moments)) {
            closed(each);
        }
        live.end();
        live.machineState().tell(Change.ENDED);
        ended.complete(isExpected ? exitCode : code);
        // Of a session that has not begun, the launch says why.
        if (!isExpected && isBegun) {
            String how = isRemote()
                    ? "The connection to the debug adapter broke off."
                    : "The debug adapter has ended unexpectedly, with exit code %d.".formatted(code);
            RealmDebug.tell(RealmDebug.error(RealmDebug.ADAPTER_DIED, how + output.lastErrors(), null), live);
        }
    }

    /** Ends a session that could not begin. */
    public void abandon() {
        isLeaving = true;
        connection.close();
        link.kill();
    }
}
