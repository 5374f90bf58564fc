package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.model.RealmThread;
import org.realmscope.ui.compare.CompareView;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.granules.GranuleView;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.ripas.RipasView;
import org.realmscope.ui.rmi.RmiView;
import org.realmscope.ui.rtt.RttView;
import org.realmscope.ui.view.ViewCommand;

/** Every view over a real adapter while a thread steps over the call that maps a page, and back again. */
class LiveStepTest {
    private static final String CALL = "RMI_DATA_CREATE_UNKNOWN";
    private static final String PAGE = "0x200000\u20130x200fff";

    private final Bench bench = new Bench();
    private final LiveMachine machine;
    private final List<String> emptied = new ArrayList<>();

    LiveStepTest() throws IOException {
        machine = new LiveMachine(bench);
    }

    @BeforeEach
    void stopAtTheCallThatMaps() throws IOException, CoreException {
        CallBreakpoint.at(CALL, Map.of());
        machine.start();
        // The first call finds no table; the host makes one and calls again.
        machine.move("second call", monitor -> machine.target().resume());
    }

    @AfterEach
    void close() throws IOException, CoreException {
        bench.close();
        machine.close();
    }

    private Grid<?> open(Class<? extends IViewPart> type, String id, String name, String filter)
            throws PartInitException {
        Grid<?> grid = bench.open(type, id, name, machine.state());
        if (!filter.isEmpty()) {
            bench.filter(grid, filter);
        }
        bench.await("rows of " + name, () -> grid.model().size() > 0);
        grid.onSelection(() -> {
            if (!grid.isDisposed() && grid.model().size() == 0) {
                emptied.add(name);
            }
        });
        return grid;
    }

    private void await(Grid<?> grid, Predicate<String> wanted) {
        bench.await(
                () -> "row among\n" + String.join("\n", names(grid)),
                () -> names(grid).stream().anyMatch(wanted));
    }

    private static List<String> names(Grid<?> grid) {
        List<String> names = new ArrayList<>();
        for (int index = 0; index < Math.min(2000, grid.model().size()); index++) {
            names.add(grid.rowName(index));
        }
        return names;
    }

    private static Predicate<String> row(String... parts) {
        return name -> List.of(parts).stream().allMatch(name::contains);
    }

    private RealmThread thread() {
        for (RealmThread thread : machine.target().threads()) {
            if (thread.pe() == 1) {
                return thread;
            }
        }
        throw new AssertionError("no vCPU");
    }

    @Test
    void faultThatIsBeingHandledIsExplainedAsFarAsItIsDecided() throws PartInitException, CommandException {
        Grid<?> faults = open(FaultView.class, FaultView.ID, "Stage 2 faults", "");
        await(faults, row("Fault 1", "Resolution open"));
        faults.select(0);
        bench.run(ViewCommand.EXPLAIN);
        String text = bench.dialog("Fault 1 at 0x200000");
        assertTrue(text.startsWith("Why it happened, as far as that is decided"), text);
        assertTrue(text.contains("What was seen"), text);
    }

    @Test
    void everyViewFollowsAStepAndAStepBack() throws PartInitException, CoreException {
        machine.background(
                "moment",
                monitor ->
                        machine.session().openMoment(machine.state().moment()).join());
        Grid<?> entries = open(RttView.class, RttView.ID, "RTT entries", "0x200000");
        Grid<?> ranges = open(RipasView.class, RipasView.ID, "IPA ranges", "");
        Grid<?> granules = open(GranuleView.class, GranuleView.ID, "Granules", "");
        Grid<?> faults = open(FaultView.class, FaultView.ID, "Stage 2 faults", "");
        Grid<?> calls = open(RmiView.class, RmiView.ID, "RMI calls", "fault=1");
        Grid<?> differences = open(CompareView.class, CompareView.ID, "Differences", "");
        await(entries, row(PAGE, "State UNASSIGNED"));
        await(calls, row(CALL, "has not returned"));
        await(differences, row("no difference"));
        String before = machine.state().moment();

        machine.move("step", monitor -> thread().stepOver());
        await(entries, row("changed", PAGE, "State ASSIGNED"));
        await(entries, row("changed below", "0x200000"));
        await(ranges, row("changed", PAGE, "ASSIGNED"));
        await(granules, row("changed", "State DATA"));
        await(calls, row(CALL, "RMI_SUCCESS"));
        await(faults, row("Fault 1", "open"));
        await(differences, row(PAGE, "Before UNASSIGNED", "After ASSIGNED"));

        machine.move("step back", monitor -> thread().stepBack());
        assertEquals(before, machine.state().moment());
        await(entries, row("changed", PAGE, "State UNASSIGNED"));
        await(ranges, row("changed", "UNASSIGNED"));
        await(granules, row("changed", "State DELEGATED"));
        await(differences, row("no difference"));
        assertTrue(emptied.isEmpty(), () -> "emptied between: " + emptied);
    }
}
