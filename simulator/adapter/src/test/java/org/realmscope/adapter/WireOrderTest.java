package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stop never overtakes the response to the request that resumed the machine. */
class WireOrderTest {
    private static final int ROUNDS = 20;

    @ParameterizedTest
    @CsvSource({
        "stepIn, instruction",
        "next, instruction",
        "stepBack, instruction",
        "realmscope/runTo, ''",
        "reverseContinue, ''"
    })
    void responsePrecedesTheStop(String command, String granularity) {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            client.stopAfter("realmscope/runTo", "{\"target\": \"fault\"}");
            client.request("setFunctionBreakpoints", "{\"breakpoints\": [{\"name\": \"RMI_*\"}]}");
            for (int round = 0; round < ROUNDS; round++) {
                String how = granularity.isEmpty() ? "\"target\": \"rmiCall\"" : "\"granularity\": \"instruction\"";
                int request = client.send(command, "{\"threadId\": 2, " + how + "}");
                client.event("stopped");

                List<JsonObject> messages = client.messages();
                int response = messages.indexOf(client.response(request));
                long stopsBehind = messages.stream()
                        .skip(response)
                        .filter(message -> message.has("event")
                                && message.get("event").getAsString().equals("stopped"))
                        .count();
                assertTrue(stopsBehind == 1, "the stop of round " + round + " came before the response");
            }
        }
    }
}
