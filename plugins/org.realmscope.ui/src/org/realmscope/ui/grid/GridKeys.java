package org.realmscope.ui.grid;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.realmscope.ui.grid.GridModel.Branch;

/**
 * The keyboard of a grid. Arrows, Page Up and Down, Home and End go to rows, with Shift they extend the selection, with
 * Control they leave it, and Space toggles; Left and Right close and open branches, else they go to cells. Control
 * with Left and Right makes the column narrower and wider, with Shift too moves it, Alt with Up sorts by it.
 */
final class GridKeys<T> {
    private static final int WIDTH_STEP = 16;

    private final Grid<T> grid;

    private GridKeys(Grid<T> grid) {
        this.grid = grid;
    }

    /** Has the keyboard control {@code grid}. */
    static <T> void install(Grid<T> grid) {
        GridKeys<T> keys = new GridKeys<>(grid);
        grid.addListener(SWT.KeyDown, keys::pressed);
        grid.addListener(SWT.Traverse, GridKeys::traverse);
        grid.addListener(SWT.MenuDetect, keys::menuPlace);
        grid.addListener(SWT.FocusIn, event -> keys.focusCame());
        grid.addListener(SWT.FocusOut, event -> grid.redraw());
    }

    private static void traverse(Event event) {
        switch (event.detail) {
            case SWT.TRAVERSE_TAB_NEXT,
                    SWT.TRAVERSE_TAB_PREVIOUS,
                    SWT.TRAVERSE_ESCAPE,
                    SWT.TRAVERSE_PAGE_NEXT,
                    SWT.TRAVERSE_PAGE_PREVIOUS ->
                event.doit = event.detail != SWT.TRAVERSE_PAGE_NEXT && event.detail != SWT.TRAVERSE_PAGE_PREVIOUS;
            default -> event.doit = false;
        }
    }

    private void focusCame() {
        if (grid.focusIndex() < 0 && grid.model().size() > 0) {
            grid.select(0);
        }
        grid.redraw();
        grid.access().focusMoved();
    }

    private void menuPlace(Event event) {
        if (event.detail == SWT.MENU_KEYBOARD && grid.focusIndex() >= 0) {
            Rectangle row = grid.boundsOf(grid.focusIndex());
            Point place = grid.toDisplay(row.x + 24, row.y + row.height);
            event.x = place.x;
            event.y = place.y;
        }
    }

    private void pressed(Event event) {
        if ((event.stateMask & SWT.ALT) != 0) {
            sort(event.keyCode);
            return;
        }
        boolean sideways = event.keyCode == SWT.ARROW_LEFT || event.keyCode == SWT.ARROW_RIGHT;
        if (sideways && (event.stateMask & SWT.MOD1) != 0) {
            arrange(event.keyCode == SWT.ARROW_LEFT ? -1 : 1, (event.stateMask & SWT.SHIFT) != 0);
            return;
        }
        int size = grid.model().size();
        int page = Math.max(1, grid.rowsInSight() - 2);
        int row = grid.focusIndex();
        switch (event.keyCode) {
            case SWT.ARROW_UP -> go(row - 1, event.stateMask);
            case SWT.ARROW_DOWN -> go(row + 1, event.stateMask);
            case SWT.PAGE_UP -> go(row - page, event.stateMask);
            case SWT.PAGE_DOWN -> go(row + page, event.stateMask);
            case SWT.HOME -> go(0, event.stateMask);
            case SWT.END -> go(size - 1, event.stateMask);
            case SWT.ARROW_LEFT -> left(row);
            case SWT.ARROW_RIGHT -> right(row);
            case SWT.CR, SWT.KEYPAD_CR -> grid.opened();
            case ' ' -> toggle(row);
            default -> {
                // Commands of the workbench have their own key bindings.
            }
        }
    }

    private void go(int row, int state) {
        int target = Math.max(0, Math.min(row, grid.model().size() - 1));
        if (grid.model().size() == 0) {
            return;
        }
        if ((state & SWT.SHIFT) != 0) {
            grid.selection().extendTo(target);
        } else if ((state & SWT.MOD1) != 0) {
            grid.selection().goTo(target);
        } else {
            grid.selection().select(target);
        }
        grid.selectionChanged();
        grid.reveal(target);
    }

    private void toggle(int row) {
        if (row >= 0) {
            grid.selection().toggle(row);
            grid.selectionChanged();
        }
    }

    private void left(int row) {
        if (row >= 0 && grid.selection().column() == 0) {
            if (grid.model().branch(row) == Branch.OPEN) {
                grid.model().setOpen(row, false);
            } else {
                goToParent(row);
            }
            return;
        }
        cell(-1);
    }

    private void goToParent(int row) {
        int depth = grid.model().depth(row);
        for (int index = row - 1; depth > 0 && index >= 0; index--) {
            if (grid.model().depth(index) < depth) {
                go(index, 0);
                return;
            }
        }
    }

    private void right(int row) {
        if (row >= 0 && grid.selection().column() == 0 && grid.model().branch(row) == Branch.CLOSED) {
            grid.model().setOpen(row, true);
            return;
        }
        cell(1);
    }

    private void cell(int step) {
        int last = grid.columns().visible().size() - 1;
        grid.selection().setColumn(Math.max(0, Math.min(last, grid.selection().column() + step)));
        grid.revealColumn();
        grid.selectionChanged();
    }

    /** Makes the column narrower or wider, or moves it. */
    private void arrange(int direction, boolean moves) {
        int index = grid.selection().column();
        if (moves) {
            int last = grid.columns().visible().size() - 1;
            int target = Math.max(0, Math.min(last, index + direction));
            grid.columns().move(index, target);
            grid.selection().setColumn(target);
        } else {
            int width = grid.columns().visible().get(index).width;
            grid.columns().resize(index, width + direction * WIDTH_STEP);
        }
        grid.columnsChanged();
        grid.revealColumn();
    }

    /** Sorts by the column; other keys with Alt are mnemonics of menus and the workbench's. */
    private void sort(int key) {
        GridColumn<T> column = grid.columns().shown().get(grid.selection().column());
        if (key == SWT.ARROW_UP && column.sortable()) {
            grid.sortBy(column);
        }
    }
}
