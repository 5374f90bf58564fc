package org.realmscope.adapter;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Launcher;
import org.realmscope.adapter.debuggee.Runner;
import org.realmscope.adapter.debuggee.Stepping;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.handler.AttachHandler;
import org.realmscope.adapter.handler.BreakpointLocationsHandler;
import org.realmscope.adapter.handler.CancelHandler;
import org.realmscope.adapter.handler.CloseMomentHandler;
import org.realmscope.adapter.handler.CompareHandler;
import org.realmscope.adapter.handler.CompletionsHandler;
import org.realmscope.adapter.handler.ConfigurationDoneHandler;
import org.realmscope.adapter.handler.ContinueHandler;
import org.realmscope.adapter.handler.DataBreakpointInfoHandler;
import org.realmscope.adapter.handler.DisassembleHandler;
import org.realmscope.adapter.handler.DisconnectHandler;
import org.realmscope.adapter.handler.EvaluateHandler;
import org.realmscope.adapter.handler.ExceptionInfoHandler;
import org.realmscope.adapter.handler.ExplainHandler;
import org.realmscope.adapter.handler.FaultsHandler;
import org.realmscope.adapter.handler.GoToHandler;
import org.realmscope.adapter.handler.GotoHandler;
import org.realmscope.adapter.handler.GotoTargetsHandler;
import org.realmscope.adapter.handler.GranulesHandler;
import org.realmscope.adapter.handler.HistoryHandler;
import org.realmscope.adapter.handler.InitializeHandler;
import org.realmscope.adapter.handler.LaunchHandler;
import org.realmscope.adapter.handler.LoadedSourcesHandler;
import org.realmscope.adapter.handler.LocationsHandler;
import org.realmscope.adapter.handler.MachineHandler;
import org.realmscope.adapter.handler.ModulesHandler;
import org.realmscope.adapter.handler.NextHandler;
import org.realmscope.adapter.handler.OpenMomentHandler;
import org.realmscope.adapter.handler.PauseHandler;
import org.realmscope.adapter.handler.ReadMemoryHandler;
import org.realmscope.adapter.handler.RestartFrameHandler;
import org.realmscope.adapter.handler.RestartHandler;
import org.realmscope.adapter.handler.ReverseContinueHandler;
import org.realmscope.adapter.handler.RipasMapHandler;
import org.realmscope.adapter.handler.RmiCallsHandler;
import org.realmscope.adapter.handler.RttEntriesHandler;
import org.realmscope.adapter.handler.RttMapHandler;
import org.realmscope.adapter.handler.RttWalkHandler;
import org.realmscope.adapter.handler.RunToHandler;
import org.realmscope.adapter.handler.ScopesHandler;
import org.realmscope.adapter.handler.SetBreakpointsHandler;
import org.realmscope.adapter.handler.SetDataBreakpointsHandler;
import org.realmscope.adapter.handler.SetExceptionBreakpointsHandler;
import org.realmscope.adapter.handler.SetExpressionHandler;
import org.realmscope.adapter.handler.SetFunctionBreakpointsHandler;
import org.realmscope.adapter.handler.SetInstructionBreakpointsHandler;
import org.realmscope.adapter.handler.SetRichBreakpointsHandler;
import org.realmscope.adapter.handler.SetVariableHandler;
import org.realmscope.adapter.handler.SourceHandler;
import org.realmscope.adapter.handler.StackTraceHandler;
import org.realmscope.adapter.handler.StepBackHandler;
import org.realmscope.adapter.handler.StepInHandler;
import org.realmscope.adapter.handler.StepInTargetsHandler;
import org.realmscope.adapter.handler.StepOutHandler;
import org.realmscope.adapter.handler.TerminateHandler;
import org.realmscope.adapter.handler.ThreadsHandler;
import org.realmscope.adapter.handler.VariablesHandler;
import org.realmscope.adapter.handler.VersionHandler;
import org.realmscope.adapter.handler.WriteMemoryHandler;
import org.realmscope.adapter.request.AdapterFacade;
import org.realmscope.adapter.request.Cancellations;
import org.realmscope.adapter.request.Failures;
import org.realmscope.adapter.request.HandlerTable;
import org.realmscope.adapter.request.MachineThread;
import org.realmscope.adapter.request.RequestDispatcher;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.adapter.request.WireOrder;
import org.realmscope.protocol.RealmscopeClient;
import org.realmscope.scenario.lang.ScenarioReader;

/**
 * A debug adapter: serves one client after another; a machine that a client leaves behind is there for the next one.
 * Everything is put together here.
 */
public final class DebugAdapter implements AutoCloseable {
    private final MachineThread machineThread = new MachineThread();
    private final Target target = new Target();
    private final Supplier<ScenarioReader> reader;

    /** An adapter without a machine. */
    public DebugAdapter() {
        this(Preparation.start());
    }

    /** @param reader makes the reader of scenarios when it is needed; the same one every time */
    DebugAdapter(Supplier<ScenarioReader> reader) {
        this.reader = reader;
    }

    /** Serves a client until it disconnects or its input ends. */
    public void serve(InputStream in, OutputStream out) {
        Client client = new Client();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        Runner runner = new Runner(target, machineThread, client);
        Launcher launcher = new Launcher(target, runner, client, reader);
        Failures failures = new Failures(client::trace);
        HandlerTable table = table(new Parts(target, client, runner, launcher, () -> gone.complete(null)));
        RequestDispatcher dispatcher = new RequestDispatcher(
                table,
                machineThread,
                lost -> runner.failed(failures.describe(lost).message()));
        WireOrder order = new WireOrder();
        Cancellations cancellations = new Cancellations();
        ExecutorService readerThread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("realmscope requests").daemon().factory());
        org.eclipse.lsp4j.jsonrpc.Launcher<RealmscopeClient> connection = new DebugLauncher.Builder<RealmscopeClient>()
                .setLocalService(new AdapterFacade(dispatcher))
                .setRemoteInterface(RealmscopeClient.class)
                .setInput(in)
                .setOutput(out)
                .setExecutorService(readerThread)
                .setExceptionHandler(failures::response)
                .wrapMessages(consumer -> order.inTurn(cancellations.follow(failures.inFull(consumer))))
                .validateMessages(true)
                .create();
        client.connect(connection.getRemoteProxy());
        Future<Void> listening = connection.startListening();
        readerThread.execute(() -> gone.complete(null));
        gone.join();
        order.close();
        listening.cancel(true);
        readerThread.shutdown();
        client.disconnect();
        leave(launcher);
    }

    /** A client that went without a word leaves its machine behind, standing still. */
    private void leave(Launcher launcher) {
        CompletableFuture<Void> left = new CompletableFuture<>();
        machineThread.submitLast(() -> {
            launcher.detach(false);
            left.complete(null);
        });
        left.join();
    }

    /** What handlers are made of. */
    record Parts(Target target, Client client, Runner runner, Launcher launcher, Runnable leave) {}

    /** The handlers of all requests that are supported. */
    static HandlerTable table(Parts parts) {
        List<RequestHandler<?, ?>> handlers = new ArrayList<>();
        handlers.addAll(session(parts));
        handlers.addAll(breakpoints(parts));
        handlers.addAll(movements(parts));
        handlers.addAll(state(parts));
        handlers.addAll(views(parts));
        handlers.add(new InitializeHandler(parts.client, new HandlerTable(handlers).capabilities()));
        return new HandlerTable(handlers);
    }

    private static List<RequestHandler<?, ?>> session(Parts parts) {
        return List.of(
                new LaunchHandler(parts.target, parts.launcher, parts.client),
                new AttachHandler(parts.launcher, parts.client),
                new ConfigurationDoneHandler(parts.launcher),
                new RestartHandler(parts.launcher),
                new TerminateHandler(parts.launcher, parts.runner),
                new DisconnectHandler(parts.launcher, parts.leave),
                new CancelHandler(parts.runner),
                new VersionHandler());
    }

    private static List<RequestHandler<?, ?>> breakpoints(Parts parts) {
        return List.of(
                new SetBreakpointsHandler(parts.target, parts.client),
                new BreakpointLocationsHandler(parts.target, parts.client),
                new SetFunctionBreakpointsHandler(parts.target, parts.client),
                new SetInstructionBreakpointsHandler(parts.target, parts.client),
                new SetExceptionBreakpointsHandler(parts.target, parts.client),
                new DataBreakpointInfoHandler(parts.target),
                new SetDataBreakpointsHandler(parts.target, parts.client),
                new SetRichBreakpointsHandler(parts.target));
    }

    private static List<RequestHandler<?, ?>> movements(Parts parts) {
        Stepping stepping = new Stepping(parts.target, parts.runner);
        return List.of(
                new ContinueHandler(parts.target, parts.runner),
                new PauseHandler(parts.runner),
                new NextHandler(stepping),
                new StepInHandler(stepping),
                new StepOutHandler(stepping),
                new StepBackHandler(stepping),
                new ReverseContinueHandler(parts.target, parts.runner),
                new RestartFrameHandler(parts.target, parts.runner),
                new StepInTargetsHandler(parts.target),
                new GotoTargetsHandler(parts.target, parts.client),
                new GotoHandler(parts.target, parts.runner),
                new RunToHandler(parts.target, parts.runner),
                new GoToHandler(parts.target, parts.runner),
                new OpenMomentHandler(parts.target, parts.client),
                new CloseMomentHandler(parts.target, parts.client));
    }

    private static List<RequestHandler<?, ?>> state(Parts parts) {
        return List.of(
                new ThreadsHandler(parts.target),
                new StackTraceHandler(parts.target, parts.client),
                new ScopesHandler(parts.target),
                new VariablesHandler(parts.target),
                new SetVariableHandler(parts.target),
                new SetExpressionHandler(parts.target),
                new ExceptionInfoHandler(parts.target, parts.runner),
                new EvaluateHandler(parts.target),
                new CompletionsHandler(parts.target),
                new ReadMemoryHandler(parts.target),
                new WriteMemoryHandler(parts.target),
                new DisassembleHandler(parts.target, parts.client),
                new SourceHandler(parts.target),
                new LocationsHandler(parts.target, parts.client),
                new LoadedSourcesHandler(parts.target),
                new ModulesHandler(parts.target));
    }

    private static List<RequestHandler<?, ?>> views(Parts parts) {
        return List.of(
                new MachineHandler(parts.target),
                new RttEntriesHandler(parts.target),
                new RttWalkHandler(parts.target),
                new RttMapHandler(parts.target),
                new RipasMapHandler(parts.target),
                new GranulesHandler(parts.target),
                new CompareHandler(parts.target),
                new FaultsHandler(parts.target),
                new HistoryHandler(parts.target),
                new RmiCallsHandler(parts.target),
                new ExplainHandler(parts.target));
    }

    /** Ends what is still there. */
    @Override
    public void close() {
        machineThread.close();
    }
}
