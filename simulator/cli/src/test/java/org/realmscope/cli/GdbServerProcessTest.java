package org.realmscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packets for a {@code gdbserver} in a process of its own. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class GdbServerProcessTest {
    private static final Path SAMPLE = Path.of("..", "..", "samples", "runtime-faulting.rme")
            .toAbsolutePath()
            .normalize();

    private static Process start(String... arguments) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Realmscope.class.getName(),
                        "gdbserver",
                        SAMPLE.toString(),
                        "--port",
                        "0",
                        String.join(" ", arguments)))
                .start();
    }

    @Test
    void oneGdbAfterAnotherIsServedOnAPortOfThisMachine() throws IOException {
        Process process = start("--seed=7");
        try (BufferedReader output = process.inputReader()) {
            int port = Integer.parseInt(output.readLine().replace("listening on port ", ""));
            assertEquals("\"Runtime faulting: protected and shared\", seed 7", output.readLine());
            for (int gdb = 0; gdb < 2; gdb++) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    socket.getOutputStream().write("$qC#b4".getBytes(StandardCharsets.US_ASCII));
                    byte[] answer = socket.getInputStream().readNBytes(8);
                    assertEquals("+$QC1#c5", new String(answer, StandardCharsets.US_ASCII));
                }
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anotherInterfaceThanLoopbackIsWarnedOf() throws IOException {
        Process process = start("--host=0.0.0.0");
        try (BufferedReader errors = process.errorReader()) {
            String warning = errors.readLine();
            while (!warning.startsWith("realmscope: ")) {
                warning = errors.readLine();
            }
            assertTrue(warning.startsWith("realmscope: warning: others on the network can use this machine"), warning);
        } finally {
            process.destroyForcibly();
        }
    }
}
