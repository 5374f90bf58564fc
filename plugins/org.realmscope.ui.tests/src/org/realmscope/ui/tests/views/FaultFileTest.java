package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.ui.faults.FaultFile;
import org.realmscope.ui.faults.FaultQuery;
import org.realmscope.ui.filter.FilterWords;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;

class FaultFileTest {
    private final Bench bench = new Bench();
    private final FakeMachine machine = new FakeMachine();
    private final Path directory;

    FaultFileTest() throws IOException {
        directory = Files.createTempDirectory("faults");
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
        for (String name : List.of("faults.csv", "faults.json")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.delete(directory);
    }

    private Path write(String name, String filter) {
        Path file = directory.resolve(name);
        FaultQuery query = new FaultQuery(FilterWords.parse(filter), false, false, null);
        CompletableFuture<Integer> written = new FaultFile(machine.server(), query).write(file);
        bench.await("file", written::isDone);
        return file;
    }

    @Test
    void valuesWithCommasAreQuoted() throws IOException {
        machine.setFaults(2_500);
        List<String> lines = Files.readAllLines(write("faults.csv", ""));
        assertEquals(2_501, lines.size());
        assertTrue(lines.get(0).startsWith("Fault,Moment,vCPU,IPA,Half,Access,Seen by host,Level,Decision,"));
        assertTrue(lines.get(1).startsWith("1,25.1,realm0.vcpu0,0x201000,protected,write,write,3,"
                + "\"Protected, RIPAS RAM, unassigned: exit to the host\",mapped by"), lines.get(1));
    }

    @Test
    void jsonHasWhatTheFilterLeaves() throws IOException {
        JsonArray faults = JsonParser.parseString(Files.readString(write("faults.json", "access=read"))).getAsJsonArray();
        assertEquals(10, faults.size());
        assertEquals("0x203000", faults.get(0).getAsJsonObject().get("ipa").getAsString());
    }
}
