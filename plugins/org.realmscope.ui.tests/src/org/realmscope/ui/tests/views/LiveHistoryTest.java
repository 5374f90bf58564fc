package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.ui.faults.FaultView;
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
        bench.open(FaultView.class, FaultView.ID, null);
        bench.await("view", () -> {
            bench.hideDebugView();
            bench.select(machine.state());
            return bench.hasGrid("Stage 2 faults");
        });
        Grid<?> grid = bench.grid("Stage 2 faults");
        bench.await("faults", () -> grid.model().size() == 27);
        return grid;
    }

    private void run(ViewCommand command) throws CommandException {
        bench.page().getActivePart().getSite().getService(IHandlerService.class).executeCommand(command.id(), null);
    }

    @Test
    void faultOfTheRmmIsExplained() throws PartInitException, CommandException {
        Grid<?> grid = history();
        grid.select(26);
        assertEquals(List.of("1", "0x1000", "protected", "", "read"), pick(Bench.row(grid, 26), 0, 3, 4, 5, 6));
        run(ViewCommand.EXPLAIN);
        bench.await("dialog", () -> text("Fault 1 at 0x1000") != null);
        String text = String.valueOf(text("Fault 1 at 0x1000"));
        Arrays.stream(bench.shell().getDisplay().getShells())
                .filter(shell -> shell.getText().startsWith("Fault 1 at"))
                .forEach(Shell::close);
        assertTrue(text.contains("On PE 1 the RMM reported a stage 2 "), text);
        assertTrue(text.contains("which no PE took"), text);
        assertTrue(text.contains("DESTROYED"), text);
    }

    private static List<String> pick(List<String> row, int... columns) {
        return Arrays.stream(columns).mapToObj(row::get).toList();
    }

    private @Nullable String text(String title) {
        for (Shell shell : bench.shell().getDisplay().getShells()) {
            if (shell.getText().equals(title)) {
                return textIn(shell);
            }
        }
        return null;
    }

    private static @Nullable String textIn(Composite in) {
        for (Control child : in.getChildren()) {
            String found = child instanceof Text text
                    ? text.getText()
                    : child instanceof Composite inner ? textIn(inner) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Test
    void loopIsOneRow() throws PartInitException, CommandException {
        Grid<?> grid = history();
        run(ViewCommand.COLLAPSE_LOOPS);
        bench.await(
                "loop",
                () -> grid.model().size() < 5
                        && Bench.row(grid, 0).get(0).matches("27 \u2026 \\d+ \\(\\d+\u00D7\\)|27"));
        run(ViewCommand.COLLAPSE_LOOPS);
        bench.await("single faults", () -> grid.model().size() == 27);
    }
}
