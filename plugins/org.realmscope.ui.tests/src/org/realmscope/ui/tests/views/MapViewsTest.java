package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.swt.SWT;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.state.RealmStateListener.Change;
import org.realmscope.ui.granules.GranuleView;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.map.AddressMap;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.ripas.RipasView;
import org.realmscope.ui.view.RealmAddress;
import org.realmscope.ui.view.ViewCommand;

class MapViewsTest {
    private static final long MIB = 1 << 20;

    private final Bench bench = new Bench();
    private final FakeMachine machine = new FakeMachine();
    private final FakeState state = new FakeState(machine);

    @AfterEach
    void close() {
        bench.close();
    }

    private AddressMap ripas() throws PartInitException {
        bench.open(RipasView.class, RipasView.ID, null);
        bench.select(state);
        AddressMap map = map("IPA space");
        bench.await("map", () -> map.shown().end() < 128 * MIB);
        bench.await("table", () -> bench.grid("IPA ranges").model().size() == 10);
        return map;
    }

    private AddressMap map(String name) {
        return (AddressMap) bench.find(control ->
                control instanceof AddressMap map && map.accessibleName().equals(name));
    }

    @Test
    void ripasMapBeginsWithWhatIsInUse() throws PartInitException {
        AddressMap map = ripas();
        assertEquals(new AddressRange(0, 68 * MIB), map.shown());
        assertEquals("0x0; Slots: slot 0 ram (anon); RIPAS: RAM", map.describeCursor());
    }

    @Test
    void everyLaneSaysWhatIsAtTheCursor() throws PartInitException {
        AddressMap map = ripas();
        map.selectHere(new AddressRange(4 * MIB, 4 * MIB + 0x1000));
        assertEquals("Slots: slot 0 ram (anon), 0x0\u20130x3ffffff, 64 MiB", map.describe(0));
        assertEquals("Content: initial content, 0x400000\u20130x5fffff, 2 MiB", map.describe(1));
        assertEquals("RIPAS: RAM, 0x0\u20130x27fffff, 40 MiB", map.describe(2));
        assertEquals("Mapping: ASSIGNED blocks of level 2, 0x400000\u20130xffffff, 12 MiB", map.describe(3));
    }

    @Test
    void keyboardGoesFromEdgeToEdgeAndSelects() throws PartInitException {
        AddressMap map = ripas();
        for (int lane = 0; lane < 3; lane++) {
            bench.press(map, SWT.ARROW_DOWN, 0);
        }
        bench.press(map, SWT.ARROW_RIGHT, SWT.MOD1);
        assertEquals(AddressRange.page(2 * MIB), map.selected());
        bench.press(map, SWT.CR, 0);
        assertEquals(new AddressRange(2 * MIB, 2 * MIB + 0x40000), map.selected());
    }

    @Test
    void mapZoomsToSinglePagesAndBack() throws PartInitException, CommandException {
        AddressMap map = ripas();
        for (int step = 0; step < 40; step++) {
            bench.press(map, SWT.KEYPAD_ADD, 0);
        }
        assertEquals(0x8000, map.shown().length());
        bench.run(ViewCommand.ZOOM_ALL);
        assertEquals(new AddressRange(0, 1L << 36), map.shown());
    }

    @Test
    void tableAndMapSelectTheSame() throws PartInitException {
        AddressMap map = ripas();
        Grid<?> table = bench.grid("IPA ranges");
        map.selectHere(AddressRange.page(5 * MIB));
        assertEquals(
                "0x400000\u20130xffffff", Bench.row(table, table.focusIndex()).get(0));
        table.setFocus();
        bench.settle();
        table.select(5);
        assertEquals(new AddressRange(40 * MIB, 42 * MIB), map.selected());
    }

    @Test
    void unprotectedHalfIsInTheTable() throws PartInitException {
        ripas();
        assertEquals(
                List.of(
                        "0x800000000\u20130x803ffffff",
                        "64 MiB",
                        "unprotected",
                        "",
                        "ASSIGNED_NS",
                        "blocks of level 2",
                        "0x80000000"),
                Bench.row(bench.grid("IPA ranges"), 8));
    }

    @Test
    void ofManyRangesTheMapShowsWhatScreensCanAndAllWhenItIsNarrow() throws PartInitException {
        machine.setRuns(100_000);
        bench.open(RipasView.class, RipasView.ID, null);
        bench.select(state);
        AddressMap map = map("IPA space");
        bench.await("map", () -> map.shown().end() < 512 * MIB);
        map.selectHere(AddressRange.page(10_000L << 12));
        bench.await("what is merged", () -> map.describe(3).contains("several ranges: zoom in"));
        map.selectHere(AddressRange.page(66_000L << 12));
        bench.await("what is not read", () -> map.describe(3).contains("not read: zoom in"));
        map.showSelection();
        String page = "Mapping: ASSIGNED pages, 0x101d0000\u20130x101d0fff, 4 KiB";
        bench.await("single page", () -> map.describe(3).equals(page));
        map.selectHere(AddressRange.page(66_001L << 12));
        assertEquals("Mapping: nothing", map.describe(3));
    }

    @Test
    void tableGoesOnWhereABatchEnds() throws PartInitException {
        machine.setRuns(10_000);
        bench.open(RipasView.class, RipasView.ID, null);
        bench.select(state);
        Grid<?> table = bench.grid("IPA ranges");
        bench.await("first ranges", () -> table.model().size() > 3_000);
        for (int batch = 1; batch <= 3; batch++) {
            int size = Math.min(10_000, batch * 4_000);
            bench.await("ranges", () -> table.model().size() >= size);
            bench.press(table, SWT.END, 0);
        }
        bench.await("last range", () -> Bench.row(table, 9_999).contains("0x270f000\u20130x270ffff"));
    }

    @Test
    void selectedRangeIsWatched() throws PartInitException, CommandException, CoreException {
        AddressMap map = ripas();
        map.selectHere(new AddressRange(2 * MIB, 4 * MIB));
        bench.run(ViewCommand.WATCH);
        IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();
        bench.await("breakpoint", () -> breakpoints.getBreakpoints().length == 1);
        IBreakpoint watch = breakpoints.getBreakpoints()[0];
        assertEquals("ripas realm0 0x200000 0x400000", watch.getMarker().getAttribute("dataId"));
        watch.delete();
    }

    @Test
    void stopIsReadOnceForMapAndTable() throws PartInitException {
        AtomicInteger refreshes = new AtomicInteger();
        GranuleView view = bench.open(GranuleView.class, GranuleView.ID, null);
        view.onRefreshed(refreshes::incrementAndGet);
        bench.select(state);
        bench.await("granules", () -> refreshes.get() == 1);
        int before = machine.asked().size();
        state.become(Change.STOPPED);
        bench.await("next stop", () -> refreshes.get() == 2);
        assertEquals(
                List.of("machine", "granules"),
                machine.asked().subList(before, machine.asked().size()));
    }

    @Test
    void granulesAreShownByStateSpaceAndOwner() throws PartInitException {
        GranuleView view = bench.open(GranuleView.class, GranuleView.ID, null);
        bench.select(state);
        Grid<?> table = bench.grid("Granules");
        bench.await("granules", () -> table.model().size() == 10);
        assertEquals(
                List.of("0x43000000\u20130x43ffffff", "16 MiB", "4096", "Realm", "DATA", "realm0"),
                Bench.row(table, 8));
        view.reveal(new RealmAddress(null, AddressRange.page(0x42101000)));
        AddressMap map = map("Physical memory");
        assertEquals("State: REC, 0x42101000\u20130x42101fff, 4 KiB", map.describe(0));
        assertEquals("REC", Bench.row(table, table.focusIndex()).get(4));
        bench.filter(table, "owner=realm0 state=RTT");
        bench.await("filtered", () -> table.model().size() == 1);
        bench.filter(table, "");
        assertTrue(map.describe(2).startsWith("Owner: realm0"), () -> map.describe(2));
    }
}
