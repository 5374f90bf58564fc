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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.rmm.image.StubRmm;

class RunCommandTest {
    private static final String SKELETON =
            Path.of("..", "..", "samples", "walking-skeleton.elf").toString();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Realmscope.createCommandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void programRunsToItsEndWithItsOutputAndExitCode() {
        assertEquals(0, run("run", SKELETON), err::toString);
        assertTrue(out.toString().endsWith("walking-skeleton: ok" + System.lineSeparator()), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void eventsShowHowAFaultCrossesTheWorlds() {
        assertEquals(0, run("run", "--events", SKELETON), err::toString);
        String text = out.toString();
        int enter = text.indexOf("RMI_REC_ENTER(rec=");
        int fault = text.indexOf("stage 2 translation fault, level 3: write at ipa 0x8000", enter);
        int exit = text.indexOf("exits: SYNC", fault);
        int back = text.indexOf("world switch from Realm to Non-secure", exit);
        assertTrue(enter > 0 && fault > enter && exit > fault && back > exit, out::toString);
    }

    @Test
    void rmmImageCanBeAFile(@TempDir Path folder) throws IOException {
        Path image = Files.write(folder.resolve("rmm.elf"), StubRmm.file());

        assertEquals(0, run("run", "--rmm", image.toString(), SKELETON), err::toString);
        assertTrue(out.toString().contains("walking-skeleton: ok"), out::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "./none.img | --rmm ./none.img cannot be read as an RMM image",
                "tf-rmm | there is no RMM profile 'tf-rmm': the profiles are specification and tf-rmm-rel0"
            })
    void unknownRmmIsAUserError(String rmm, String message) {
        assertEquals(2, run("run", "--rmm", rmm, SKELETON));
        assertEquals("realmscope: " + message, err.toString().strip());
    }

    @ParameterizedTest
    @CsvSource({"stub, PE 0 runs at EL2 (realm)", "specification, PE 0 runs at EL2 (ns)"})
    void instructionLimitSaysWhereEveryPeIs(String rmm, String place) {
        assertEquals(3, run("run", "--rmm", rmm, "--limit", "1000", "--pes", "2", SKELETON));
        assertTrue(err.toString().startsWith("realmscope: the limit of 1000 instructions is reached"), err::toString);
        assertTrue(err.toString().contains(place), err::toString);
        assertTrue(err.toString().contains("PE 1 is off"), err::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "--pes, 0, PE count 0 is outside 1..8",
        "--pes, 9, PE count 9 is outside 1..8",
        "--memory, 2T, --memory 2T: a size such as 512M or 2G is expected",
        "--memory, 1M, memory size 0x100000 is too small",
        "--limit, 0, --limit 0: a positive number is expected"
    })
    void impossibleMachineIsOneLineAndExitCode2(String option, String value, String message) {
        assertEquals(2, run("run", option, value, SKELETON));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains(message), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void fileThatIsNoElfIsRefusedWithItsPlace(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("hello.txt"), "hello");
        assertEquals(2, run("run", file.toString()));
        assertTrue(err.toString().contains("hello.txt: at file offset 0x0: "), err::toString);
    }
}
