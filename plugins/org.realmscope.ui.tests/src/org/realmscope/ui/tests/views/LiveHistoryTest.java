package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.server.ServerCommand;
import org.realmscope.ui.faults.FaultFile;
import org.realmscope.ui.faults.FaultQuery;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.view.ViewCommand;

/** The history of a realm for which the RMM reports the same fault over and over, from a real adapter. */
class LiveHistoryTest {
    private final Bench bench = new Bench();
    private final LiveMachine machine;

    LiveHistoryTest() throws IOException {
        machine = new LiveMachine(bench, "fault-of-the-rmm.rme");
    }

    @BeforeEach
    void runToTheEnd() throws IOException {
        machine.start();
    }

    @AfterEach
    void close() throws IOException, CoreException {
        bench.close();
        machine.close();
    }

    private Grid<?> history() throws PartInitException {
        Grid<?> grid = bench.open(FaultView.class, FaultView.ID, "Stage 2 faults", machine.state());
        bench.await("faults", () -> grid.model().size() == 27);
        return grid;
    }

    @Test
    void faultOfTheRmmIsExplained() throws PartInitException, CommandException {
        Grid<?> grid = history();
        grid.select(26);
        assertEquals(List.of("1", "0x1000", "protected", "", "read"), pick(Bench.row(grid, 26), 0, 3, 4, 5, 6));
        bench.run(ViewCommand.EXPLAIN);
        String text = bench.dialog("Fault 1 at 0x1000");
        assertTrue(text.contains("On PE 1 the RMM reported a stage 2 "), text);
        assertTrue(text.contains("which no PE took"), text);
        assertTrue(text.contains("DESTROYED"), text);
    }

    /** What an export of the view and the file of a run on the command line call the same. */
    private static final Map<String, List<String>> SAME = new TreeMap<>(Map.ofEntries(
            Map.entry("Fault", List.of("number")),
            Map.entry("Moment", List.of("instructions", "ordinal")),
            Map.entry("IPA", List.of("ipa")),
            Map.entry("PE", List.of("pe")),
            Map.entry("PC", List.of("pc")),
            Map.entry("Host instructions", List.of("host_instructions")),
            Map.entry("TLB invalidations", List.of("tlbis")),
            Map.entry("GPT changes", List.of("gpt_changes")),
            Map.entry("RMI calls", List.of("rmi_calls")),
            Map.entry("ESR_EL2", List.of("esr")),
            Map.entry("HPFAR_EL2", List.of("hpfar"))));

    @Test
    void exportHasTheNumbersOfARunOnTheCommandLine() throws IOException {
        Path exported = Files.createTempFile("exported", ".csv");
        Path run = Files.createTempFile("run", ".csv");
        machine.background(
                "export",
                monitor -> new FaultFile(
                                machine.state().server(),
                                new FaultQuery(FilterWords.ALL, false, false, null),
                                machine.session().join())
                        .write(exported, monitor));
        machine.background("run", monitor -> run(machine.scenario(), run));
        List<Map<String, String>> ours = rows(exported);
        List<Map<String, String>> theirs = rows(run);
        Files.delete(exported);
        Files.delete(run);
        assertEquals(27, ours.size());
        for (int row = 0; row < 27; row++) {
            Map<String, String> one = ours.get(row);
            Map<String, String> other = theirs.get(row);
            SAME.forEach((title, names) -> assertEquals(
                    names.stream().map(other::get).collect(Collectors.joining(".")), one.get(title), title));
        }
    }

    private static void run(Path scenario, Path csv) throws CoreException {
        try {
            Process process = new ProcessBuilder(ServerCommand.words(
                            List.of("-XX:TieredStopAtLevel=1"),
                            List.of("run", "--csv", csv.toString(), scenario.toString())))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor();
        } catch (IOException | InterruptedException failure) {
            throw new CoreException(Status.error("no run", failure));
        }
    }

    /** The rows of a file by their titles. */
    private static List<Map<String, String>> rows(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        List<String> titles = fields(lines.get(0));
        return lines.stream()
                .skip(1)
                .map(line -> {
                    List<String> fields = fields(line);
                    Map<String, String> row = new TreeMap<>();
                    IntStream.range(0, titles.size()).forEach(at -> row.put(titles.get(at), fields.get(at)));
                    return row;
                })
                .toList();
    }

    private static List<String> fields(String line) {
        return Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")
                .matcher(line)
                .results()
                .map(field ->
                        field.group(1) == null ? field.group(2) : field.group(1).replace("\"\"", "\""))
                .toList();
    }

    private static List<String> pick(List<String> row, int... columns) {
        return Arrays.stream(columns).mapToObj(row::get).toList();
    }

    @Test
    void loopIsOneRow() throws PartInitException, CommandException {
        Grid<?> grid = history();
        bench.run(ViewCommand.COLLAPSE_LOOPS);
        bench.await(
                "loop",
                () -> grid.model().size() < 5
                        && Bench.row(grid, 0).get(0).matches("27 \u2026 \\d+ \\(\\d+\u00D7\\)|27"));
        bench.run(ViewCommand.COLLAPSE_LOOPS);
        bench.await("single faults", () -> grid.model().size() == 27);
    }
}
