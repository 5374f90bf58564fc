package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.ui.grid.Grid;
import org.realmscope.ui.grid.GridColumn;
import org.realmscope.ui.grid.RowMark;
import org.realmscope.ui.paint.PaletteColor;
import org.realmscope.ui.paint.Pattern;
import org.realmscope.ui.paint.Swatch;
import org.realmscope.ui.rows.Page;
import org.realmscope.ui.rows.PagedRows;
import org.realmscope.ui.rows.PagedSource;

class GridTest {
    private static final int MILLION = 1_000_000;
    private static final Executor AT_ONCE = Runnable::run;

    private final Display display = Display.getCurrent();
    private final Shell shell = new Shell(display);
    private final Numbers numbers = new Numbers();
    private final List<Throwable> failures = new ArrayList<>();
    private final Grid<Integer> grid;

    GridTest() {
        shell.setLayout(new FillLayout());
        shell.setSize(500, 400);
        PagedRows<Integer> rows = new PagedRows<>(numbers, AT_ONCE, failures::add);
        grid = new Grid<>(
                shell,
                "Numbers",
                List.of(
                        GridColumn.numbers("number", "Number", 10, String::valueOf),
                        GridColumn.<Integer>words("kind", "Kind", 10, number -> number % 2 == 0 ? "even" : "odd")
                                .with(number -> new Swatch(PaletteColor.AREA_LOST, Pattern.CROSSED))),
                rows);
        rows.refresh(numbers);
        shell.open();
        while (display.readAndDispatch()) {
            // Let it be shown.
        }
    }

    @AfterEach
    void close() {
        shell.dispose();
    }

    /** A million numbers. */
    private static final class Numbers implements PagedSource<Integer> {
        private int rows;

        @Override
        public CompletableFuture<Page<Integer>> fetch(int first, int count) {
            rows += count;
            List<Integer> page = IntStream.range(first, Math.min(MILLION, first + count))
                    .boxed()
                    .toList();
            return CompletableFuture.completedFuture(new Page<>(first, page, MILLION));
        }

        @Override
        public Object key(Integer row) {
            return row;
        }
    }

    private void press(int key, int modifiers) {
        org.eclipse.swt.widgets.Event event = new org.eclipse.swt.widgets.Event();
        event.keyCode = key;
        event.stateMask = modifiers;
        grid.notifyListeners(SWT.KeyDown, event);
    }

    private void draw() {
        Image image = new Image(display, 500, 400);
        GC gc = new GC(image);
        grid.print(gc);
        gc.dispose();
        image.dispose();
    }

    @Test
    void drawsOfAMillionRowsOnlyThoseInSight() {
        for (int index = 0; index < MILLION; index += 10_000) {
            grid.select(index);
            draw();
        }
        assertTrue(numbers.rows < 100 * 300, () -> numbers.rows + " rows fetched");
        assertTrue(failures.isEmpty());
    }

    @Test
    void keyboardReachesEveryRow() {
        grid.select(0);
        press(SWT.ARROW_DOWN, 0);
        press(SWT.ARROW_DOWN, 0);
        press(SWT.ARROW_UP, 0);
        assertEquals(Integer.valueOf(1), grid.focusRow());
        press(SWT.END, 0);
        assertEquals(Integer.valueOf(MILLION - 1), grid.focusRow());
        press(SWT.PAGE_UP, 0);
        assertTrue(grid.focusIndex() < MILLION - 5);
        press(SWT.HOME, 0);
        assertEquals(Integer.valueOf(0), grid.focusRow());
    }

    @Test
    void shiftExtendsAndControlWithSpaceAdds() {
        grid.select(3);
        press(SWT.ARROW_DOWN, SWT.SHIFT);
        press(SWT.ARROW_DOWN, SWT.SHIFT);
        assertEquals(List.of(3, 4, 5), grid.selectedRows());
        press(SWT.ARROW_DOWN, SWT.MOD1);
        press(SWT.ARROW_DOWN, SWT.MOD1);
        press(' ', SWT.MOD1);
        assertEquals(List.of(3, 4, 5, 7), grid.selectedRows());
        grid.selectAll();
        assertTrue(grid.isSelected(MILLION - 1));
    }

    @Test
    void rowsAndCellsHaveNames() {
        grid.setMarks(number -> number == 4 ? RowMark.CHANGED : RowMark.NONE);
        assertEquals("Number 3, Kind odd", grid.rowName(3));
        assertEquals("changed, Number 4, Kind even", grid.rowName(4));
        assertEquals("Kind even, crossed lines", grid.cellName(4, 1));
        assertEquals("loading", grid.rowName(MILLION / 2));
    }

    @Test
    void columnsAreArrangedByKeyboardAndRemembered() {
        String before = grid.columns().layout();
        press(SWT.ARROW_RIGHT, SWT.MOD1);
        String wider = grid.columns().layout();
        assertTrue(!wider.equals(before));
        grid.setShown(grid.columns().all().get(0), false);
        assertEquals(1, grid.columns().shown().size());
        grid.setShown(grid.columns().all().get(1), false);
        assertEquals(1, grid.columns().shown().size());
        grid.restoreLayout(wider);
        assertEquals(wider, grid.columns().layout());
    }
}
