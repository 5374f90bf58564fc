package org.realmscope.scenario.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.scenario.model.RealmSetup;

/** GNU binutils and gdb, where they are installed, see in the ELF what the program says of itself. */
class GuestElfToolsTest {
    @TempDir
    Path directory;

    private final Steps steps = new Steps();
    private final RealmSetup realm = steps.realm(
            steps.vcpu(
                    0,
                    steps.store(8, 0x5a, 0x20_0000),
                    steps.forEach("p", 0, 0x3000, 0x1000, steps.load(8, 0x20_0000, 0x5a))),
            steps.vcpu(1, steps.await(3, 0x5000)));
    private final GuestProgram program = GuestAssembler.assemble(realm);
    private Path elf = Path.of("");

    @BeforeEach
    void write() throws IOException {
        elf = directory.resolve("guest.elf");
        Files.write(elf, program.elf().orElseThrow().toArray());
    }

    private String run(String tool, String... arguments) throws IOException, InterruptedException {
        Optional<Path> program = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), tool + " is not installed");
        List<String> command = new ArrayList<>(List.of(program.get().toString()));
        command.addAll(List.of(arguments));
        command.add(elf.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertFalse(output.toLowerCase(Locale.ROOT).contains("warning"), output);
        return output;
    }

    private int line(int step) {
        return program.steps().get(step).step().position().line();
    }

    @Test
    void objdumpShowsLinesAndSymbols() throws IOException, InterruptedException {
        String text = run("aarch64-linux-gnu-objdump", "-d", "-l");
        StepCode load = program.steps().get(2);
        String symbol = "%016x <vcpu0.step2>:\n".formatted(load.extent().base());
        int at = text.indexOf(symbol);
        assertTrue(at > 0, text);
        assertTrue(
                text.substring(at + symbol.length())
                        .lines()
                        .limit(2)
                        .anyMatch(line -> line.endsWith(Steps.FILE + ":" + line(2))),
                text);
        assertTrue(text.contains("%4x:\tf94001a9 \tldr\tx9, [x13]".formatted(load.accessPc())), text);
        assertTrue(text.contains("<vectors>:") && text.contains("<vcpu1>:"), text);
    }

    @Test
    void readelfReadsTheLineTable() throws IOException, InterruptedException {
        String text = run("readelf", "--debug-dump=decodedline");
        List<String> rows = Pattern.compile("guest\\.rme +(\\d+|-) +(0x[0-9a-f]+|0)")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(row -> row.replaceAll(" +", " "))
                .toList();
        StepCode loop = program.steps().get(1);
        assertTrue(
                rows.contains(
                        "guest.rme %d 0x%x".formatted(line(1), loop.extent().base())),
                text);
        assertTrue(
                rows.contains("guest.rme %d 0x%x"
                        .formatted(line(1), loop.ranges().get(1).base())),
                text);
        assertEquals("guest.rme - 0x%x".formatted(program.code().end()), rows.getLast());
        assertEquals(1 + 3 + 2 + 1 + 2 + 1 + 1, rows.size(), text);
    }

    @Test
    void readelfReadsTheSubprograms() throws IOException, InterruptedException {
        String text = run("readelf", "--debug-dump=info", "--debug-dump=abbrev");
        assertTrue(text.contains("DW_AT_producer    : Realmscope"), text);
        for (int i = 0; i < 2; i++) {
            assertTrue(
                    Pattern.compile("DW_AT_name +: vcpu%d\\n.*\\n.*DW_AT_decl_line +: %d\\n.*DW_AT_low_pc +: 0x%x"
                                    .formatted(
                                            i,
                                            realm.vcpus().get(i).position().line(),
                                            program.entry(realm.vcpus().get(i))))
                            .matcher(text)
                            .find(),
                    text);
        }
    }

    @Test
    void readelfFindsNothingWrongWithTheFile() throws IOException, InterruptedException {
        String text = run("readelf", "--enable-checks", "-W", "-a");
        assertTrue(text.contains("Entry point address:               0x400"), text);
        assertTrue(
                Pattern.compile("LOAD +0x001000 0x0+ 0x0+ 0x\\w+ 0x\\w+ R E 0x1000")
                        .matcher(text)
                        .find(),
                text);
    }

    @Test
    void gdbBreaksAtLines() throws IOException, InterruptedException {
        String text = run(
                "gdb-multiarch",
                "-batch",
                "-nx",
                "-ex",
                "break guest.rme:" + line(0),
                "-ex",
                "info line *0x%x".formatted(program.steps().get(2).accessPc()),
                "-ex",
                "info symbol vcpu1");
        assertTrue(
                text.contains("Breakpoint 1 at 0x%x: file %s, line %d."
                        .formatted(program.steps().get(0).extent().base(), Steps.FILE, line(0))),
                text);
        assertTrue(text.contains("Line %d of \"%s\"".formatted(line(2), Steps.FILE)), text);
        assertTrue(text.contains("vcpu1 in section .text"), text);
    }
}
