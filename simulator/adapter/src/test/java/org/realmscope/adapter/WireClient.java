package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A client of the debug adapter that knows nothing but the bytes of the protocol. */
final class WireClient {
    private static final long DEADLINE_SECONDS = 300;

    private final InputStream in;
    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<JsonObject> messages = new ArrayList<>();
    private int seq;
    /** Messages before this one are no candidates for the next event. */
    private int cursor;

    private boolean ended;
    /** The last request, for the text of a failure. */
    private String lastSent = "";

    WireClient(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
        Thread reader = new Thread(this::readAll, "wire client");
        reader.setDaemon(true);
        reader.start();
    }

    // --- reading

    private void readAll() {
        try {
            while (true) {
                JsonObject message = read();
                lock.lock();
                try {
                    messages.add(message);
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        } catch (EOFException end) {
            lock.lock();
            try {
                ended = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject read() throws IOException {
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        byte[] body = in.readNBytes(length);
        return JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private int await(Predicate<JsonObject> wanted, int from, String what) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
            int next = from;
            while (true) {
                for (; next < messages.size(); next++) {
                    if (wanted.test(messages.get(next))) {
                        return next;
                    }
                }
                if (left <= 0 || ended) {
                    throw new AssertionError("no " + what + " came behind " + lastSent + "; the last messages are "
                            + messages.subList(Math.max(0, messages.size() - 8), messages.size()));
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    /** Everything that came, in order. */
    List<JsonObject> messages() {
        lock.lock();
        try {
            return List.copyOf(messages);
        } finally {
            lock.unlock();
        }
    }

    // --- asking

    /** Sends a request; the result is its number. */
    int send(String command, String arguments) {
        JsonObject request = new JsonObject();
        seq++;
        request.addProperty("seq", seq);
        request.addProperty("type", "request");
        request.addProperty("command", command);
        if (!arguments.isEmpty()) {
            request.add("arguments", JsonParser.parseString(arguments));
        }
        lastSent = request.toString();
        sendRaw(lastSent);
        return seq;
    }

    /** Sends a message, whatever it is. */
    void sendRaw(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try {
            out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The response to a request, whatever it is. */
    JsonObject response(int request) {
        int index = await(
                message -> message.get("type").getAsString().equals("response")
                        && message.get("request_seq").getAsInt() == request,
                0,
                "response to request " + request);
        return messages().get(index);
    }

    /** The body of the response to a request that has to succeed. */
    JsonObject request(String command, String arguments) {
        JsonObject response = response(send(command, arguments));
        if (!response.get("success").getAsBoolean()) {
            throw new AssertionError(command + " failed: " + response);
        }
        JsonElement body = response.get("body");
        return body == null || body.isJsonNull() ? new JsonObject() : body.getAsJsonObject();
    }

    /** The error of a request that has to fail. */
    JsonObject error(String command, String arguments) {
        JsonObject response = response(send(command, arguments));
        if (response.get("success").getAsBoolean()) {
            throw new AssertionError(command + " succeeded: " + response);
        }
        return response.getAsJsonObject("body").getAsJsonObject("error");
    }

    /** The body of the next event of a name, behind the one that was asked for last. */
    JsonObject event(String name) {
        int index = await(
                message -> message.get("type").getAsString().equals("event")
                        && message.get("event").getAsString().equals(name),
                cursor,
                "event " + name);
        cursor = index + 1;
        JsonElement body = messages().get(index).get("body");
        return body == null || body.isJsonNull() ? new JsonObject() : body.getAsJsonObject();
    }

    /** Requests whatever resumes the machine, and waits until it stands still again. */
    JsonObject stopAfter(String command, String arguments) {
        skipToNow();
        request(command, arguments);
        return event("stopped");
    }

    /** What has come so far is no candidate for the next event. */
    void skipToNow() {
        cursor = messages().size();
    }

    // --- what tests need of the sample

    /** The objects of a list in a body. */
    static List<JsonObject> list(JsonObject body, String name) {
        List<JsonObject> items = new ArrayList<>();
        for (JsonElement each : body.getAsJsonArray(name)) {
            items.add(each.getAsJsonObject());
        }
        return items;
    }

    /** The innermost frame of a function. */
    static JsonObject frame(WireClient client, int thread, String function) {
        return list(client.request("stackTrace", "{\"threadId\": " + thread + "}"), "stackFrames").stream()
                .filter(frame -> frame.get("name").getAsString().startsWith(function + ","))
                .findFirst()
                .orElseThrow();
    }

    /** Where the machine stands. */
    static String moment(WireClient client) {
        return client.request("evaluate", "{\"expression\": \"moment\"}")
                .get("result")
                .getAsString();
    }

    /** Runs to the entry of RMI_DATA_CREATE_UNKNOWN; the result is the thread that calls. */
    static int atDataCreateUnknown(WireClient client) {
        client.request("setFunctionBreakpoints", "{\"breakpoints\": [{\"name\": \"RMI_DATA_CREATE_UNKNOWN\"}]}");
        JsonObject stopped = client.stopAfter("continue", "{\"threadId\": 1}");
        assertEquals("function breakpoint", stopped.get("reason").getAsString(), stopped::toString);
        return stopped.get("threadId").getAsInt();
    }
}
