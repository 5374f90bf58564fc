package org.realmscope.scenario.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.machine.Machine;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.control.Watchpoint;
import org.realmscope.machine.history.Access;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.PhysicalMemory;

class TraceRunTest {
    private static final String HEADER = """
        {"format":1,"dram_base":"0x40000000","dram_size":"0x80000000","features":"0x30","rec_aux_count":16,"cfg":{}}
        """;
    /** The same where the reference was built as a program of its own. */
    private static final String HOSTED = """
        {"format":1,"dram_base":"0x80000000","dram_size":"0x8000000","features":"0x30","cfg":{"parange":5,"vmid16":1}}
        """;

    /** A line with a modelled realm, up to what it does. */
    private static final String STEP = "{\"op\":\"guest\",\"x\":[],\"ret\":[],\"steps\":[{\"action\":";

    private static final Path FIRST_TOUCH = Path.of("..", "..", "samples", "traces", "first-touch.jsonl");

    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("some.jsonl"), text);
    }

    private static TraceRun run(Path file) {
        TraceRun run = TraceRun.of(TraceReader.read(file), CheckpointPolicy.NEVER, HistoryLimits.DEFAULT);
        assertInstanceOf(StopReason.PoweredOff.class, run.machine().run(Moment.NEVER));
        return run;
    }

    private static PhysicalAddressSpace owner(TraceRun run, long pa) {
        return run.machine().platform().granuleProtection.owner(pa);
    }

    @Test
    void hostDoesWhatTheLinesSay() throws IOException {
        TraceRun run = run(file(HEADER + """
            {"op":"note","text":"two granules, one of which comes back"}
            {"op":"smc","x":["0xc4000151","0x70000000"],"ret":["0x0"]}
            {"op":"smc","x":["0xc4000151","0x70001000"],"ret":["0x0"]}
            {"op":"smc","x":["0xc4000152","0x70001000"],"ret":["0x0"]}
            {"op":"fill","pa":"0x61000000","len":"0x10","byte":7}
            {"op":"poke","pa":"0x61000008","hex":"0102030405"}
            {"op":"peek","pa":"0x61000006","len":"0x8","hex":"0707010203040507"}
            """));

        assertEquals(0, run.differences());
        assertEquals(PhysicalAddressSpace.REALM, owner(run, 0x7000_0000L));
        assertEquals(PhysicalAddressSpace.NON_SECURE, owner(run, 0x7000_1000L));
        assertEquals(0x0707_0705_0403_0201L, run.machine().platform().memory.read64(0x6100_0008L));
    }

    @Test
    void differencesAreCounted() throws IOException {
        TraceRun run = run(file(HEADER + """
            {"op":"smc","x":["0xc4000151","0x70000001"],"ret":["0x0","0x5"]}
            {"op":"peek","pa":"0x61000000","len":"0x2","hex":"0001"}
            """));

        // RMI_ERROR_INPUT is 1, X1 is 0, and the second byte is 0.
        assertEquals(3, run.differences());
        assertTrue(run.firstDifference() != 0);
    }

    @Test
    void memoryOfTheRecordingIsWhole() throws IOException {
        TraceRun run = run(file(HOSTED + """
            {"op":"smc","x":["0xc4000151","0x80000000"],"ret":["0x0"]}
            {"op":"smc","x":["0xc4000151","0x87fff000"],"ret":["0x0"]}
            {"op":"smc","x":["0xc4000151","0x88000000"],"ret":["0x1"]}
            {"op":"smc","x":["0xc4000151","0x7ffff000"],"ret":["0x1"]}
            """));

        assertEquals(0, run.differences());
        assertEquals(PhysicalAddressSpace.REALM, owner(run, 0x8000_0000L));
    }

    @Test
    void modelledRealmDoesWhatItsLinesSay() throws IOException {
        TraceRun run = run(FIRST_TOUCH);
        PhysicalMemory memory = run.machine().platform().memory;
        FaultRecord fault = run.recorder().faults().fault(1);

        assertEquals(0, run.differences());
        assertEquals(1, run.recorder().faults().count());
        assertEquals(0x2008, fault.ipa());
        assertEquals(Access.WRITE, fault.access());
        assertEquals(ResolutionKind.MAPPED, fault.resolution().kind());
        // The store of the second line with a guest, in the granule that the host has given for it.
        assertEquals(0x1234, memory.read64(0x7000_6008L));
    }

    @Test
    void modelledRealmIsTheSameHoweverItsRunIsCut() {
        TraceRun whole = run(FIRST_TOUCH);
        TraceRun stepped =
                TraceRun.of(TraceReader.read(FIRST_TOUCH), new CheckpointPolicy(1000, 1 << 26), HistoryLimits.DEFAULT);
        Machine machine = stepped.machine();
        while (machine.now().instructions() < 36_000) {
            machine.run(new Moment(machine.now().instructions() + 777, 0));
        }
        StopReason reason = machine.stepInstruction(0);
        while (!(reason instanceof StopReason.PoweredOff)) {
            reason = machine.stepInstruction(0);
        }

        assertEquals(whole.machine().stateHash(), machine.stateHash());
        machine.goTo(stepped.recorder().faults().fault(1).moment());
        machine.run();
        assertEquals(whole.machine().stateHash(), machine.stateHash());
        assertEquals(0, stepped.differences());
    }

    @Test
    void modelledRealmStopsBeforeItReachesWatchedMemory() {
        TraceRun whole = run(FIRST_TOUCH);
        TraceRun watched = TraceRun.of(TraceReader.read(FIRST_TOUCH), CheckpointPolicy.NEVER, HistoryLimits.DEFAULT);
        Machine machine = watched.machine();
        Watchpoint granule = new Watchpoint(0x7000_6008L, 8, true, true);
        machine.addWatchpoint(granule);

        StopReason.WatchpointHit store = assertInstanceOf(StopReason.WatchpointHit.class, runToRealm(machine));
        assertEquals(0, machine.platform().memory.read64(0x7000_6008L));
        assertEquals(0, store.pe());
        assertInstanceOf(StopReason.WatchpointHit.class, machine.run());
        assertEquals(0x1234, machine.platform().memory.read64(0x7000_6008L));
        assertInstanceOf(StopReason.PoweredOff.class, machine.run());

        assertEquals(0, watched.differences());
        assertEquals(whole.machine().stateHash(), machine.stateHash());
    }

    /** Runs over the accesses of the host and the RMM. */
    private static StopReason runToRealm(Machine machine) {
        StopReason reason = machine.run();
        while (reason instanceof StopReason.WatchpointHit hit
                && machine.pe(hit.pe()).securityState != SecurityState.REALM) {
            reason = machine.run();
        }
        return reason;
    }

    @Test
    void compressedTraceIsRead() throws IOException {
        Path file = directory.resolve("some.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((HEADER + "{\"op\":\"note\"}\n").getBytes(StandardCharsets.UTF_8));
        }

        assertTrue(TraceReader.isTrace(file));
        assertEquals(2, TraceReader.read(file).lines().getFirst().line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"op\":\"guest\",\"x\":[],\"ret\":[]}|:2: 'steps' is missing",
                "{\"op\":\"guest\",\"x\":[],\"ret\":[],\"steps\":[{}]}|:2: a step has no 'action'",
                "{\"op\":\"guest\",\"x\":[],\"ret\":[],\"steps\":[{\"action\":{\"t\":\"fly\"}}]}|'fly' is nothing that",
                STEP + "{\"t\":\"mwr\",\"ipa\":\"0x0\",\"hex\":\"012\"}}]}|pairs of hexadecimal digits",
                STEP + "{\"t\":\"setx\",\"n\":31,\"val\":\"0x0\"}}]}|'n' is 31; 0 to 30 is expected",
                STEP
                        + "{\"t\":\"ld\",\"ipa\":\"0x0\",\"size\":3,\"rt\":0,\"sf\":1,\"isv\":1}}]}|'size' is 3; 1, 2,"
                        + " 4 or 8",
                "{\"op\":\"jump\"}|:2: 'jump' is no operation",
                "nothing|:2: a JSON object is expected",
                "{\"op\":\"smc\",\"x\":[\"0xzz\"],\"ret\":[]}|'x' is '0xzz', which is no number",
                "{\"op\":\"poke\",\"pa\":\"0x0\",\"hex\":\"012\"}|pairs of hexadecimal digits",
                "{\"op\":\"fill\",\"pa\":\"0x0\"}|'len' is missing"
            })
    void lineThatCannotBeRunIsNamed(String line, String reason) throws IOException {
        Path file = file(HEADER + line + "\n");

        UserError refused = assertThrows(UserError.class, () -> TraceReader.read(file));

        assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
    }
}
