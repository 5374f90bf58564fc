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

/** What people read where the machine stops, and where what they ask for cannot be. */
class MessageTranscriptTest {
    @Test
    void changesOfStateAreToldInTheWordsOfTheSpecification() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            client.stopAfter("realmscope/runTo", "{\"target\": \"fault\"}");
            client.request(
                    "setDataBreakpoints",
                    "{\"breakpoints\": [{\"dataId\": \"rtt realm0 0x200000 0x201000\","
                            + " \"condition\": \"status == RMI_SUCCESS\"}]}");

            String created = description(client.stopAfter("continue", "{\"threadId\": 1}"));
            String mapped = description(client.stopAfter("continue", "{\"threadId\": 1}"));

            assertEquals(
                    "RTT entry of 0x200000 to 0x200fff goes from level 2 UNASSIGNED RAM to level 3 UNASSIGNED RAM",
                    created);
            assertTrue(
                    mapped.matches("RTT entry of 0x200000 to 0x200fff goes from level 3 UNASSIGNED RAM"
                            + " to level 3 ASSIGNED RAM to 0x4[0-9a-f]+"),
                    mapped);
        }
    }

    @Test
    void exceptionFiltersHaveConditions() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            List<JsonObject> set = list(client.request("setExceptionBreakpoints", """
                {"filters": ["hostWarning"], "filterOptions": [
                {"filterId": "fault", "condition": "$HPFAR_EL2 != 0x2000"},
                {"filterId": "fault", "condition": "1 +"}, {"filterId": "nothing"}]}\
                """), "breakpoints");
            assertEquals(
                    List.of(true, true, false, false),
                    set.stream()
                            .map(each -> each.get("verified").getAsBoolean())
                            .toList());

            JsonObject stopped = client.stopAfter("continue", "{\"threadId\": 1}");

            assertEquals("exception", stopped.get("reason").getAsString());
            assertEquals("stage 2 translation fault of level 1: write of IPA 0x800300000", description(stopped));
        }
    }

    @Test
    void momentOutsideTheKnownRunIsRefusedBeforeAnythingMoves() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            JsonObject error = connection.client().error("realmscope/goTo", "{\"moment\": \"999.0\"}");

            assertEquals(2003, error.get("id").getAsInt());
            assertEquals(
                    "moment 999.0 cannot be gone to; those from 0.0 to 0.0 can",
                    error.getAsJsonObject("variables").get("text").getAsString());
        }
    }

    @Test
    void breakpointInsideAnInstructionIsRefused() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            JsonObject set = list(
                            connection
                                    .client()
                                    .request(
                                            "setInstructionBreakpoints",
                                            "{\"breakpoints\": [{\"instructionReference\": \"EL2N:0x42004069\"}]}"),
                            "breakpoints")
                    .getFirst();

            assertFalse(set.get("verified").getAsBoolean());
            assertEquals(
                    "EL2N:0x42004069 is not the address of an instruction: they are multiples of 4",
                    set.get("message").getAsString());
        }
    }

    @Test
    void whatIsWrongWithAMessageIsSaidInTheWordsOfTheProtocol() {
        try (AdapterConnection connection = new AdapterConnection()) {
            WireClient client = connection.client();

            assertEquals(
                    "'arguments.name' is missing; 'arguments.value' is missing",
                    text(client.error("setVariable", "{\"variablesReference\": 1}")));
            assertEquals("'arguments.source' is missing", text(client.error("setBreakpoints", "{}")));
            assertEquals(
                    "the message cannot be read: For input string: \"first\"",
                    text(client.error("stackTrace", "{\"threadId\": \"first\"}")));
            client.sendRaw("{\"seq\": 77, \"type\": \"request\"}");
            assertEquals(
                    "'command' is missing", client.response(77).get("message").getAsString());
        }
    }

    private static String text(JsonObject error) {
        return error.getAsJsonObject("variables").get("text").getAsString();
    }

    @Test
    void unknownKindOfNumberIsNamed() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            JsonObject error = connection.client().error("evaluate", "{\"expression\": \"decode color 1\"}");

            assertEquals(
                    "decode knows no 'color'; it knows esr, return, descriptor, function, features, errno",
                    error.getAsJsonObject("variables").get("text").getAsString());
        }
    }

    @Test
    void openFaultIsSaidToBeOpen() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            client.request("setExceptionBreakpoints", "{\"filters\": [\"fault\"]}");
            client.stopAfter("continue", "{\"threadId\": 1}");

            JsonObject open = client.request("realmscope/explain", "{\"fault\": 1}");

            assertEquals("BEING_HANDLED", open.get("code").getAsString());
            assertFalse(open.has("normal"), open::toString);
            client.stopAfter("continue", "{\"threadId\": 1}");
            JsonObject over = client.request("realmscope/explain", "{\"fault\": 1}");
            assertEquals("FIRST_TOUCH", over.get("code").getAsString());
            assertTrue(over.get("normal").getAsBoolean(), over::toString);
        }
    }

    @Test
    void warningsOfTheScenarioAreShownAtLaunch(@TempDir Path directory) throws IOException {
        Path scenario = Files.writeString(
                directory.resolve("odd.rme"), "realm r { slot a 0 .. 1 MiB vcpu v { repeat forever { wfi } wfe } }");
        try (AdapterConnection connection = new AdapterConnection()) {
            connection.launch(scenario);

            JsonObject output = connection.client().messages().stream()
                    .filter(each ->
                            each.has("event") && each.get("event").getAsString().equals("output"))
                    .map(each -> each.getAsJsonObject("body"))
                    .findFirst()
                    .orElseThrow();

            assertEquals("important", output.get("category").getAsString());
            assertEquals(
                    scenario + ":1:61: warning: no vCPU gets here: 'repeat forever' never ends [NOT_HERE]\n",
                    output.get("output").getAsString());
        }
    }

    private static String description(JsonObject stopped) {
        return stopped.get("description").getAsString();
    }
}
