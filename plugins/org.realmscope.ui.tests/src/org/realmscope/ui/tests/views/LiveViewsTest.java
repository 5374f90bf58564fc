package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IMemoryBlock;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.ui.compare.CompareView;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.granules.GranuleView;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.ripas.RipasView;
import org.realmscope.ui.rmi.RmiView;
import org.realmscope.ui.rtt.RttView;
import org.realmscope.ui.view.ViewCommand;

/** The views over a real adapter: at the call that resolves the second fault of the sample, and before and after. */
class LiveViewsTest {
    private static final String PAGE = "0x200000\u20130x200fff";

    private final Bench bench = new Bench();
    private final LiveMachine machine;

    LiveViewsTest() throws IOException {
        machine = new LiveMachine(bench);
    }

    @BeforeEach
    void stopAtTheSecondFault() throws IOException, CoreException {
        CallBreakpoint.at("RMI_RTT_MAP_UNPROTECTED", Map.of());
        machine.start();
    }

    @AfterEach
    void close() throws IOException, CoreException {
        bench.close();
        machine.close();
    }

    private Grid<?> show(Class<? extends IViewPart> type, String id, String grid, RealmState state)
            throws PartInitException {
        Grid<?> shown = bench.open(type, id, grid, state);
        bench.await("rows of " + grid, () -> shown.model().size() > 0);
        return shown;
    }

    private static List<List<String>> rows(Grid<?> grid) {
        return IntStream.range(0, grid.model().size())
                .mapToObj(index -> Bench.row(grid, index))
                .toList();
    }

    private void awaitRow(Grid<?> grid, String what, Predicate<List<String>> wanted) {
        bench.await(what + " in " + rows(grid), () -> rows(grid).stream().anyMatch(wanted));
    }

    private static int find(Grid<?> grid, String text) {
        return IntStream.range(0, grid.model().size())
                .filter(index -> Bench.row(grid, index).contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not in " + rows(grid)));
    }

    @Test
    void historyHasTheFaultsOfTheRun() throws PartInitException {
        Grid<?> grid = show(FaultView.class, FaultView.ID, "Stage 2 faults", machine.state());
        bench.await("both faults", () -> grid.model().size() == 2);
        List<String> first = Bench.row(grid, 1);
        assertEquals(
                List.of("1", "realm0.vcpu0", "0x200000", "protected", "write", "read", "2"),
                List.of(
                        first.get(0),
                        first.get(2),
                        first.get(3),
                        first.get(4),
                        first.get(5),
                        first.get(6),
                        first.get(7)));
        assertEquals("mapped by RMI_DATA_CREATE_UNKNOWN", first.get(9));
        assertEquals("open", Bench.row(grid, 0).get(9));
        bench.filter(grid, "data_create");
        bench.await("what is searched for", () -> grid.model().size() == 1);
        bench.filter(grid, "");
    }

    @Test
    void callsAreNestedByFaultAndHostFunction() throws PartInitException {
        Grid<?> grid = show(RmiView.class, RmiView.ID, "RMI calls", machine.state());
        bench.filter(grid, "fault=1");
        bench.await("fault 1", () -> Bench.row(grid, 0).contains("Fault 1"));
        int caller = find(grid, "realm_create_data_unknown");
        assertEquals(1, grid.model().depth(caller));
        assertTrue(Bench.row(grid, caller).get(3).startsWith("in realm_map_protected, in realm_map_ipa, "));
        assertEquals(
                List.of("RMI_DATA_CREATE_UNKNOWN", "RMI_ERROR_RTT(2)"),
                Bench.row(grid, caller + 1).subList(0, 2));
        assertEquals(2, grid.model().depth(caller + 1));
        grid.model().setOpen(caller + 1, true);
        awaitRow(grid, "failed condition", row -> row.contains("failed condition"));
        bench.filter(grid, "");
    }

    @Test
    void historyFollowsTheMachineToTheEndAndStaysWhenItGoesBack() throws PartInitException, CoreException {
        Grid<?> grid = show(FaultView.class, FaultView.ID, "Stage 2 faults", machine.state());
        bench.await("open fault", () -> Bench.row(grid, 0).contains("open"));
        String there = machine.state().moment();
        machine.move(
                "run to the call again, with its table",
                monitor -> machine.target().resume());
        machine.move("run to the end", monitor -> machine.target().resume());
        bench.await("resolution", () -> Bench.row(grid, 0).contains("mapped by RMI_RTT_MAP_UNPROTECTED"));
        machine.move("back", monitor -> machine.session().goTo(there).join());
        assertEquals(there, machine.state().moment());
        bench.await("both faults", () -> grid.model().size() == 2);
    }

    @Test
    void openedMomentHasTheTablesOfThatTime() throws PartInitException {
        RealmState then = machine.openFault(1);
        Grid<?> now = show(RttView.class, RttView.ID, "RTT entries", machine.state());
        bench.filter(now, "0x200000");
        awaitRow(now, "the page", row -> row.contains(PAGE) && row.contains("ASSIGNED"));
        bench.select(then);
        bench.await(
                "no page in " + rows(now),
                () -> now.model().size() > 0 && rows(now).stream().noneMatch(row -> row.contains(PAGE)));
        bench.select(machine.state());
        awaitRow(now, "the page again", row -> row.contains(PAGE));
        bench.filter(now, "");
    }

    @Test
    void mapsHaveTheRealmsMemory() throws PartInitException {
        Grid<?> ripas = show(RipasView.class, RipasView.ID, "IPA ranges", machine.state());
        awaitRow(ripas, "the page", row -> row.contains(PAGE));
        Grid<?> granules = show(GranuleView.class, GranuleView.ID, "Granules", machine.state());
        awaitRow(granules, "the page's granule", row -> row.contains("DATA"));
    }

    @Test
    void comparisonSaysWhatTheFirstFaultLedTo() throws PartInitException {
        machine.openFault(1);
        Grid<?> grid = show(CompareView.class, CompareView.ID, "Differences", machine.state());
        awaitRow(grid, "the page", row -> row.contains(PAGE) && row.get(1).startsWith("UNASSIGNED"));
    }

    @Test
    void faultLeadsToItsMemory() throws PartInitException, CommandException, CoreException {
        Grid<?> grid = show(FaultView.class, FaultView.ID, "Stage 2 faults", machine.state());
        bench.await("both faults", () -> grid.model().size() == 2);
        grid.select(1);
        bench.settle();
        bench.run(ViewCommand.SHOW_MEMORY);
        bench.await("memory", () -> blocks().length == 1);
        IMemoryBlock block = blocks()[0];
        assertEquals("ipa(realm0):0x200000", ((IMemoryBlockExtension) block).getExpression());
        byte[] bytes = new byte[8];
        machine.background("read", monitor -> System.arraycopy(block.getBytes(), 0, bytes, 0, 8));
        assertEquals(0x5a, bytes[0]);
        DebugPlugin.getDefault().getMemoryBlockManager().removeMemoryBlocks(blocks());
    }

    private static IMemoryBlock[] blocks() {
        return DebugPlugin.getDefault().getMemoryBlockManager().getMemoryBlocks();
    }

    @Test
    void killedAdapterEmptiesEveryView() throws PartInitException {
        show(FaultView.class, FaultView.ID, "Stage 2 faults", machine.state());
        RealmState state = machine.state();
        machine.kill();
        bench.await("end", state::hasEnded);
        bench.settle();
        bench.await("empty history", () -> bench.hasStartLink("to see the stage 2 faults of its realms"));
        bench.open(RmiView.class, RmiView.ID, null);
        assertFalse(machine.target().canResume());
    }
}
