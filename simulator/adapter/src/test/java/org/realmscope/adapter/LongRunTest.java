package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that runs on and on is served, paused and cancelled. */
class LongRunTest {
    private static final String ENDLESS = """
        scenario "Endless"
        platform { limit 1_000_000_000_000 }
        realm realm0 {
            ipa_bits 36
            slot ram 0 .. 64 MiB backing anon
            vcpu vcpu0 {
                repeat forever {
                    store 1 to 0x20_0000
                }
            }
        }
        expect { no warnings }
        """;

    @TempDir
    private Path directory;

    private AdapterConnection running(String options) throws IOException {
        Path scenario = directory.resolve("endless.rme");
        Files.writeString(scenario, ENDLESS);
        AdapterConnection connection = new AdapterConnection();
        WireClient client = connection.client();
        client.request("initialize", "{\"adapterID\": \"realmscope\", \"supportsProgressReporting\": true}");
        client.request("launch", "{\"program\": \"" + scenario + "\"" + options + "}");
        client.event("initialized");
        client.request("configurationDone", "");
        return connection;
    }

    private static void pause(WireClient client) {
        assertEquals(
                "pause",
                client.stopAfter("pause", "{\"threadId\": 1}").get("reason").getAsString());
    }

    @Test
    void pauseStopsARunWithinWhichQuestionsAreAnswered() throws IOException {
        try (AdapterConnection connection = running("")) {
            WireClient client = connection.client();
            assertEquals(
                    2, client.request("threads", "").getAsJsonArray("threads").size());
            assertEquals(
                    2002,
                    client.error("stackTrace", "{\"threadId\": 1}").get("id").getAsInt());
            assertEquals(
                    2002,
                    client.error("continue", "{\"threadId\": 1}").get("id").getAsInt());

            pause(client);

            client.request("stackTrace", "{\"threadId\": 2}");
        }
    }

    @Test
    void pauseRightBehindContinueIsNotLost() throws IOException {
        try (AdapterConnection connection = running("")) {
            WireClient client = connection.client();
            pause(client);
            for (int round = 0; round < 10; round++) {
                client.skipToNow();
                client.send("continue", "{\"threadId\": 1}");
                client.send("pause", "{\"threadId\": 1}");
                assertEquals("pause", client.event("stopped").get("reason").getAsString());
            }
        }
    }

    @Test
    void breakpointThatIsSetDuringARunStopsIt() throws IOException {
        try (AdapterConnection connection = running("")) {
            WireClient client = connection.client();
            client.event("realmscope/recorded");
            int line = ENDLESS.lines().toList().indexOf("            store 1 to 0x20_0000") + 1;
            client.request(
                    "setBreakpoints",
                    "{\"source\": {\"path\": \"" + directory.resolve("endless.rme")
                            + "\"}, \"breakpoints\": [{\"line\": " + line + "}]}");

            assertEquals("breakpoint", client.event("stopped").get("reason").getAsString());
        }
    }

    @Test
    void longRunShowsProgressByWhichItIsCancelled() throws IOException {
        try (AdapterConnection connection = running("")) {
            WireClient client = connection.client();
            JsonObject progress = client.event("progressStart");
            assertTrue(progress.get("cancellable").getAsBoolean());
            client.event("progressUpdate");

            client.request("cancel", "{\"progressId\": " + progress.get("progressId") + "}");

            assertEquals(progress.get("progressId"), client.event("progressEnd").get("progressId"));
            assertEquals("pause", client.event("stopped").get("reason").getAsString());
        }
    }

    @Test
    void movementThatDoesNotArriveAnswersQuestionsUntilItIsPaused() throws IOException {
        try (AdapterConnection connection = running("")) {
            WireClient client = connection.client();
            client.event("realmscope/recorded");
            pause(client);
            client.skipToNow();
            // The page is mapped by now, and there is no other fault.
            client.request("realmscope/runTo", "{\"target\": \"fault\"}");
            assertEquals(
                    1, client.request("realmscope/faults", "{}").get("total").getAsInt());
            assertEquals(
                    2002,
                    client.error("stackTrace", "{\"threadId\": 1}").get("id").getAsInt());

            pause(client);
        }
    }

    @Test
    void disconnectEndsARun() throws IOException {
        try (AdapterConnection connection = running("")) {
            connection.client().event("realmscope/recorded");
            connection.client().request("disconnect", "{}");
        }
    }

    @Test
    void reverseContinueThatFindsNothingIsCancelledByPauseOrComesToTheStart() throws IOException {
        try (AdapterConnection connection = running(", \"checkpointInterval\": 200000")) {
            WireClient client = connection.client();
            client.event("progressStart");
            pause(client);
            client.request("setFunctionBreakpoints", "{\"breakpoints\": [{\"name\": \"RMI_REALM_DESTROY\"}]}");
            client.skipToNow();
            client.send("reverseContinue", "{\"threadId\": 1}");
            client.send("pause", "{\"threadId\": 1}");

            String reason = client.event("stopped").get("reason").getAsString();

            assertTrue(reason.equals("pause") || reason.equals("entry"), reason);
        }
    }
}
