package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.swt.SWT;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.state.RealmStateListener.Change;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.rtt.RttView;
import org.realmscope.ui.view.RealmAddress;
import org.realmscope.ui.view.ViewCommand;

class RttViewTest {
    private final Bench bench = new Bench();
    private final FakeMachine machine = new FakeMachine();
    private final FakeState state = new FakeState(machine);
    private final RttView view;
    private final Grid<?> grid;

    RttViewTest() throws PartInitException {
        view = bench.open(RttView.class, RttView.ID, null);
        bench.select(state);
        grid = bench.grid("RTT entries");
        bench.await("starting level", () -> grid.model().size() == 65);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void realmIsOpenAtItsStartingLevel() {
        assertEquals(List.of("realm0, 36 bits of IPA", "", "ACTIVE", "", "", "", ""), Bench.row(grid, 0));
        assertEquals(
                List.of("0x0\u20130x3fffffff", "1", "TABLE", "", "0x43000000", "table of level 2", ""),
                Bench.row(grid, 1));
        assertEquals("EMPTY", Bench.row(grid, 2).get(3));
    }

    @Test
    void tableIsReadWhenItIsOpenedByKeyboard() {
        long before = requests();
        grid.select(1);
        bench.press(grid, SWT.ARROW_RIGHT, 0);
        bench.await("level 2", () -> grid.model().size() == 65 + 512);
        assertEquals(before + 1, requests());
        assertEquals("2 MiB block", Bench.row(grid, 4).get(5));
        bench.press(grid, SWT.ARROW_DOWN, 0);
        bench.press(grid, SWT.ARROW_LEFT, 0);
        assertEquals(1, grid.focusIndex());
        bench.press(grid, SWT.ARROW_LEFT, 0);
        assertEquals(65, grid.model().size());
    }

    private long requests() {
        return machine.asked().stream().filter("rttEntries"::equals).count();
    }

    private void revealPage() {
        view.reveal(new RealmAddress("realm0", AddressRange.page(0x201000)));
        bench.await("page", () -> Bench.row(grid, grid.focusIndex()).contains("0x201000\u20130x201fff"));
    }

    @Test
    void addressIsFoundThroughAllLevels() {
        revealPage();
        assertEquals("3", Bench.row(grid, grid.focusIndex()).get(1));
    }

    @Test
    void changesSinceTheLastStopAreMarkedForEyesAndEars() {
        revealPage();
        assertFalse(rowName().startsWith("changed"));
        machine.setPageState("ASSIGNED");
        state.become(Change.STOPPED);
        bench.await("changed entry", () -> Bench.row(grid, grid.focusIndex()).contains("ASSIGNED"));
        assertTrue(rowName().startsWith("changed, IPA range 0x201000"), this::rowName);
        state.become(Change.STOPPED);
        bench.await("no change", () -> !rowName().startsWith("changed"));
    }

    @Test
    void closedTableSaysThatSomethingBelowItHasChanged() {
        machine.setPageState("UNASSIGNED");
        state.become(Change.STOPPED);
        bench.await(
                "read",
                () -> grid.rowName(1).startsWith("IPA range 0x0")
                        || grid.rowName(1).startsWith("changed"));
        state.become(Change.STOPPED);
        bench.await("no change", () -> grid.rowName(1).startsWith("IPA range 0x0"));
        machine.setPageState("ASSIGNED");
        state.become(Change.STOPPED);
        bench.await("change below", () -> grid.rowName(1).startsWith("changed below, IPA range 0x0"));
        assertTrue(grid.rowName(0).startsWith("changed below, IPA range realm0"), () -> grid.rowName(0));
        assertEquals(65, grid.model().size());
        revealPage();
        assertTrue(rowName().startsWith("changed, IPA range 0x201000"), this::rowName);
        state.become(Change.STOPPED);
        bench.await("no change any more", () -> grid.rowName(1).startsWith("IPA range 0x0"));
    }

    private String rowName() {
        return grid.rowName(grid.focusIndex());
    }

    @Test
    void followsTheLatestFault() throws CommandException {
        view.getSite().getService(IHandlerService.class).executeCommand(ViewCommand.FOLLOW_FAULT.id(), null);
        bench.await("page of the walk", () -> Bench.row(grid, grid.focusIndex()).contains("3"));
        assertEquals(
                "0x201000\u20130x201fff", Bench.row(grid, grid.focusIndex()).get(0));
        view.getSite().getService(IHandlerService.class).executeCommand(ViewCommand.FOLLOW_FAULT.id(), null);
    }

    @Test
    void filterLeavesARangeAndItsTables() {
        bench.filter(grid, "0x200000-0x202000 ASSIGNED");
        bench.await("filtered", () -> grid.model().size() == 4);
        assertEquals("0x200000\u20130x200fff", Bench.row(grid, 3).get(0));
        bench.filter(grid, "");
        bench.await("all", () -> grid.model().size() > 60);
    }

    @Test
    void runningMachineIsNotAsked() {
        state.become(Change.RESUMED);
        bench.settle();
        int asked = machine.asked().size();
        state.become(Change.CONTENT);
        bench.settle();
        assertEquals(asked, machine.asked().size());
        assertEquals(65, grid.model().size());
    }
}
