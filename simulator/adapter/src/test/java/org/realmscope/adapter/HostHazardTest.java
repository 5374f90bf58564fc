package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** As the first RFC has it, only the protected alias is unmapped. */
    private static final String STALE_ALIAS = """
        scenario "Stale shared alias"
        host { unmap_alias rfc }
        realm realm0 {
            ipa_bits 36
            slot ram 0 .. 64 MiB backing anon
            vcpu vcpu0 {
                store 0x11 to shared 0x30_0000
                host_call 1 ()
                store 0x22 to shared 0x30_0000
            }
        }
        vmm {
            on host_call 1 { unmap realm0 0x30_0000 }
        }
        """;

    @Test
    void hostThatFreesAMappedPageIsStopped(@TempDir Path directory) throws IOException {
        Path scenario = Files.writeString(directory.resolve("stale.rme"), STALE_ALIAS);
        try (AdapterConnection connection = new AdapterConnection()) {
            WireClient client = connection.client();
            connection.launch(scenario);
            client.event("stopped");
            client.request(
                    "setExceptionBreakpoints",
                    "{\"filters\": [], \"filterOptions\": [{\"filterId\": \"nsMappingOfFreedPage\","
                            + " \"condition\": \"ipa == 0x800300000 && pa > 0x40000000 && realm == 0 && pe == 0\"}]}");

            JsonObject stopped = client.stopAfter("continue", "{\"threadId\": 1}");

            assertEquals("exception", stopped.get("reason").getAsString());
            String description = stopped.get("description").getAsString();
            assertTrue(
                    description.startsWith("the host frees pa 0x")
                            && description.contains("which is mapped at ipa 0x800300000 of the realm"),
                    description);
        }
    }
}
