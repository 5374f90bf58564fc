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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.protocol.VersionInfo;

class FailuresTest {
    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private String refusal() {
        CoreException refusal = assertThrows(CoreException.class, () -> debug.start(ILaunchManager.DEBUG_MODE));
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
        debug.with(LaunchAttribute.SCENARIO, debug.copy("faulting.rme").toString())
                .with(LaunchAttribute.SEED, "many");
        assertEquals("'seed' is 'many'; a whole number is expected, as 1000 or 0x3e8", refusal());
    }

    @Test
    void wordThatIsNoneOfAHostSwitchIsRefusedWithThoseThatAre() throws IOException {
        debug.with(LaunchAttribute.SCENARIO, debug.copy("faulting.rme").toString())
                .with(LaunchAttribute.OVERRIDES, Map.of("race", "yesterday"));
        assertEquals("'overrides.race' is yesterday; one of rfc, today is expected", refusal());
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

    /** Of a file in the workspace, which is marked too. */
    @Test
    void missingHostImageOfAScenarioIsMarkedInItsLine() throws CoreException {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("missing");
        project.create(new NullProgressMonitor());
        project.open(new NullProgressMonitor());
        IFile file = project.getFile("missing.rme");
        String text = """
            scenario "A host image that is not there"

            host { image "nowhere.elf" }

            realm realm0 {
                slot ram 0 .. 64 MiB backing anon
                vcpu vcpu0 { load 0x20_0000 }
            }
            """;
        file.create(text.getBytes(StandardCharsets.UTF_8), true, false, new NullProgressMonitor());
        debug.with(LaunchAttribute.SCENARIO, file.getFullPath().toString());

        String refusal = refusal();

        assertTrue(refusal.contains("nowhere.elf"), refusal);
        IMarker[] markers = file.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_ZERO);
        assertEquals(1, markers.length, refusal);
        assertEquals(3, markers[0].getAttribute(IMarker.LINE_NUMBER, 0));
        project.delete(true, new NullProgressMonitor());
    }

    @Test
    void hostThatIsNoneIsNamed() {
        debug.with(LaunchAttribute.ATTACH, true)
                .with(LaunchAttribute.HOST, "nowhere.invalid")
                .with(LaunchAttribute.PORT, 4711);
        String refusal = refusal();
        assertTrue(
                refusal.startsWith("No debug adapter answers at port 4711 of nowhere.invalid: no host has"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n<html></html>"})
    void portOfAnotherProgramIsNamed(String answer) throws IOException {
        debug.with(LaunchAttribute.ATTACH, true);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            debug.with(LaunchAttribute.PORT, socket.getLocalPort());
            Thread.ofPlatform().daemon().start(() -> say(socket, answer));
            assertEquals(
                    "Debug adapter at localhost:" + socket.getLocalPort()
                            + " has closed the connection without an answer; something else may be there",
                    refusal());
        }
    }

    private static void say(ServerSocket socket, String answer) {
        try (Socket connection = socket.accept();
                InputStream in = connection.getInputStream();
                OutputStream out = connection.getOutputStream()) {
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            connection.shutdownOutput();
            in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By people who will not wait for an answer that does not come. */
    @Test
    void cancelledLaunchLeavesNothing() throws CoreException, IOException {
        debug.with(LaunchAttribute.ATTACH, true);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            debug.with(LaunchAttribute.PORT, socket.getLocalPort());
            IProgressMonitor monitor = new NullProgressMonitor();
            ILaunchConfiguration configuration = debug.configuration();
            CompletableFuture<Void> accepted = new CompletableFuture<>();
            Thread.ofPlatform().daemon().start(() -> {
                try (Socket connection = socket.accept();
                        InputStream in = connection.getInputStream()) {
                    assertTrue(in.read() >= 0);
                    monitor.setCanceled(true);
                    in.readAllBytes();
                    accepted.complete(null);
                } catch (IOException e) {
                    accepted.completeExceptionally(e);
                }
            });
            ILaunch cancelled = configuration.launch(ILaunchManager.DEBUG_MODE, monitor);
            DebugSession.get(accepted);
            assertFalse(cancelled.hasChildren());
            assertFalse(
                    Arrays.asList(DebugPlugin.getDefault().getLaunchManager().getLaunches())
                            .contains(cancelled));
        }
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
