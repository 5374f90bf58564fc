package org.realmscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioRunCommandTest {
    private static final String SAMPLE =
            Path.of("..", "..", "samples", "runtime-faulting.rme").toString();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private Path scenario = Path.of("");

    @BeforeEach
    void name() {
        scenario = folder.resolve("mine.rme");
    }

    private int run(String... arguments) {
        return Realmscope.createCommandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void write(String head, String steps, String tail) throws IOException {
        Files.writeString(scenario, """
            scenario "mine"
            %s
            realm realm0 {
                ipa_bits 36
                slot ram 0 .. 64 MiB backing anon
                vcpu vcpu0 { %s }
            }
            %s\
            """.formatted(head, steps, tail));
    }

    private String printed() {
        return out + "\n" + err;
    }

    @Test
    void sampleIsMetAndReported() throws IOException {
        Path json = folder.resolve("out.json");
        Path csv = folder.resolve("out.csv");
        Path junit = folder.resolve("out.xml");
        Path ftrace = folder.resolve("out.txt");
        assertEquals(
                0,
                run(
                        "run",
                        SAMPLE,
                        "--json",
                        json.toString(),
                        "--csv",
                        csv.toString(),
                        "--junit",
                        junit.toString(),
                        "--ftrace",
                        ftrace.toString()),
                this::printed);
        assertTrue(out.toString().contains("1. Stage 2 faults: 2"), this::printed);
        assertTrue(Files.readString(json).startsWith("{"));
        assertEquals(3, Files.readAllLines(csv).size());
        assertTrue(Files.readString(junit).contains("<testsuite"));
        assertTrue(Files.readString(ftrace).contains("kvm_guest_fault"));
        assertEquals("", err.toString());
    }

    @Test
    void expectationThatIsNotMetIsExitCode1() throws IOException {
        write("", "load shared 0x20_0000 expect 7", "expect { 1 faults }\n");
        assertEquals(1, run("run", scenario.toString()), this::printed);
        assertTrue(out.toString().contains("was 0x0, expected 0x7"), this::printed);
    }

    @Test
    void limitIsExitCode1AndSaysWhere() throws IOException {
        write("platform { limit 1_000_000 }", "repeat forever { load 0x20_0000 }", "");
        assertEquals(1, run("run", scenario.toString()), this::printed);
        assertTrue(out.toString().contains("the limit of 1,000,000 instructions was reached"), this::printed);
        assertTrue(out.toString().contains("realm0.vcpu0 at " + scenario + ":6:"), this::printed);
    }

    @Test
    void wantOfMemoryIsExitCode2AndSaysHowMuchIsNeeded() throws IOException {
        write("platform { dram 64 MiB }", "for p in 2 MiB .. 60 MiB { store 1 to p }", "");
        assertEquals(2, run("run", scenario.toString()), this::printed);
        assertTrue(
                err.toString()
                        .contains("mine.rme:2:12: the host has no memory left: DRAM has 64 MiB, the realms' slots can"
                                + " take 64 MiB; 'platform { dram 128 MiB }' is enough for all of them"
                                + " [OUT_OF_MEMORY]"),
                this::printed);
        assertTrue(out.toString().contains("1. Stage 2 faults: "), this::printed);
    }

    @Test
    void imageThatIsNoneIsExitCode2WithPlaceAndCode() throws IOException {
        Files.writeString(folder.resolve("bad.img"), "no image at all");
        write("host { image \"bad.img\" }", "wfi", "");
        assertEquals(2, run("run", scenario.toString()), this::printed);
        assertTrue(err.toString().startsWith(scenario + ":2:14: "), this::printed);
        assertTrue(err.toString().stripTrailing().endsWith("[ELF_INVALID]"), this::printed);
    }

    @Test
    void mistakeInAScenarioIsExitCode2WithItsPosition() throws IOException {
        write("", "lode 0x20_0000", "");
        assertEquals(2, run("run", scenario.toString()), this::printed);
        assertTrue(err.toString().startsWith(scenario + ":6:18: "), this::printed);
    }

    @Test
    void warningIsToldAndTheScenarioRuns() throws IOException {
        write("host { behaviour today }", "store 1 to 0x20_0000", "expect { vcpu realm0.vcpu0 failed -22 }\n");
        assertEquals(0, run("run", scenario.toString()), this::printed);
        assertTrue(err.toString().startsWith(scenario + ":5:34: warning: with 'behaviour today' "), this::printed);
        assertTrue(err.toString().contains("[REFUSED_BY_HOST]"), this::printed);
    }

    @Test
    void severalScenariosReportIntoADirectory() throws IOException {
        write("", "store 1 to 0x20_0000", "");
        Path reports = folder.resolve("reports");
        assertEquals(0, run("run", SAMPLE, scenario.toString(), "--json", reports.toString()), this::printed);
        assertTrue(Files.exists(reports.resolve("mine.json")));
        assertTrue(Files.exists(reports.resolve("runtime-faulting.json")));
    }

    @Test
    void reportsOfTwoScenariosDoNotOverwriteEachOther() throws IOException {
        write("", "store 1 to 0x20_0000", "");
        Path other = Files.createDirectory(folder.resolve("other")).resolve("mine.rme");
        Files.copy(scenario, other);
        Path reports = folder.resolve("reports");
        assertEquals(2, run("run", scenario.toString(), other.toString(), "--json", reports.toString()), this::printed);
        assertTrue(
                err.toString()
                        .contains("the reports of %s and %s would both be %s"
                                .formatted(scenario, other, reports.resolve("mine.json"))),
                this::printed);
        assertEquals("", out.toString());
    }

    @Test
    void mistakesOfAllFilesAreTold() throws IOException {
        write("", "lode 0x20_0000", "");
        Path other = folder.resolve("other.rme");
        Files.writeString(other, "realm r {");
        assertEquals(2, run("run", scenario.toString(), SAMPLE, other.toString()), this::printed);
        assertTrue(err.toString().contains(scenario + ":6:18: "), this::printed);
        assertTrue(err.toString().contains(other + ":1:"), this::printed);
        assertEquals("", out.toString());
    }

    @Test
    void fileThatIsNoTextIsToldWithThePlace() throws IOException {
        Files.write(scenario, new byte[] {'/', '/', '\n', 'r', (byte) 0xe9, 'a'});
        assertEquals(2, run("run", scenario.toString()), this::printed);
        assertTrue(err.toString().startsWith(scenario + ":2:2: byte 0xe9 is not UTF-8"), this::printed);
        Path directory = Files.createDirectory(folder.resolve("directory.rme"));
        assertEquals(2, run("run", directory.toString()), this::printed);
        assertTrue(err.toString().contains(directory + ": is a directory; a scenario"), this::printed);
    }

    @Test
    void byteOrderMarkIsNoPartOfTheText() throws IOException {
        write("", "store 1 to 0x20_0000", "");
        Files.writeString(scenario, "\ufeff" + Files.readString(scenario));
        assertEquals(0, run("run", scenario.toString()), this::printed);
    }

    @Test
    void seedIsTheOneThatIsAskedFor() throws IOException {
        write("platform { seed 3 }", "store 1 to 0x20_0000", "");
        assertEquals(0, run("run", scenario.toString()), this::printed);
        assertTrue(out.toString().contains("seed 3:"), this::printed);
        assertEquals(0, run("run", scenario.toString(), "--seed", "12"), this::printed);
        assertTrue(out.toString().contains("seed 12:"), this::printed);
    }

    @Test
    void schedulesAreCounted() throws IOException {
        write("", "store 1 to 0x20_0000", "expect { 1 faults }\n");
        assertEquals(0, run("run", scenario.toString(), "--schedules", "3"), this::printed);
        assertTrue(out.toString().contains("3 schedules, all show the same"), this::printed);
        write("", "store 1 to 0x20_0000", "expect { 2 faults }\n");
        assertEquals(1, run("run", scenario.toString(), "--schedules", "2"), this::printed);
        assertTrue(out.toString().contains("2 of them, expectations NOT met, with --seed 1, "), this::printed);
    }

    @Test
    void eventsIncludeTheVmms() throws IOException {
        write("", "store 1 to 0x20_0000", "");
        assertEquals(0, run("run", scenario.toString(), "--events"), this::printed);
        assertTrue(out.toString().contains("VMM phase START"), this::printed);
        assertTrue(out.toString().contains("VMM command 1: 0xae80"), this::printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run %s --pes 2 | --pes does not go with scenarios",
                "run %s --schedules 0 | --schedules 0: a positive number is expected",
                "run %s a.elf | several scenarios (*.rme) can be run at once, or one ELF file: a.elf is no scenario",
                "run a.elf b.elf | several scenarios (*.rme) can be run at once, or one ELF file: a.elf is not alone",
                "run a.elf --json x | --json does not go with an ELF file",
                "run missing.rme | missing.rme: there is no such file",
                "run %s --json /missing/x/out.json | /missing/x/out.json cannot be written: there is no directory",
                "run %s --junit /tmp | /tmp cannot be written: it is a directory",
                "run %s --json x --csv x | the reports of --json and --csv would both be x",
                "run %s --schedules 2 --junit x | --junit does not go with --schedules; run the scenario with --seed",
            })
    void misuseIsExitCode2(String arguments, String message) {
        assertEquals(2, run(arguments.formatted(SAMPLE).split(" ")), this::printed);
        assertTrue(err.toString().contains(message), this::printed);
    }
}
