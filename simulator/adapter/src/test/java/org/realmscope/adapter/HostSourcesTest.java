package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.adapter.SourceSession.MMU;
import static org.realmscope.adapter.SourceSession.breakAtFunction;
import static org.realmscope.adapter.SourceSession.frames;
import static org.realmscope.adapter.SourceSession.line;
import static org.realmscope.adapter.SourceSession.text;
import static org.realmscope.adapter.WireClient.list;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.machine.HostImages;

/** The sources of a host image that people have built are those beside it. */
class HostSourcesTest {
    @TempDir
    Path directory;

    private Path source;

    @BeforeEach
    void buildTheImage() throws IOException {
        Files.write(directory.resolve("host-kvm.elf"), HostImages.kvmFile());
        source = directory.resolve(Path.of("src", "main", "c", "mmu.c"));
        Files.createDirectories(source.getParent());
        Files.copy(MMU, source);
    }

    private AdapterConnection launched() {
        AdapterConnection connection = new AdapterConnection();
        connection.launch("\"stopOnEntry\": true, \"host\": \"" + directory.resolve("host-kvm.elf") + "\"");
        connection.client().event("stopped");
        return connection;
    }

    @Test
    void linesOfTheFileBesideTheImageStop() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            int line = line(MMU, "struct kvm *kvm = vcpu->kvm;");
            JsonObject set = client.request(
                    "setBreakpoints",
                    "{\"source\": {\"path\": \"" + source + "\"}, \"breakpoints\": [{\"line\": " + line + "}]}");
            assertTrue(list(set, "breakpoints").getFirst().get("verified").getAsBoolean());
            assertEquals("breakpoint", text(client.stopAfter("continue", "{\"threadId\": 1}"), "reason"));
            JsonObject shown = frames(client, 2).getFirst().getAsJsonObject("source");
            assertEquals(source.toString(), text(shown, "path"));
            assertFalse(shown.has("sourceReference"), "the text is not the adapter's");
        }
    }

    @Test
    void whatIsNotBesideTheImageIsTheTextThatComesWithTheSimulator() throws IOException {
        Files.delete(source);
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            JsonObject shown = frames(client, 2).getFirst().getAsJsonObject("source");
            assertEquals("host-kvm/src/main/c/mmu.c", text(shown, "path"));
            assertTrue(shown.get("sourceReference").getAsInt() > 0);
        }
    }
}
