package org.realmscope.bench.debug;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The debug adapter in a JVM of its own, started as this one was, spoken to by DAP on its standard input and output
 * (Debug Adapter Protocol, "Base protocol").
 */
final class AdapterProcess implements AutoCloseable {
    private static final String MAIN_CLASS = "org.realmscope.cli.Realmscope";
    private static final Pattern LENGTH = Pattern.compile("Content-Length: *(\\d+)");

    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private int seq;

    AdapterProcess() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN_CLASS, "debug-adapter"));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        in = new BufferedInputStream(process.getInputStream());
        out = process.getOutputStream();
    }

    /**
     * Sends a request.
     *
     * @param arguments a JSON object
     * @return its number
     */
    int send(String command, String arguments) throws IOException {
        seq++;
        byte[] body = "{\"seq\":%d,\"type\":\"request\",\"command\":\"%s\",\"arguments\":%s}"
                .formatted(seq, command, arguments)
                .getBytes(StandardCharsets.UTF_8);
        out.write("Content-Length: %d\r\n\r\n".formatted(body.length).getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        return seq;
    }

    /**
     * Sends a request and waits for its response.
     *
     * @throws IllegalStateException if it is refused
     */
    String ask(String command, String arguments) throws IOException {
        int number = send(command, arguments);
        String response = awaitResponse(number);
        if (!response.contains("\"success\":true")) {
            throw new IllegalStateException(command + " is refused: " + response);
        }
        return response;
    }

    private String awaitResponse(int number) throws IOException {
        Pattern wanted = Pattern.compile("\"request_seq\":\"?%d\\b".formatted(number));
        String message = read();
        while (!wanted.matcher(message).find()) {
            message = read();
        }
        return message;
    }

    /** The next event of a kind; what comes before it is passed over. */
    String awaitEvent(String event) throws IOException {
        String wanted = "\"event\":\"%s\"".formatted(event);
        String message = read();
        while (!message.contains(wanted)) {
            message = read();
        }
        return message;
    }

    private String read() throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the debug adapter has ended behind request " + seq);
            }
            header.append((char) next);
        }
        Matcher length = LENGTH.matcher(header);
        if (!length.find()) {
            throw new IOException("a message without a length: " + header);
        }
        return new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
