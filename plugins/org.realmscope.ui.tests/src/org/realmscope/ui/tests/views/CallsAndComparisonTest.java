package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.swt.SWT;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.ui.compare.CompareView;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.rmi.RmiView;
import org.realmscope.ui.view.ViewCommand;

class CallsAndComparisonTest {
    private final Bench bench = new Bench();
    private final FakeMachine machine = new FakeMachine();
    private final FakeState state = new FakeState(machine);

    @AfterEach
    void close() {
        bench.close();
    }

    private Grid<?> calls() throws PartInitException {
        bench.open(RmiView.class, RmiView.ID, null);
        bench.select(state);
        Grid<?> grid = bench.grid("RMI calls");
        bench.await("calls", () -> grid.model().size() > 0);
        return grid;
    }

    @Test
    void callsAreNestedByFaultAndHostFunctionWithArgumentsByName() throws PartInitException {
        Grid<?> grid = calls();
        assertEquals(40 * 4, grid.model().size());
        assertEquals(List.of("Fault 39", "2 calls", "", "", "", "977.0"), Bench.row(grid, 4));
        assertEquals(
                List.of("realm_map_protected", "2 calls", "", "in realm_map_ipa", "", "977.0"), Bench.row(grid, 5));
        assertEquals(
                List.of(
                        "RMI_DATA_CREATE_UNKNOWN",
                        "RMI_SUCCESS",
                        "",
                        "rd = 0x42100000, data = 0x43027000, ipa = 0x200000",
                        "",
                        "978.0"),
                Bench.row(grid, 7));
        assertEquals(
                List.of(0, 1, 2, 2),
                List.of(4, 5, 6, 7).stream().map(grid.model()::depth).toList());
    }

    @Test
    void callsOfAnotherHostFunctionHaveARowOfTheirOwn() throws PartInitException {
        Grid<?> grid = calls();
        assertEquals("Fault 37", Bench.row(grid, 11).get(0));
        assertEquals(
                List.of("realm_map_protected", "1 call"), Bench.row(grid, 12).subList(0, 2));
        assertEquals(List.of("realm_fold", "1 call"), Bench.row(grid, 14).subList(0, 2));
    }

    @Test
    void callsOfUnknownFunctionsAreBelowTheirFault() throws PartInitException {
        Grid<?> grid = calls();
        assertEquals("Fault 38", Bench.row(grid, 8).get(0));
        assertEquals("RMI_GRANULE_DELEGATE", Bench.row(grid, 9).get(0));
        assertEquals(1, grid.model().depth(9));
    }

    @Test
    void oldestCallsCanBeFirst() throws PartInitException, CommandException {
        Grid<?> grid = calls();
        bench.run(ViewCommand.NEWEST_FIRST);
        bench.await("oldest first", () -> Bench.row(grid, 0).contains("Fault 1"));
        bench.run(ViewCommand.NEWEST_FIRST);
        bench.await("newest first", () -> Bench.row(grid, 0).contains("Fault 40"));
    }

    @Test
    void failedCallSaysWhichConditionFailed() throws PartInitException {
        Grid<?> grid = calls();
        int failed = 3;
        assertTrue(grid.rowName(failed).startsWith("failed, Call RMI_DATA_CREATE_UNKNOWN, Status RMI_ERROR_RTT(2)"));
        grid.select(failed);
        bench.press(grid, SWT.ARROW_RIGHT, 0);
        bench.await("condition", () -> Bench.row(grid, failed + 1).contains("failed condition"));
        assertEquals("rtt_walk: walk.level < level", Bench.row(grid, failed).get(2));
        assertEquals("rtt_walk: walk.level < level", Bench.row(grid, failed + 1).get(2));
        assertEquals(List.of("rd", "argument", "", "0x42100000", "", "1003.0"), Bench.row(grid, failed + 2));
    }

    @Test
    void longTraceIsReadAsItIsLookedAt() throws PartInitException {
        machine.setFaults(100_000);
        Grid<?> grid = calls();
        int first = grid.model().size();
        assertTrue(first < 250);
        bench.press(grid, SWT.END, 0);
        bench.await("more", () -> grid.model().size() > first);
    }

    @Test
    void callsOfOneFaultAreShownAlone() throws PartInitException {
        Grid<?> grid = calls();
        bench.filter(grid, "fault=17");
        bench.await("one group", () -> grid.model().size() == 4);
        assertEquals("Fault 17", Bench.row(grid, 0).get(0));
        bench.filter(grid, "");
    }

    @Test
    void comparisonShowsWhatDiffersByKind() throws PartInitException {
        state.moment(1, "fault 17 (425.1)");
        bench.open(CompareView.class, CompareView.ID, null);
        bench.select(state);
        Grid<?> grid = bench.grid("Differences");
        bench.await("differences", () -> grid.model().size() == 7);
        assertEquals(List.of("Translation table entries", "1 difference", ""), Bench.row(grid, 0));
        assertEquals(
                List.of("0x200000\u20130x200fff", "UNASSIGNED, RAM, level 2", "ASSIGNED, RAM, IPA + 0x43000000"),
                Bench.row(grid, 1));
        assertEquals(List.of("RIPAS", "no difference", ""), Bench.row(grid, 2));
        assertEquals(List.of("General X0", "0x0", "0x1"), Bench.row(grid, 6));
    }

    @Test
    void withoutASecondMomentThereIsNothingToCompare() throws PartInitException {
        bench.open(CompareView.class, CompareView.ID, null);
        bench.select(state);
        bench.await("machine asked", () -> machine.asked().contains("machine"));
        bench.settle();
        assertEquals(0, machine.asked().stream().filter("compare"::equals).count());
        assertEquals(0, bench.grid("Differences").model().size());
    }
}
