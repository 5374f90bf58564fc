package org.realmscope.adapter.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session of docs/gdb.md, in the real gdb. */
class GdbDocTest {
    private static final Path SAMPLE = Path.of("..", "..", "samples", "runtime-faulting.rme");
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "gdb.md");
    private static final Pattern BLOCK = Pattern.compile("(?m)^```gdb\n((?:.*\n)*?)```$");
    private static final String END = "the session is complete";

    @TempDir
    private Path directory;

    @Test
    void documentedSessionRuns() throws IOException {
        GdbProcess.assumeInstalled();
        List<String> commands = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(DOCUMENT));
        while (matcher.find()) {
            matcher.group(1).lines().filter(line -> !line.startsWith("target ")).forEach(commands::add);
        }
        assertTrue(commands.size() > 30, commands::toString);
        commands.add("echo " + END + "\\n");
        Path script = Files.write(directory.resolve("session.gdb"), commands);
        List<String> reports = new ArrayList<>();
        GdbServer server = new GdbServer(SAMPLE, null, reports::add);
        String output = GdbProcess.run(server, List.of("source " + script));
        for (String expected : List.of(
                "hit Breakpoint 1, kvm_handle_guest_abort",
                "#2  0x",
                "esr_el2",
                "Data Abort from a lower Exception level",
                "PE 1: stage 2 translation fault of level 1: write of IPA 0x800300000",
                "PE 1: RMI_RTT_",
                "Hardware watchpoint ",
                "Realm EL1 vcpu0 at ",
                "RMI_REC_ENTER",
                "1  at ",
                "No more reverse-execution history",
                "0.0 (known from 0.0 to ",
                END)) {
            assertTrue(output.contains(expected), () -> expected + " is not in:\n" + output);
        }
        assertFalse(output.contains("error of the server"), output);
        assertEquals(List.of(), reports);
    }
}
