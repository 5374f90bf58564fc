package org.realmscope.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of a server in the same JVM, in messages framed as both protocols do. Its texts are JSON with {@code '} for
 * {@code "}.
 */
final class RehearsalClient {
    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

    private final CompletableFuture<Void> served = new CompletableFuture<>();
    private final InputStream in;
    private final OutputStream out;
    private int requests;

    private RehearsalClient(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Serves one client. */
    @FunctionalInterface
    interface Server {
        void serve(InputStream in, OutputStream out) throws InterruptedException;
    }

    /** Starts a server, and connects with it. */
    static RehearsalClient of(Server server) throws IOException {
        Pipe requests = Pipe.open();
        Pipe answers = Pipe.open();
        RehearsalClient client = new RehearsalClient(
                Channels.newInputStream(answers.source()), Channels.newOutputStream(requests.sink()));
        Thread thread = new Thread(() -> client.serve(server, requests, answers), "rehearsed server");
        thread.setDaemon(true);
        thread.start();
        return client;
    }

    /** However the server ends, its client reads no further. */
    private void serve(Server server, Pipe requests, Pipe answers) {
        try (InputStream served = Channels.newInputStream(requests.source());
                OutputStream answered = Channels.newOutputStream(answers.sink())) {
            server.serve(served, answered);
            this.served.complete(null);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks for something of DAP, and waits for the answer. */
    String request(String command, String arguments) throws IOException {
        requests++;
        send("{'seq':%d,'type':'request','command':'%s','arguments':%s}".formatted(requests, command, arguments));
        String answer = await("\"request_seq\":" + requests + ",");
        if (!answer.contains("\"success\":true")) {
            throw new IllegalStateException(command + ": " + answer);
        }
        return answer;
    }

    /** Asks for something of LSP, and waits for the answer. */
    String ask(String method, String parameters) throws IOException {
        requests++;
        send("{'jsonrpc':'2.0','id':%d,'method':'%s','params':%s}".formatted(requests, method, parameters));
        String answer = await("\"id\":" + requests + ",");
        if (answer.contains("\"error\":")) {
            throw new IllegalStateException(method + ": " + answer);
        }
        return answer;
    }

    /** Says something of LSP. */
    void tell(String method, String parameters) throws IOException {
        send("{'jsonrpc':'2.0','method':'%s','params':%s}".formatted(method, parameters));
    }

    /** A text as it is written in JSON. */
    String text(String value) {
        String escaped = value.replace("\\", "\\\\")
                .replace("'", "\\u0027")
                .replace("\"", "\\\"")
                .replace("\n", "\\n");
        return "'" + escaped + "'";
    }

    /** The first value of a member that is a number in a message. */
    String number(String member, String message) {
        Matcher matcher = Pattern.compile("\"" + member + "\":(\\d+)").matcher(message);
        if (!matcher.find()) {
            throw new IllegalStateException("there is no " + member + " in " + message);
        }
        return matcher.group(1);
    }

    private void send(String message) throws IOException {
        byte[] body = message.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        out.write("Content-Length: %d\r\n\r\n".formatted(body.length).getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    /** The next message that contains something. */
    String await(String wanted) throws IOException {
        String message = read(wanted);
        while (!message.contains(wanted)) {
            message = read(wanted);
        }
        return message;
    }

    private String read(String wanted) throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IllegalStateException("the server has ended before it said " + wanted);
            }
            header.append((char) next);
        }
        Matcher length = LENGTH.matcher(header);
        if (!length.find()) {
            throw new IllegalStateException("there is no length in " + header);
        }
        return new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
    }

    /** Waits until the server has served its client. */
    void awaitEnd() {
        served.join();
    }
}
