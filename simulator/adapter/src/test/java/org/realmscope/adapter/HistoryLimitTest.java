package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.adapter.SourceSession.text;
import static org.realmscope.adapter.WireClient.list;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients see of a run whose history has little room. */
class HistoryLimitTest {
    private static final int FAULTS = 16_384;
    private static final String SCENARIO = """
        scenario "Many faults"
        realm realm0 {
            ipa_bits 36
            slot ram 0 .. 128 MiB backing anon
            vcpu vcpu0 {
                for page in 4 MiB .. 68 MiB { store 1 to page }
            }
        }
        """;

    @Test
    void oldestIsSummarisedAndWhatIsLeftIsFoundByRangeAndFilter(@TempDir Path directory) throws IOException {
        Path scenario = Files.writeString(directory.resolve("many.rme"), SCENARIO);
        try (AdapterConnection connection = new AdapterConnection()) {
            WireClient client = connection.client();
            client.request("initialize", "{\"adapterID\": \"realmscope\"}");
            client.request(
                    "launch",
                    "{\"program\": \"" + scenario
                            + "\", \"stopOnEntry\": true, \"historyMemory\": 1, \"timelineMemory\": 1}");
            client.event("initialized");
            client.request("configurationDone", "");
            client.event("stopped");
            assertEquals("end", text(client.stopAfter("continue", "{\"threadId\": 1}"), "reason"));

            JsonObject faults = client.request("realmscope/faults", "{\"count\": 1}");
            long firstKept = faults.get("firstKept").getAsLong();
            assertEquals(FAULTS, faults.get("total").getAsLong());
            assertTrue(firstKept > 1 && firstKept < FAULTS, faults::toString);
            JsonObject forgotten = faults.getAsJsonObject("forgotten");
            assertEquals(
                    firstKept - 1,
                    forgotten.getAsJsonObject("halves").get("protected").getAsLong());
            assertEquals(
                    firstKept - 1,
                    forgotten.getAsJsonObject("resolutions").get("mapped").getAsLong());
            assertTrue(forgotten.get("rmiCalls").getAsLong() >= 3 * (firstKept - 1));

            JsonObject ofRange = client.request(
                    "realmscope/faults", "{\"filter\": {\"base\": \"0x43fe000\", \"end\": \"0x4400000\"}}");
            assertEquals(2, list(ofRange, "faults").size());
            JsonObject history = client.request(
                    "realmscope/history",
                    "{\"filter\": {\"kinds\": [\"fault\"], \"base\": \"0x43ff000\", \"end\": \"0x4400000\"}}");
            assertTrue(history.get("firstKept").getAsLong() > 1);
            assertFalse(history.getAsJsonObject("forgotten").isEmpty());
            assertEquals(
                    FAULTS, list(history, "entries").getFirst().get("fault").getAsInt());
        }
    }
}
