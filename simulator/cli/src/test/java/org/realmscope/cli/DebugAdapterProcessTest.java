package org.realmscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session with the debug adapter in a process of its own. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class DebugAdapterProcessTest {
    private static final Path SAMPLE = Path.of("..", "..", "samples", "runtime-faulting.rme")
            .toAbsolutePath()
            .normalize();

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Realmscope.class.getName(),
                "debug-adapter"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void send(OutputStream out, int seq, String command, String arguments) throws IOException {
        byte[] body = "{\"seq\":%d,\"type\":\"request\",\"command\":\"%s\",\"arguments\":%s}"
                .formatted(seq, command, arguments)
                .getBytes(StandardCharsets.UTF_8);
        out.write("Content-Length: %d\r\n\r\n".formatted(body.length).getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    /** The next message that contains {@code wanted}. */
    private static String await(InputStream in, String wanted) throws IOException {
        while (true) {
            StringBuilder header = new StringBuilder();
            while (header.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                assertTrue(next >= 0, () -> "the adapter ended before it said " + wanted);
                header.append((char) next);
            }
            String length = header.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
            String message = new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
            if (message.contains(wanted)) {
                return message;
            }
        }
    }

    private static void debug(InputStream in, OutputStream out) throws IOException {
        send(out, 1, "initialize", "{\"adapterID\":\"realmscope\"}");
        await(in, "\"supportsStepBack\":true");
        send(out, 2, "launch", "{\"program\":\"" + SAMPLE + "\"}");
        await(in, "\"initialized\"");
        send(out, 3, "setFunctionBreakpoints", "{\"breakpoints\":[{\"name\":\"RMI_DATA_CREATE_UNKNOWN\"}]}");
        await(in, "\"verified\":true");
        send(out, 4, "configurationDone", "{}");
        String stopped = await(in, "\"stopped\"");
        assertTrue(stopped.contains("RMI_DATA_CREATE_UNKNOWN"), stopped);
        send(out, 5, "stepBack", "{\"threadId\":2,\"granularity\":\"instruction\"}");
        await(in, "\"stopped\"");
        send(out, 6, "disconnect", "{}");
        await(in, "\"request_seq\":6");
    }

    @Test
    void sessionOnStandardInputAndOutputEndsTheProcess() throws Exception {
        Process process = start();
        try {
            debug(process.getInputStream(), process.getOutputStream());
            assertEquals(0, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void clientsOnASocketAreServedOneAfterAnother() throws Exception {
        Process process = start("--port", "0");
        try (BufferedReader output = process.inputReader()) {
            int port = Integer.parseInt(output.readLine().replace("listening on port ", ""));
            for (int client = 0; client < 2; client++) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    debug(socket.getInputStream(), socket.getOutputStream());
                }
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
