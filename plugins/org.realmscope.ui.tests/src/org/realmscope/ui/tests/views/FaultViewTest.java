package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.state.RealmStateListener.Change;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.view.ViewCommand;

class FaultViewTest {
    private static final int MILLION = 1_000_000;

    private final Bench bench = new Bench();
    private final FakeMachine machine = new FakeMachine();
    private final FakeState state = new FakeState(machine);
    private final FaultView view;

    FaultViewTest() throws PartInitException {
        view = bench.open(FaultView.class, FaultView.ID, null);
    }

    @BeforeEach
    void newestFirst() {
        bench.select(null);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Grid<?> shown() {
        bench.select(state);
        Grid<?> grid = bench.grid("Stage 2 faults");
        bench.await("rows", () -> grid.model().size() > 0);
        return grid;
    }

    private void run(ViewCommand command) throws CommandException {
        view.getSite().getService(IHandlerService.class).executeCommand(command.id(), null);
        bench.settle();
    }

    @Test
    void withoutASessionItSaysHowToStartOne() {
        assertTrue(bench.startLink("to see the stage 2 faults of its realms").isEnabled());
    }

    @Test
    void newestFaultIsOnTopWithAllThatIsKnown() {
        Grid<?> grid = shown();
        assertEquals(40, grid.model().size());
        assertEquals(
                "40, 1000.1, realm0.vcpu0, 0x228000, protected, write, write, 2, Protected, RIPAS RAM, unassigned:"
                        + " exit to the host, mapped by RMI_DATA_CREATE_UNKNOWN, 2, 940",
                String.join(", ", Bench.row(grid, 0)));
    }

    @Test
    void aMillionFaultsAreThereWhileFewAreFetched() {
        machine.setFaults(MILLION);
        Grid<?> grid = shown();
        assertEquals(MILLION, grid.model().size());
        grid.select(MILLION / 2);
        bench.await("row in the middle", () -> grid.focusRow() != null);
        assertEquals("500000", Bench.row(grid, MILLION / 2).get(0));
        bench.press(grid, SWT.END, 0);
        bench.await("last row", () -> grid.focusRow() != null);
        assertEquals("1", Bench.row(grid, MILLION - 1).get(0));
        assertTrue(machine.rowsAnswered() < 5_000, () -> machine.rowsAnswered() + " rows fetched");
    }

    @Test
    void rowsThatAreScrolledAwayAreGivenUp() {
        machine.setFaults(MILLION);
        Grid<?> grid = shown();
        machine.holdBack();
        grid.select(100_000);
        grid.select(700_000);
        assertTrue(machine.cancelled() > 0);
        machine.release();
        bench.await("row", () -> grid.focusRow() != null);
        assertEquals(String.valueOf(MILLION - 700_000), Bench.row(grid, 700_000).get(0));
    }

    @Test
    void rowsStayUntilTheNextStopIsRead() {
        Grid<?> grid = shown();
        machine.holdBack();
        machine.setFaults(41);
        state.become(Change.STOPPED);
        bench.settle();
        assertEquals("40", Bench.row(grid, 0).get(0));
        machine.release();
        bench.await("new fault", () -> grid.model().size() == 41);
        assertEquals("41", Bench.row(grid, 0).get(0));
    }

    @Test
    void focusStaysOnItsFaultWhenNewerOnesCome() {
        Grid<?> grid = shown();
        grid.select(5);
        machine.setFaults(43);
        state.become(Change.STOPPED);
        bench.await("new faults", () -> grid.model().size() == 43);
        assertEquals("35", Bench.row(grid, grid.focusIndex()).get(0));
    }

    @Test
    void filterFindsAccessesAndWords() {
        Grid<?> grid = shown();
        bench.filter(grid, "access=read");
        bench.await("only reads", () -> grid.model().size() == 10);
        assertEquals("read", Bench.row(grid, 0).get(5));
        bench.filter(grid, "injected");
        bench.await("only injected", () -> grid.model().size() == 4);
        bench.filter(grid, "");
        bench.await("all", () -> grid.model().size() == 40);
    }

    @Test
    void loopIsOneRowThatOpens() throws CommandException {
        Grid<?> grid = shown();
        run(ViewCommand.COLLAPSE_LOOPS);
        bench.await("collapsed", () -> grid.model().size() == 31);
        assertEquals("20 \u2026 11 (10\u00D7)", Bench.row(grid, 20).get(0));
        grid.select(20);
        bench.press(grid, SWT.ARROW_RIGHT, 0);
        assertEquals(41, grid.model().size());
        bench.press(grid, SWT.ARROW_LEFT, 0);
        assertEquals(31, grid.model().size());
        run(ViewCommand.COLLAPSE_LOOPS);
    }

    @Test
    void loopOfThousandsIsOneRow() throws CommandException {
        machine.setFaults(6_000);
        machine.setLastOfLoop(5_500);
        Grid<?> grid = shown();
        run(ViewCommand.COLLAPSE_LOOPS);
        bench.await("rows before the loop", () -> grid.model().size() == 501);
        bench.press(grid, SWT.END, 0);
        bench.await("rows from the loop on", () -> grid.model().size() == 511);
        String text = "5500 \u2026 11 (5490\u00D7)";
        assertEquals(text, Bench.row(grid, 500).get(0));
        grid.select(500);
        bench.press(grid, SWT.ARROW_RIGHT, 0);
        bench.await("first faults of the loop", () -> Bench.row(grid, 501).contains("5500"));
        assertEquals(1, grid.model().depth(501));
        grid.select(1_500);
        bench.await("following faults", () -> Bench.row(grid, 1_501).contains("4500"));
        run(ViewCommand.COLLAPSE_LOOPS);
    }

    /** What the Progress view has of the view, as soon as it has it. */
    private Job reading() {
        Job[] found = new Job[1];
        bench.await("reading", () -> {
            found[0] = Arrays.stream(Job.getJobManager().find(null))
                    .filter(job ->
                            job.getName().equals("Reading for Stage-2 Fault History") && job.getState() == Job.RUNNING)
                    .findFirst()
                    .orElse(null);
            return found[0] != null;
        });
        return found[0];
    }

    @Test
    void closedViewGivesUpWhatItReads() {
        Grid<?> grid = shown();
        machine.holdBack();
        bench.filter(grid, "mapped");
        Job reading = reading();
        bench.page().hideView(bench.page().findView(FaultView.ID));
        bench.await("end of the job", () -> reading.getState() == Job.NONE);
        assertTrue(machine.cancelled() > 0);
        machine.release();
        bench.settle();
    }

    @Test
    void whatTakesLongIsInTheProgressViewAndCanBeGivenUp() {
        Grid<?> grid = shown();
        machine.holdBack();
        bench.filter(grid, "mapped");
        Job reading = reading();
        reading.cancel();
        bench.await("request given up", () -> machine.cancelled() > 0);
        bench.await("end of the job", () -> reading.getState() == Job.NONE);
        assertEquals("40", Bench.row(grid, 0).get(0));
        machine.release();
        bench.filter(grid, "");
        bench.await("all", () -> grid.model().size() == 40);
    }

    @Test
    void sortsByAnyColumn() {
        Grid<?> grid = shown();
        sortBy(grid, "IPA");
        bench.await("sorted", () -> Bench.row(grid, 0).contains("0x201000"));
        sortBy(grid, "IPA");
        bench.await("turned round", () -> Bench.row(grid, 0).contains("0x228000"));
        sortBy(grid, "IPA");
        bench.await("own order", () -> Bench.row(grid, 0).contains("40"));
    }

    @Test
    void aMillionFaultsAreSortedAndSearchedByTheAdapter() {
        machine.setFaults(MILLION);
        Grid<?> grid = shown();
        sortBy(grid, "Host instructions");
        bench.await(
                "sorted",
                () -> machine.asked().contains("sorted by hostInstructions")
                        && Bench.row(grid, 0).contains("0x201000"));
        assertEquals(MILLION, grid.model().size());
        bench.filter(grid, "injected");
        bench.await("found", () -> grid.model().size() < MILLION && grid.model().size() > 100_000);
        bench.press(grid, SWT.END, 0);
        bench.await("last row", () -> grid.focusRow() != null);
        assertTrue(machine.rowsAnswered() < 5_000, () -> machine.rowsAnswered() + " rows fetched");
        bench.filter(grid, "");
    }

    @Test
    void faultThatNoPeTookHasNoAccessAsThePeSawIt() {
        Grid<?> grid = shown();
        List<String> row = Bench.row(grid, 31);
        assertEquals(List.of("9", "", "read"), List.of(row.get(0), row.get(5), row.get(6)));
    }

    private static <T> void sortBy(Grid<T> grid, String title) {
        GridColumn<T> column = grid.columns().all().stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .orElseThrow();
        grid.sortBy(column);
    }

    @Test
    void columnsCanBeChosen() {
        Grid<?> grid = shown();
        choose(grid, "PC", true);
        assertEquals("0x80000", Bench.row(grid, 0).get(Bench.row(grid, 0).size() - 1));
        choose(grid, "PC", false);
        assertFalse(Bench.row(grid, 0).contains("0x80000"));
    }

    private static <T> void choose(Grid<T> grid, String title, boolean shown) {
        grid.setShown(
                grid.columns().all().stream()
                        .filter(each -> each.title().equals(title))
                        .findFirst()
                        .orElseThrow(),
                shown);
    }

    @Test
    void stateAtAFaultIsOpened() throws CommandException {
        Grid<?> grid = shown();
        grid.select(3);
        run(ViewCommand.SHOW_STATE);
        assertEquals("fault 37", state.opened().get(0));
    }

    @Test
    void copyTakesTheSelectedRowsWithTitles() throws CommandException {
        Grid<?> grid = shown();
        grid.setFocus();
        grid.select(0);
        bench.press(grid, SWT.ARROW_DOWN, SWT.SHIFT);
        view.getSite().getService(IHandlerService.class).executeCommand(IWorkbenchCommandConstants.EDIT_COPY, null);
        Clipboard clipboard = new Clipboard(grid.getDisplay());
        String text = String.valueOf(clipboard.getContents(TextTransfer.getInstance()));
        clipboard.dispose();
        String[] lines = text.split(System.lineSeparator());
        assertEquals(3, lines.length);
        assertTrue(lines[0].startsWith("Fault\tMoment\tvCPU\tIPA"), lines[0]);
        assertTrue(lines[2].startsWith("39\t975.1\t"), lines[2]);
    }

    @Test
    void pinnedViewStaysAndASecondOneFollows() throws PartInitException, CommandException {
        Grid<?> grid = shown();
        run(ViewCommand.PIN);
        FakeMachine other = new FakeMachine();
        other.setFaults(7);
        bench.select(new FakeState(other));
        assertEquals(40, grid.model().size());
        FaultView second = bench.open(FaultView.class, FaultView.ID, "second");
        Grid<?> grids = bench.grid("Stage 2 faults");
        bench.await("second view", () -> grids.model().size() == 7);
        assertTrue(second.state() != view.state());
    }

    @Test
    void endOfTheSessionEmptiesTheView() {
        shown();
        state.become(Change.ENDED);
        bench.settle();
        assertTrue(bench.startLink("to see the stage 2 faults of its realms").isVisible());
        assertEquals(0, state.listeners());
    }
}
