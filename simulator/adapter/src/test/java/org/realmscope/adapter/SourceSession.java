package org.realmscope.adapter;

import static org.realmscope.adapter.WireClient.list;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What tests of debugging at source level ask clients, and where the sources are. */
final class SourceSession {
    static final Path HOST_SOURCES = Path.of("..", "host-kvm").toAbsolutePath().normalize();
    static final Path MMU = HOST_SOURCES.resolve(Path.of("src", "main", "c", "mmu.c"));

    private SourceSession() {}

    static AdapterConnection launched() {
        AdapterConnection connection = new AdapterConnection();
        connection.launch("\"stopOnEntry\": true, \"sourceMap\": {\"host-kvm\": \"" + HOST_SOURCES + "\"}");
        connection.client().event("stopped");
        return connection;
    }

    /** Number of the line of a file that has a text. */
    static int line(Path file, String text) {
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(text)) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError(file + " has no " + text);
    }

    static List<JsonObject> frames(WireClient client, int thread) {
        return list(client.request("stackTrace", "{\"threadId\": " + thread + "}"), "stackFrames");
    }

    static List<String> names(List<JsonObject> items) {
        return items.stream().map(item -> item.get("name").getAsString()).toList();
    }

    static String text(JsonObject body, String name) {
        return body.get(name).getAsString();
    }

    static JsonObject named(List<JsonObject> items, String name) {
        return items.stream()
                .filter(item -> text(item, "name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + items));
    }

    static List<JsonObject> variables(WireClient client, JsonObject holder) {
        return list(
                client.request("variables", "{\"variablesReference\": " + holder.get("variablesReference") + "}"),
                "variables");
    }

    static JsonObject scope(WireClient client, JsonObject frame, String name) {
        return named(list(client.request("scopes", "{\"frameId\": " + frame.get("id") + "}"), "scopes"), name);
    }

    static JsonObject evaluate(WireClient client, JsonObject frame, String expression) {
        return client.request(
                "evaluate", "{\"expression\": \"" + expression + "\", \"frameId\": " + frame.get("id") + "}");
    }

    static void breakAtFunction(WireClient client, String name) {
        client.request("setFunctionBreakpoints", "{\"breakpoints\": [{\"name\": \"" + name + "\"}]}");
        client.stopAfter("continue", "{\"threadId\": 1}");
        client.request("setFunctionBreakpoints", "{\"breakpoints\": []}");
    }

    static String place(JsonObject frame) {
        return text(frame.getAsJsonObject("source"), "name") + ":"
                + frame.get("line").getAsInt();
    }
}
