package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.jface.bindings.keys.KeySequence;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.ui.faults.FaultView;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.grid.GridColumns.Sort;
import org.realmscope.ui.map.AddressMap;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.ripas.RipasView;
import org.realmscope.ui.rtt.RttView;
import org.realmscope.ui.view.ViewCommand;

/** The views without a mouse. */
class KeyboardTest {
    private static final long MIB = 1 << 20;

    private final Bench bench = new Bench();
    private final FakeState state = new FakeState(new FakeMachine());

    @AfterEach
    void close() {
        bench.close();
    }

    private Grid<?> faults() throws PartInitException {
        Grid<?> grid = bench.open(FaultView.class, FaultView.ID, "Stage 2 faults", state);
        bench.await("faults", () -> grid.model().size() == 40);
        grid.setFocus();
        grid.select(0);
        return grid;
    }

    private AddressMap map() throws PartInitException {
        Grid<?> grid = bench.open(RipasView.class, RipasView.ID, "IPA ranges", state);
        AddressMap map = (AddressMap) bench.find(AddressMap.class::isInstance);
        bench.await("map", () -> grid.model().size() == 10 && map.shown().end() == 68 * MIB);
        return map;
    }

    private static List<String> titles(Grid<?> grid) {
        return grid.columns().shown().stream().map(GridColumn::title).toList();
    }

    @Test
    void columnsAreSortedMovedAndSized() throws PartInitException {
        Grid<?> grid = faults();
        String layout = grid.columns().layout();
        for (int column = 0; column < 3; column++) {
            bench.press(grid, SWT.ARROW_RIGHT, 0);
        }
        bench.press(grid, SWT.ARROW_UP, SWT.ALT);
        assertEquals(new Sort("ipa", false), grid.columns().sort());
        bench.press(grid, SWT.ARROW_UP, SWT.ALT);
        assertEquals(new Sort("ipa", true), grid.columns().sort());
        bench.press(grid, SWT.ARROW_UP, SWT.ALT);
        assertNull(grid.columns().sort());
        bench.press(grid, SWT.ARROW_LEFT, SWT.MOD1 | SWT.SHIFT);
        assertEquals(List.of("Fault", "Moment", "IPA", "vCPU"), titles(grid).subList(0, 4));
        bench.press(grid, SWT.ARROW_RIGHT, SWT.MOD1 | SWT.SHIFT);
        assertEquals(List.of("Fault", "Moment", "vCPU", "IPA"), titles(grid).subList(0, 4));
        bench.press(grid, SWT.ARROW_RIGHT, SWT.MOD1);
        assertFalse(grid.columns().layout().equals(layout));
        bench.press(grid, SWT.ARROW_LEFT, SWT.MOD1);
        assertEquals(layout, grid.columns().layout());
    }

    @Test
    void noKeyOfARowIsTheWorkbenchs() throws PartInitException, ParseException {
        faults();
        IBindingService keys = bench.page().getActivePart().getSite().getService(IBindingService.class);
        for (String key : List.of(
                "CTRL+ARROW_LEFT",
                "CTRL+ARROW_RIGHT",
                "CTRL+SHIFT+ARROW_LEFT",
                "CTRL+SHIFT+ARROW_RIGHT",
                "CTRL+ARROW_UP",
                "CTRL+ARROW_DOWN",
                "ALT+ARROW_UP",
                "SPACE",
                "CR")) {
            assertNull(keys.getPerfectMatch(KeySequence.getInstance(key)), key);
        }
    }

    @Test
    void filterIsReachedAndLeft() throws PartInitException, CommandException {
        Grid<?> grid = faults();
        // Windows of other tests may have had the keyboard.
        bench.shell().forceActive();
        bench.await("focus in the rows", grid::isFocusControl);
        bench.run(ViewCommand.FILTER);
        Control field = bench.find(
                control -> control instanceof Text text && text.getMessage().startsWith("Filter"));
        bench.await("focus in the filter", field::isFocusControl);
        bench.press(field, SWT.ARROW_DOWN, 0);
        bench.await("focus in the rows", grid::isFocusControl);
    }

    @Test
    void contextMenuOpensAtTheRowAndHasItsCommands() throws PartInitException {
        Grid<?> grid = faults();
        Event key = new Event();
        key.detail = SWT.MENU_KEYBOARD;
        key.x = -1;
        grid.notifyListeners(SWT.MenuDetect, key);
        assertTrue(key.x >= 0, "the menu opens where the mouse is");
        Menu menu = grid.getMenu();
        menu.notifyListeners(SWT.Show, new Event());
        List<String> texts = Arrays.stream(menu.getItems())
                .map(MenuItem::getText)
                .map(text -> text.replaceAll("\t.*|&", ""))
                .toList();
        menu.notifyListeners(SWT.Hide, new Event());
        assertTrue(
                texts.containsAll(List.of(
                        "Show Source of the Access",
                        "Show State at This Moment",
                        "Go Back to This Moment",
                        "Explain",
                        "Show in RTT Entries",
                        "Show in RIPAS",
                        "Show in Memory",
                        "Show RMI Calls of This Fault",
                        "Compare With\u2026",
                        "Copy",
                        "Select All")),
                texts::toString);
    }

    @Test
    void mapIsMovedZoomedAndSelectedIn() throws PartInitException, CommandException {
        AddressMap map = map();
        map.setFocus();
        bench.press(map, SWT.HOME, SWT.MOD1);
        assertEquals(AddressRange.page(0), map.selected());
        bench.press(map, SWT.ARROW_RIGHT, SWT.SHIFT);
        assertTrue(map.selected().length() > 0x1000);
        bench.run(ViewCommand.ZOOM_SELECTION);
        assertTrue(map.shown().length() < 68 * MIB);
        bench.run(ViewCommand.ZOOM_ALL);
        assertEquals(1L << 36, map.shown().length());
        bench.run(ViewCommand.ZOOM_IN);
        assertEquals(1L << 35, map.shown().length());
        bench.press(map, SWT.PAGE_DOWN, 0);
        assertTrue(map.shown().base() > 0);
        bench.run(ViewCommand.ZOOM_OUT);
        bench.run(ViewCommand.ZOOM_CONTENT);
        assertEquals(68 * MIB, map.shown().end());
        bench.press(map, SWT.END, SWT.MOD1);
        assertEquals(AddressRange.page((1L << 36) - 1), map.selected());
    }

    @Test
    void cursorOfAMapBeginsInWhatIsShown() throws PartInitException {
        AddressMap map = map();
        assertTrue(map.shown().contains(map.selected().base()), () -> map.selected() + " of " + map.shown());
    }

    @Test
    void rowOfATableOpensWithTheReturnKey() throws PartInitException {
        Grid<?> grid = bench.open(RttView.class, RttView.ID, "RTT entries", state);
        bench.await("starting level", () -> grid.model().size() == 65);
        grid.setFocus();
        grid.select(1);
        bench.press(grid, SWT.CR, 0);
        bench.await("level 2", () -> grid.model().size() == 65 + 512);
        bench.press(grid, SWT.CR, 0);
        bench.await("closed", () -> grid.model().size() == 65);
    }
}
