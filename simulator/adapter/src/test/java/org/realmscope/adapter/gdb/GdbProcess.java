package org.realmscope.adapter.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The real gdb, attached to a server in this process. Tests that need it are skipped where it is not installed. */
final class GdbProcess {
    static final String PROGRAM = "gdb-multiarch";

    private GdbProcess() {}

    static void assumeInstalled() {
        boolean found = Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, PROGRAM)));
        if (!found) {
            System.out.println("SKIPPED: " + PROGRAM + " is not installed; nothing is compared with gdb");
        }
        assumeTrue(found, PROGRAM + " is not installed");
    }

    /**
     * Lets gdb execute commands, the first of which connects it.
     *
     * @return what it writes
     */
    static String run(GdbServer server, List<String> commands) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> command = new ArrayList<>(List.of(PROGRAM, "-nx", "-batch"));
            for (String each : List.of(
                    "set pagination off",
                    "set confirm off",
                    "set width 0",
                    "target remote localhost:" + socket.getLocalPort())) {
                command.addAll(List.of("-ex", each));
            }
            commands.forEach(each -> command.addAll(List.of("-ex", each)));
            Process gdb = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (Socket connection = socket.accept()) {
                connection.setTcpNoDelay(true);
                Thread serving = Thread.ofPlatform().start(() -> serve(server, connection));
                String output = new String(gdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(0, gdb.waitFor(), output);
                serving.join();
                return output;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } finally {
                gdb.destroyForcibly();
            }
        }
    }

    private static void serve(GdbServer server, Socket connection) {
        try {
            server.serve(connection.getInputStream(), connection.getOutputStream());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Commands that run a script of the test resources. */
    static List<String> script(Path directory, String name, String setUp) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream stream = GdbProcess.class.getResourceAsStream(name)) {
            Files.write(file, Objects.requireNonNull(stream, name).readAllBytes());
        }
        return List.of("python " + setUp, "source " + file);
    }
}
