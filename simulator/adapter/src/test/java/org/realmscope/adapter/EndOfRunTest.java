package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

/** Where a run has ended, its machine can be changed, and its past be gone to. */
class EndOfRunTest {
    @Test
    void changeBehindTheEndStaysPartOfTheRun() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            assertEquals("end", reason(client.stopAfter("continue", "{\"threadId\": 1}")));
            String end = WireClient.moment(client);
            client.request("setExpression", "{\"expression\": \"$x3\", \"value\": \"0x1234\"}");
            client.request("setExpression", "{\"expression\": \"$x4\", \"value\": \"0x5678\"}");
            String changed = WireClient.moment(client);

            JsonObject stopped = client.stopAfter("realmscope/runTo", "{\"target\": \"fault\", \"backwards\": true}");

            assertTrue(stopped.get("description").getAsString().contains("IPA 0x800300000"), stopped::toString);
            assertEquals("end", reason(client.stopAfter("continue", "{\"threadId\": 1}")));
            assertEquals(changed, WireClient.moment(client));
            assertEquals("0x0000000000001234", value(client, "$x3"));
            assertEquals("0x0000000000005678", value(client, "$x4"));
            client.stopAfter("realmscope/goTo", "{\"moment\": \"" + end + "\"}");
            assertEquals(end, WireClient.moment(client));
        }
    }

    private static String reason(JsonObject stopped) {
        return stopped.get("reason").getAsString();
    }

    private static String value(WireClient client, String expression) {
        return client.request("evaluate", "{\"expression\": \"" + expression + "\"}")
                .get("result")
                .getAsString();
    }
}
