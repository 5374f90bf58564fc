package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.protocol.MomentArguments;
import org.realmscope.protocol.VersionInfo;

class FailuresTest {
    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private String refusal() {
        CoreException refusal =
                assertThrows(CoreException.class, () -> debug.start(ILaunchManager.DEBUG_MODE));
        return refusal.getStatus().getMessage();
    }

    @Test
    void missingScenarioIsNamed() {
        debug.with(LaunchAttribute.SCENARIO, "/nowhere/missing.rme");
        assertEquals("The scenario '/nowhere/missing.rme' does not exist, or is no file", refusal());
    }

    @Test
    void launchWithoutAScenarioSaysWhatToChoose() {
        assertTrue(refusal().endsWith("names no scenario; choose a file (*.rme)"), refusal());
    }

    @Test
    void mistakesInAScenarioAreToldWithTheirPosition() throws IOException {
        debug.with(LaunchAttribute.SCENARIO, debug.copy("mistaken.rme").toString());
        String refusal = refusal();
        assertTrue(refusal.contains("mistaken.rme:4:14"), refusal);
    }

    @Test
    void seedThatIsNoNumberIsRefused() throws IOException {
        debug.with(LaunchAttribute.SCENARIO, debug.copy("faulting.rme").toString()).with(LaunchAttribute.SEED, "many");
        assertEquals("'seed' is 'many'; a whole number is expected, as 1000 or 0x3e8", refusal());
    }

    @Test
    void missingHostImageIsNamed() throws IOException {
        debug.with(LaunchAttribute.SCENARIO, debug.copy("faulting.rme").toString())
                .with(LaunchAttribute.HOST_IMAGE, "/nowhere/host.elf");
        assertEquals("The host image '/nowhere/host.elf' does not exist, or is no file", refusal());
    }

    @Test
    void unknownRmmProfileIsRefusedByTheAdapter() throws IOException {
        debug.with(LaunchAttribute.SCENARIO, debug.copy("faulting.rme").toString())
                .with(LaunchAttribute.RMM, "imagined");
        String refusal = refusal();
        assertTrue(refusal.contains("imagined") && refusal.contains("tf-rmm-rel0"), refusal);
    }

    @Test
    void portOnWhichNobodyListensIsNamed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        debug.with(LaunchAttribute.ATTACH, true).with(LaunchAttribute.PORT, port);
        String refusal = refusal();
        assertTrue(refusal.startsWith("No debug adapter answers at port " + port + " of localhost"), refusal);
    }

    @Test
    void killedAdapterEndsTheSessionAndPeopleAreTold() throws CoreException, IOException {
        debug.with(LaunchAttribute.STOP_ON_ENTRY, true).debug("faulting.rme");
        debug.awaitSuspend(DebugEvent.UNSPECIFIED);
        long pid = Long.parseLong(debug.process().getLabel().replaceAll("\\D+", ""));
        ProcessHandle adapter = ProcessHandle.of(pid).orElseThrow();

        assertTrue(adapter.destroyForcibly());

        debug.await(each -> each.getKind() == DebugEvent.TERMINATE && each.getSource() == debug.target(), "end");
        assertTrue(debug.launch().isTerminated());
        debug.until(() -> !debug.told().isEmpty(), "message");
        assertTrue(debug.told().startsWith("The debug adapter has ended unexpectedly, with exit code "), debug.told());
        assertFalse(adapter.isAlive());
        CompletableFuture<?> late = debug.session().live().server().machine(new MomentArguments(null));
        assertThrows(CompletionException.class, late::join);
    }

    @Test
    void endedSessionLeavesNoProcessAndNoThread() throws CoreException, IOException {
        debug.debug("endless.rme");
        long pid = Long.parseLong(debug.process().getLabel().replaceAll("\\D+", ""));
        debug.launch().terminate();
        debug.until(debug.launch()::isTerminated, "end of the launch");
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        debug.until(() -> sessionThreads() == 0, "end of the session's threads");
        assertEquals("", debug.told());
    }

    private static long sessionThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(each -> each.startsWith("Realm Debug: ") || each.startsWith("Realmscope debug-adapter: "))
                .count();
    }

    @Test
    void adapterOfAnotherVersionIsRefused() throws IOException {
        debug.with(LaunchAttribute.ATTACH, true);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            debug.with(LaunchAttribute.PORT, socket.getLocalPort());
            Thread.ofPlatform().daemon().start(() -> serve(socket, new OtherVersion()));
            assertEquals(
                    "The debug adapter speaks version 1000 of Realmscope's protocol, this IDE version 1; use one of its"
                            + " release",
                    refusal());
        }
    }

    @Test
    void adapterThatDoesNotKnowItsVersionIsRefused() throws IOException {
        debug.with(LaunchAttribute.ATTACH, true);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            debug.with(LaunchAttribute.PORT, socket.getLocalPort());
            Thread.ofPlatform().daemon().start(() -> serve(socket, new Stranger()));
            assertTrue(refusal().startsWith("The debug adapter speaks an earlier version"), "refused");
        }
    }

    private static void serve(ServerSocket socket, Object adapter) {
        try (Socket connection = socket.accept();
                InputStream in = connection.getInputStream();
                OutputStream out = connection.getOutputStream()) {
            new DebugLauncher.Builder<IDebugProtocolClient>()
                    .setLocalService(adapter)
                    .setRemoteInterface(IDebugProtocolClient.class)
                    .setInput(in)
                    .setOutput(out)
                    .create()
                    .startListening()
                    .get();
        } catch (IOException | InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An adapter that knows nothing of Realmscope. */
    private static class Stranger {
        @JsonRequest
        public CompletableFuture<Capabilities> initialize(InitializeRequestArguments arguments) {
            assertEquals("realmscope", arguments.getAdapterID());
            return CompletableFuture.completedFuture(new Capabilities());
        }
    }

    /** An adapter of a version to come. */
    private static final class OtherVersion extends Stranger {
        @JsonRequest("realmscope/version")
        public CompletableFuture<VersionInfo> version() {
            return CompletableFuture.completedFuture(new VersionInfo(1000));
        }
    }
}
