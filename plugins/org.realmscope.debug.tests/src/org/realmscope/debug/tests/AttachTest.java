package org.realmscope.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realmscope.debug.core.launch.LaunchAttribute;
import org.realmscope.protocol.RealmscopeClient;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.server.ServerCommand;
import org.realmscope.server.ServerKind;
import org.realmscope.server.ServerProcess;

class AttachTest {
    @RegisterExtension
    final DebugSession debug = new DebugSession();

    private final ServerProcess adapter;
    private final int port;

    AttachTest() throws IOException {
        adapter = ServerProcess.start(
                new ServerCommand(
                        ServerKind.DEBUG_ADAPTER,
                        List.of("--port", "0"),
                        List.of("-XX:TieredStopAtLevel=1"),
                        Map.of(),
                        null),
                System.err::print);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(adapter.output(), StandardCharsets.UTF_8))) {
            String line = Objects.requireNonNull(reader.readLine(), "the adapter says nothing");
            port = Integer.parseInt(line.replaceAll("\\D+", ""));
        }
    }

    @BeforeEach
    void attachToTheAdapter() {
        debug.with(LaunchAttribute.ATTACH, true).with(LaunchAttribute.PORT, port);
    }

    /** It waits for clients, not for the end of its input. */
    @AfterEach
    void endAdapter() {
        adapter.stop();
        assertTrue(DebugSession.get(adapter.ended()) != 0, "it was ended");
    }

    @Test
    void machineThatAClientLeftBehindIsDebuggedAndLeftAgain() throws CoreException, IOException {
        leaveMachine();

        debug.start(ILaunchManager.DEBUG_MODE);
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        assertEquals("0.0", debug.session().live().moment());
        debug.target().setInstructionStepping(true);
        debug.thread().stepOver();
        debug.awaitSuspend(DebugEvent.STEP_END);
        assertTrue(debug.target().canDisconnect());
        debug.target().disconnect();
        debug.until(debug.launch()::isTerminated, "end of the session");
        assertTrue(debug.target().isDisconnected());
        assertFalse(debug.target().isTerminated());
        assertFalse(debug.target().canTerminate());
        assertFalse(debug.target().canDisconnect());
        assertTrue(adapter.isAlive());
        assertEquals("", debug.told());

        debug.start(ILaunchManager.DEBUG_MODE);
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        assertEquals("1.0", debug.session().live().moment().replaceAll("\\..*", ".0"));
    }

    @Test
    void terminatedMachineIsGoneAndTheAdapterIsNot() throws CoreException, IOException {
        leaveMachine();
        debug.start(ILaunchManager.DEBUG_MODE);
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        debug.target().terminate();
        debug.until(debug.launch()::isTerminated, "end of the session");
        assertTrue(debug.target().isTerminated());
        assertFalse(debug.target().isDisconnected());
        assertTrue(adapter.isAlive());
        assertThrows(CoreException.class, () -> debug.start(ILaunchManager.DEBUG_MODE));
    }

    /** The connection breaks off, and the machine stays where it is. */
    @Test
    void connectionThatBreaksOffIsTold() throws CoreException, IOException {
        leaveMachine();
        debug.start(ILaunchManager.DEBUG_MODE);
        debug.awaitSuspend(DebugEvent.CLIENT_REQUEST);
        adapter.stop();
        debug.until(debug.launch()::isTerminated, "end of the session");
        debug.until(() -> !debug.told().isEmpty(), "message");
        assertEquals("The connection to the debug adapter broke off.", debug.told());
        assertTrue(debug.target().isDisconnected());
    }

    @Test
    void adapterWithoutAMachineIsRefused() {
        CoreException refusal = assertThrows(CoreException.class, () -> debug.start(ILaunchManager.DEBUG_MODE));
        assertEquals(
                "there is no machine; launch one first", refusal.getStatus().getMessage());
    }

    /** As another editor would: launches a machine that stands at reset, and goes. */
    private void leaveMachine() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            Launcher<RealmscopeServer> launcher = new DebugLauncher.Builder<RealmscopeServer>()
                    .setLocalService(
                            new RealmscopeClient() {
                                // Wants to hear nothing.
                            })
                    .setRemoteInterface(RealmscopeServer.class)
                    .setInput(in)
                    .setOutput(out)
                    .create();
            launcher.startListening();
            RealmscopeServer server = launcher.getRemoteProxy();
            InitializeRequestArguments greeting = new InitializeRequestArguments();
            greeting.setAdapterID("realmscope");
            DebugSession.get(server.initialize(greeting));
            DebugSession.get(
                    server.launch(Map.of("program", debug.copy("faulting.rme").toString(), "stopOnEntry", true)));
            DisconnectArguments leave = new DisconnectArguments();
            leave.setTerminateDebuggee(false);
            DebugSession.get(server.disconnect(leave));
        }
    }
}
