package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.protocol.ProtocolJoin;
import org.realmscope.ui.faults.FaultFile;
import org.realmscope.ui.faults.FaultQuery;
import org.realmscope.ui.filter.FilterWords;

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

    private Path write(String name, String filter, IProgressMonitor monitor) throws CoreException {
        Path file = directory.resolve(name);
        FaultQuery query = new FaultQuery(FilterWords.parse(filter), false, false, null);
        new FaultFile(machine.server(), query, new ProtocolJoin(() -> false)).write(file, monitor);
        return file;
    }

    @Test
    void valuesWithCommasAreQuoted() throws IOException, CoreException {
        machine.setFaults(2_500);
        List<String> lines = Files.readAllLines(write("faults.csv", "", new NullProgressMonitor()));
        assertEquals(2_501, lines.size());
        assertTrue(lines.get(0).startsWith("Fault,Moment,vCPU,IPA,Half,Access,Seen by host,Level,Decision,"));
        assertTrue(
                lines.get(1)
                        .startsWith("1,25.1,realm0.vcpu0,0x201000,protected,write,write,3,"
                                + "\"Protected, RIPAS RAM, unassigned: exit to the host\",mapped by"),
                lines.get(1));
    }

    @Test
    void jsonHasWhatTheFilterLeaves() throws IOException, CoreException {
        JsonArray faults = JsonParser.parseString(
                        Files.readString(write("faults.json", "access=read", new NullProgressMonitor())))
                .getAsJsonArray();
        assertEquals(10, faults.size());
        assertEquals("0x203000", faults.get(0).getAsJsonObject().get("ipa").getAsString());
    }

    @Test
    void quotesAreDoubled() throws IOException, CoreException {
        machine.setDecision("a \"row\", no <table>");
        assertTrue(Files.readAllLines(write("faults.csv", "", new NullProgressMonitor()))
                .get(1)
                .contains(",\"a \"\"row\"\", no <table>\",mapped by"));
        assertTrue(Files.readString(write("faults.json", "", new NullProgressMonitor()))
                .contains("\"a \\\"row\\\", no <table>\""));
    }

    @Test
    void newestFaultsAreFirstWhereTheViewHasThemSo() throws IOException, CoreException {
        machine.setFaults(2_500);
        Path file = directory.resolve("faults.csv");
        FaultQuery query = new FaultQuery(FilterWords.ALL, true, false, null);
        assertEquals(
                2_500,
                new FaultFile(machine.server(), query, new ProtocolJoin(() -> false))
                        .write(file, new NullProgressMonitor()));
        List<String> lines = Files.readAllLines(file);
        assertTrue(lines.get(1).startsWith("2500,"), lines.get(1));
        assertTrue(lines.get(2_500).startsWith("1,"), lines.get(2_500));
    }

    @Test
    void longFileIsGivenUpOnTheWayAndLeavesWhatWasThere() throws IOException {
        machine.setFaults(1_000_000);
        Path file = Files.writeString(directory.resolve("faults.csv"), "before");
        int[] pages = new int[1];
        IProgressMonitor monitor = new NullProgressMonitor() {
            @Override
            public boolean isCanceled() {
                return pages[0] > 20;
            }

            @Override
            public void internalWorked(double work) {
                pages[0]++;
            }

            @Override
            public void worked(int work) {
                pages[0]++;
            }
        };
        assertThrows(OperationCanceledException.class, () -> write("faults.csv", "", monitor));
        assertEquals("before", Files.readString(file));
        assertFalse(Files.exists(directory.resolve("faults.csv.part")));
        assertTrue(machine.rowsAnswered() < 100_000, () -> machine.rowsAnswered() + " rows read");
    }

    @Test
    void cancelledFileIsNotThere() {
        IProgressMonitor cancelled = new NullProgressMonitor();
        cancelled.setCanceled(true);
        assertThrows(OperationCanceledException.class, () -> write("faults.csv", "", cancelled));
        assertFalse(Files.exists(directory.resolve("faults.csv")));
    }
}
