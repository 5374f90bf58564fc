package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.adapter.WireClient.list;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conformance trace as the program that is debugged. */
class TraceTranscriptTest {
    private static final String TRACE = """
        {"format":1,"dram_base":"0x40000000","dram_size":"0x80000000","features":"0x30","cfg":{}}
        {"op":"fill","pa":"0x61000000","len":"0x1000","byte":0}
        {"op":"smc","x":["0xc4000151","0x70000000"],"ret":["0x0"]}
        {"op":"note","text":"it is delegated already"}
        {"op":"smc","x":["0xc4000151","0x70000000"],"ret":["0x0"]}
        {"op":"smc","x":["0xc4000152","0x70000000"],"ret":["0x0"]}
        """;

    @TempDir
    private Path directory;

    private Path file() throws IOException {
        return Files.writeString(directory.resolve("granules.jsonl"), TRACE);
    }

    private static String place(WireClient client) {
        JsonObject top = list(client.request("stackTrace", "{\"threadId\": 1}"), "stackFrames")
                .getFirst();
        return top.getAsJsonObject("source").get("name").getAsString() + ":" + top.get("line");
    }

    @Test
    void linesAreStepsAndCallsStopAsAnyOther() throws IOException {
        Path file = file();
        try (AdapterConnection connection = new AdapterConnection()) {
            connection.launch(file);
            WireClient client = connection.client();
            client.event("stopped");
            client.request(
                    "setBreakpoints", "{\"source\": {\"path\": \"" + file + "\"}, \"breakpoints\": [{\"line\": 2}]}");
            client.stopAfter("continue", "{\"threadId\": 1}");
            assertEquals("granules.jsonl:2", place(client));
            client.request("setBreakpoints", "{\"source\": {\"path\": \"" + file + "\"}, \"breakpoints\": []}");
            for (int line = 3; line <= 5; line++) {
                client.stopAfter("next", "{\"threadId\": 1}");
                assertEquals("granules.jsonl:" + line, place(client));
            }
            client.stopAfter("stepBack", "{\"threadId\": 1}");
            assertEquals("granules.jsonl:4", place(client));
            client.request("setFunctionBreakpoints", "{\"breakpoints\": [{\"name\": \"RMI_GRANULE_*\"}]}");

            client.stopAfter("continue", "{\"threadId\": 1}");

            List<JsonObject> frames = list(client.request("stackTrace", "{\"threadId\": 1}"), "stackFrames");
            assertEquals(
                    List.of("RMI_GRANULE_DELEGATE, Realm EL2", "EL3", "trace, Non-secure EL2"),
                    frames.stream()
                            .map(frame -> frame.get("name").getAsString())
                            .toList());
            assertEquals(5, frames.getLast().get("line").getAsInt());
        }
    }

    @Test
    void endSaysWhatWasNotAsItWasRecorded() throws IOException {
        try (AdapterConnection connection = new AdapterConnection()) {
            connection.launch(file());
            WireClient client = connection.client();
            client.event("stopped");

            assertEquals(
                    "end",
                    client.stopAfter("continue", "{\"threadId\": 1}")
                            .get("reason")
                            .getAsString());

            assertTrue(
                    client.messages()
                            .toString()
                            .contains("values that differ from those recorded: 1, the first one in line 5"),
                    () -> client.messages().toString());
            client.request("continue", "{\"threadId\": 1}");
            assertEquals(1, client.event("exited").get("exitCode").getAsInt());
        }
    }

    @Test
    void programHasNoCallerBehindADifferenceEither() throws IOException {
        try (AdapterConnection connection = new AdapterConnection()) {
            Path file = file();
            connection.launch(file);
            WireClient client = connection.client();
            client.event("stopped");
            client.request(
                    "setBreakpoints", "{\"source\": {\"path\": \"" + file + "\"}, \"breakpoints\": [{\"line\": 6}]}");

            client.stopAfter("continue", "{\"threadId\": 1}");

            assertEquals(List.of("trace, Non-secure EL2"), frames(client));
        }
    }

    private static List<String> frames(WireClient client) {
        return list(client.request("stackTrace", "{\"threadId\": 1}"), "stackFrames").stream()
                .map(frame -> frame.get("name").getAsString())
                .toList();
    }

    @Test
    void modelledRealmFaultsAndIsExplainedAsAnyOther() {
        Path file = Path.of("..", "..", "samples", "traces", "first-touch.jsonl");
        try (AdapterConnection connection = new AdapterConnection()) {
            connection.launch(file);
            WireClient client = connection.client();
            client.event("stopped");
            client.request("setExceptionBreakpoints", "{\"filters\": [\"fault\"]}");
            client.stopAfter("continue", "{\"threadId\": 1}");
            assertEquals("first-touch.jsonl:25", hostPlace(client));
            assertEquals(
                    List.of("0x1000, Realm EL1", "RMI_REC_ENTER, Realm EL2", "EL3", "trace, Non-secure EL2"),
                    frames(client));
            JsonObject open = client.request("realmscope/explain", "{\"fault\": 1}");
            assertEquals("BEING_HANDLED", open.get("code").getAsString());
            assertFalse(open.has("normal"), open::toString);

            client.request("setExceptionBreakpoints", "{\"filters\": []}");
            client.request(
                    "setFunctionBreakpoints", "{\"breakpoints\": [{\"name\": \"RMI_DATA_CREATE_UNKNOWN outcome\"}]}");
            client.stopAfter("continue", "{\"threadId\": 1}");
            String moment =
                    client.request("realmscope/machine", "{}").get("moment").getAsString();
            JsonObject failed = client.request("realmscope/explain", "{\"moment\": \"" + moment + "\"}");
            assertEquals("NOT_DELEGATED", failed.get("code").getAsString());
            client.stopAfter("continue", "{\"threadId\": 1}");
            assertEquals("first-touch.jsonl:29", hostPlace(client));
            assertEquals("ASSIGNED", leaf(client));
            client.stopAfter("stepBack", "{\"threadId\": 1}");
            client.stopAfter("stepBack", "{\"threadId\": 1}");
            assertEquals("UNASSIGNED", leaf(client));

            client.request("setFunctionBreakpoints", "{\"breakpoints\": []}");
            client.stopAfter("continue", "{\"threadId\": 1}");
            assertEquals(
                    "FIRST_TOUCH",
                    client.request("realmscope/explain", "{\"fault\": 1}")
                            .get("code")
                            .getAsString());
            assertTrue(client.messages().toString().contains("the RMM has answered as it was recorded"));
        }
    }

    private static String hostPlace(WireClient client) {
        JsonObject host = list(client.request("stackTrace", "{\"threadId\": 1}"), "stackFrames")
                .getLast();
        return host.getAsJsonObject("source").get("name").getAsString() + ":" + host.get("line");
    }

    private static String leaf(WireClient client) {
        return list(client.request("realmscope/rttWalk", "{\"realm\": \"realm0\", \"ipa\": \"0x2000\"}"), "entries")
                .getLast()
                .get("state")
                .getAsString();
    }
}
