package org.realmscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RmmReplayCommandTest {
    private static final String HEADER = "{\"format\":1,\"dram_base\":\"0x80000000\",\"dram_size\":\"0x8000000\","
            + "\"features\":\"0x28f44314030\",\"cfg\":{}}\n";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int replay(Path path) {
        return Realmscope.createCommandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("rmm-replay", path.toString());
    }

    private Path trace(String name, String status) throws IOException {
        String call = "{\"op\":\"smc\",\"x\":[\"0xc4000151\",\"0x80100000\"],\"ret\":[\"" + status + "\"]}\n";
        return Files.writeString(directory.resolve(name), HEADER + call);
    }

    @Test
    void matchingTracesAreOk() throws IOException {
        Path file = trace("a.jsonl", "0x0");
        assertEquals(0, replay(directory), err::toString);
        assertEquals(file + ": ok\n1 of 1 traces match\n", out.toString().replace("\r", ""));
    }

    @Test
    void mismatchNamesLineCommandFieldAndValues() throws IOException {
        trace("a.jsonl", "0x0");
        trace("b.jsonl", "0x1");
        assertEquals(1, replay(directory));
        String text = out.toString();
        assertTrue(
                text.contains("line 2: RMI_GRANULE_DELEGATE: ret.x0: expected RMI_ERROR_INPUT, got RMI_SUCCESS"), text);
        assertTrue(text.contains("1 of 2 traces match"), text);
    }

    @Test
    void missingFileIsTheUsersMistake() {
        assertEquals(2, replay(directory.resolve("nothing")));
        assertEquals(1, err.toString().lines().count());
    }
}
