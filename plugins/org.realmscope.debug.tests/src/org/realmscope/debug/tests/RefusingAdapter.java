package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.StackFrame;
import org.eclipse.lsp4j.debug.StackTraceArguments;
import org.eclipse.lsp4j.debug.StackTraceResponse;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.protocol.MachineSummary.PeInfo;
import org.realmscope.protocol.MomentArguments;
import org.realmscope.protocol.SetRichBreakpointsArguments;
import org.realmscope.protocol.SetRichBreakpointsResponse;
import org.realmscope.protocol.VersionInfo;

/** An adapter on a socket whose machine stands at its entry, and which knows no request that would move it. */
public final class RefusingAdapter implements IDebugProtocolServer, Closeable {
    /** What it says of movements of the standard. */
    static final String REFUSAL = "This machine does not move";

    private final ServerSocket socket;
    private final CompletableFuture<IDebugProtocolClient> client = new CompletableFuture<>();

    RefusingAdapter() throws IOException {
        socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        try (Socket connection = socket.accept();
                InputStream in = connection.getInputStream();
                OutputStream out = connection.getOutputStream()) {
            Launcher<IDebugProtocolClient> launcher = new DebugLauncher.Builder<IDebugProtocolClient>()
                    .setLocalService(this)
                    .setRemoteInterface(IDebugProtocolClient.class)
                    .setInput(in)
                    .setOutput(out)
                    .setExceptionHandler(
                            unsupported -> new ResponseError(ResponseErrorCode.MethodNotFound, REFUSAL, null))
                    .create();
            client.complete(launcher.getRemoteProxy());
            launcher.startListening().get();
        } catch (IOException | InterruptedException | ExecutionException e) {
            client.completeExceptionally(e);
        }
    }

    @Override
    public CompletableFuture<Capabilities> initialize(InitializeRequestArguments arguments) {
        Capabilities capabilities = new Capabilities();
        capabilities.setSupportsStepBack(true);
        capabilities.setSupportsRestartRequest(true);
        return CompletableFuture.completedFuture(capabilities);
    }

    @JsonRequest("realmscope/version")
    public CompletableFuture<VersionInfo> version() {
        return CompletableFuture.completedFuture(new VersionInfo(VersionInfo.CURRENT));
    }

    @Override
    public CompletableFuture<Void> attach(Map<String, Object> arguments) {
        return CompletableFuture.<Void>completedFuture(null)
                .whenComplete((done, failure) -> client.join().initialized());
    }

    @Override
    public CompletableFuture<Void> configurationDone(ConfigurationDoneArguments arguments) {
        StoppedEventArguments stop = new StoppedEventArguments();
        stop.setReason("entry");
        stop.setThreadId(1);
        client.join().stopped(stop);
        return CompletableFuture.completedFuture(null);
    }

    @JsonRequest("realmscope/setBreakpoints")
    public CompletableFuture<SetRichBreakpointsResponse> setBreakpoints(SetRichBreakpointsArguments arguments) {
        assertNotNull(arguments.breakpoints());
        return CompletableFuture.completedFuture(new SetRichBreakpointsResponse(List.of()));
    }

    @JsonRequest("realmscope/machine")
    public CompletableFuture<MachineSummary> machine(MomentArguments arguments) {
        assertNull(arguments.moment());
        PeInfo pe = new PeInfo(0, 1, "PE 0", "ns", 2, "EL2N:0x42000000", "runs");
        return CompletableFuture.completedFuture(new MachineSummary(
                "0.0", "0.0", "0.0", "none.rme", 1, true, List.of(pe), List.of(), 0, 0, 0, List.of()));
    }

    @Override
    public CompletableFuture<StackTraceResponse> stackTrace(StackTraceArguments arguments) {
        StackFrame frame = new StackFrame();
        frame.setId(1);
        frame.setName("reset");
        StackTraceResponse response = new StackTraceResponse();
        response.setStackFrames(new StackFrame[] {frame});
        response.setTotalFrames(1);
        return CompletableFuture.completedFuture(response);
    }

    @Override
    public CompletableFuture<ScopesResponse> scopes(ScopesArguments arguments) {
        Scope scope = new Scope();
        scope.setName("Machine");
        scope.setVariablesReference(1);
        ScopesResponse response = new ScopesResponse();
        response.setScopes(new Scope[] {scope});
        return CompletableFuture.completedFuture(response);
    }

    @Override
    public CompletableFuture<Void> disconnect(DisconnectArguments arguments) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
