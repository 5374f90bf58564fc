package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.debug.core.state.RealmStateListener.Change;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.grid.GridColumns.Sort;
import org.realmscope.ui.map.AddressMap;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.ripas.RipasView;
import org.realmscope.ui.rtt.RttView;
import org.realmscope.ui.view.RealmView;
import org.realmscope.ui.view.ViewCommand;

/** What people have set, selected and opened in a view stays, over stops, moments and restarts of the workbench. */
class ViewStateTest {
    private static final long MIB = 1 << 20;

    private final Bench bench = new Bench();
    private final FakeMachine machine = new FakeMachine();
    private final FakeState state = new FakeState(machine);
    private int refreshes;

    @AfterEach
    void close() {
        bench.close();
    }

    private Grid<?> open(Class<? extends RealmView> type, String id, String name) throws PartInitException {
        bench.open(type, id, null).onRefreshed(() -> refreshes++);
        bench.select(state);
        Grid<?> grid = bench.grid(name);
        bench.await("rows of " + name, () -> grid.model().size() > 1 && refreshes > 0);
        return grid;
    }

    private void stop() {
        int before = refreshes;
        state.become(Change.STOPPED);
        bench.await("next stop", () -> refreshes > before);
        bench.settle();
    }

    private void show(RealmState other) {
        int before = refreshes;
        bench.select(other);
        bench.await("other state", () -> refreshes > before);
        bench.settle();
    }

    private static int firstInSight(Grid<?> grid) {
        return Objects.requireNonNull(grid.getVerticalBar()).getSelection();
    }

    @Test
    void openedTablesSelectionAndPlaceStayOverStopsAndMoments() throws PartInitException {
        Grid<?> grid = open(RttView.class, RttView.ID, "RTT entries");
        grid.select(1);
        bench.press(grid, SWT.ARROW_RIGHT, 0);
        bench.await("level 2", () -> grid.model().size() == 65 + 512);
        grid.select(300);
        bench.press(grid, SWT.ARROW_DOWN, SWT.SHIFT);
        List<String> focused = Bench.row(grid, 301);
        int first = firstInSight(grid);
        assertTrue(first > 200, () -> "first row in sight is " + first);
        RealmState moment = state.moment(1, "fault 17");
        for (Runnable change : List.<Runnable>of(this::stop, () -> show(moment), () -> show(state), this::stop)) {
            change.run();
            assertEquals(65 + 512, grid.model().size());
            assertEquals(focused, Bench.row(grid, grid.focusIndex()));
            assertEquals(2, grid.selectedRows().size());
            assertEquals(first, firstInSight(grid));
        }
    }

    @Test
    void changesAreMarkedAgainWhenAMomentWasLookedAtMeanwhile() throws PartInitException {
        machine.setPageState("UNASSIGNED");
        Grid<?> grid = open(RttView.class, RttView.ID, "RTT entries");
        machine.setPageState("ASSIGNED");
        stop();
        assertTrue(grid.rowName(1).startsWith("changed below"), () -> grid.rowName(1));
        show(state.moment(1, "fault 17"));
        assertFalse(grid.rowName(1).startsWith("changed"), () -> grid.rowName(1));
        show(state);
        assertTrue(grid.rowName(1).startsWith("changed below"), () -> grid.rowName(1));
        stop();
        assertFalse(grid.rowName(1).startsWith("changed"), () -> grid.rowName(1));
    }

    @Test
    void selectedFaultsStaySelectedWhenNewerOnesCome() throws PartInitException {
        Grid<?> grid = open(FaultView.class, FaultView.ID, "Stage 2 faults");
        grid.select(5);
        bench.press(grid, SWT.ARROW_DOWN, SWT.SHIFT);
        bench.press(grid, SWT.ARROW_DOWN, SWT.SHIFT);
        List<?> selected = grid.selectedRows();
        machine.setFaults(43);
        stop();
        assertEquals("33", Bench.row(grid, grid.focusIndex()).get(0));
        assertEquals(
                List.of(true, true, true),
                List.of(8, 9, 10).stream().map(grid::isSelected).toList());
        assertEquals(selected.size(), grid.selectedRows().size());
    }

    @Test
    void zoomOfAMapStaysOverStopsAndMoments() throws PartInitException {
        open(RipasView.class, RipasView.ID, "IPA ranges");
        AddressMap map = (AddressMap) bench.find(AddressMap.class::isInstance);
        AddressRange part = new AddressRange(4 * MIB, 8 * MIB);
        map.show(part);
        map.selectHere(AddressRange.page(5 * MIB));
        RealmState moment = state.moment(1, "fault 17");
        for (Runnable change : List.<Runnable>of(this::stop, () -> show(moment), () -> show(state))) {
            change.run();
            assertEquals(part, map.shown());
            assertEquals(AddressRange.page(5 * MIB), map.selected());
        }
    }

    /** A view that is closed writes down what one writes down that is open when the workbench ends. */
    private Grid<?> closeAndOpenAgain(Class<? extends RealmView> type, String id, String name)
            throws PartInitException {
        IViewPart view = bench.page().findView(id);
        bench.page().hideView(view);
        Grid<?> grid = bench.open(type, id, name, state);
        bench.await("rows of " + name, () -> grid.model().size() > 0);
        return grid;
    }

    private static <T> void sortBy(Grid<T> grid, String title) {
        grid.columns().all().stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .ifPresent(grid::sortBy);
    }

    @Test
    void filterOrderAndColumnsOfTheHistoryComeBack() throws PartInitException, CommandException {
        Grid<?> before = open(FaultView.class, FaultView.ID, "Stage 2 faults");
        bench.filter(before, "access=read");
        bench.await("reads", () -> before.model().size() == 10);
        sortBy(before, "IPA");
        sortBy(before, "IPA");
        bench.run(ViewCommand.COLLAPSE_LOOPS);
        show(before, "PC", true);
        Grid<?> after = closeAndOpenAgain(FaultView.class, FaultView.ID, "Stage 2 faults");
        bench.await("reads", () -> after.model().size() == 10);
        assertEquals(new Sort("ipa", true), after.columns().sort());
        assertEquals("39", Bench.row(after, 0).get(0));
        assertTrue(after.columns().shown().stream()
                .anyMatch(column -> column.title().equals("PC")));
        assertTrue(filterField().getText().equals("access=read"));
        show(after, "PC", false);
        bench.run(ViewCommand.COLLAPSE_LOOPS);
        bench.filter(after, "");
        bench.await("all", () -> after.model().size() == 40);
    }

    private static <T> void show(Grid<T> grid, String title, boolean shown) {
        GridColumn<T> column = grid.columns().all().stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .orElseThrow();
        grid.setShown(column, shown);
    }

    private Text filterField() {
        return (Text) bench.find(
                control -> control instanceof Text text && text.getMessage().startsWith("Filter"));
    }

    @Test
    void zoomOfAMapComesBackWhereTheSpaceIsTheSame() throws PartInitException {
        open(RipasView.class, RipasView.ID, "IPA ranges");
        AddressRange part = new AddressRange(4 * MIB, 8 * MIB);
        ((AddressMap) bench.find(AddressMap.class::isInstance)).show(part);
        closeAndOpenAgain(RipasView.class, RipasView.ID, "IPA ranges");
        AddressMap map = (AddressMap) bench.find(AddressMap.class::isInstance);
        bench.await(() -> "part, not " + map.shown(), () -> map.shown().equals(part));
    }
}
