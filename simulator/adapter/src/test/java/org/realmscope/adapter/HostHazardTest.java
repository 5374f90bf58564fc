package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

class HostHazardTest {
    @Test
    void warningAndLeakOfTheHostStopTheMachineWithTheirText() {
        try (AdapterConnection connection = new AdapterConnection()) {
            WireClient client = connection.client();
            connection.launch(AdapterConnection.SAMPLE.resolveSibling("failures/undelegate.rme"));
            client.event("stopped");
            client.request("setExceptionBreakpoints", "{\"filters\": [\"hostWarning\", \"leakedGranule\"]}");

            JsonObject stopped = client.stopAfter("continue", "{\"threadId\": 1}");

            assertEquals("exception", stopped.get("reason").getAsString());
            String description = stopped.get("description").getAsString();
            assertTrue(
                    description.startsWith("host leak at ") || description.startsWith("host warning at "), description);
        }
    }
}
