package org.realmscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 600, unit = TimeUnit.SECONDS)
class RehearseCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... words) {
        return Realmscope.createCommandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void bothServersAnswerEverythingThatIsRehearsed() {
        assertEquals(0, execute("rehearse"), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void itIsNoCommandForPeople() {
        execute("--help");
        assertFalse(out.toString().contains("rehearse"), out::toString);
    }

    @Test
    void itEndsWithItsInput() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Realmscope.class.getName(),
                        "rehearse",
                        "--while-input")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        assertEquals(Realmscope.EXIT_INTERNAL_ERROR, process.waitFor());
    }
}
