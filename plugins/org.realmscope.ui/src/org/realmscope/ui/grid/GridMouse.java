package org.realmscope.ui.grid;

import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.realmscope.ui.grid.GridColumns.Column;
import org.realmscope.ui.grid.GridModel.Branch;

/** The mouse on a grid: selects, opens, sorts, makes columns wider and moves them, and shows texts that are cut off. */
final class GridMouse<T> {
    private static final int NONE = -1;
    private static final int EDGE = 4;
    private static final int INDENT = 16;

    private final Grid<T> grid;
    private int resized = NONE;
    private int pressedHeader = NONE;

    private GridMouse(Grid<T> grid) {
        this.grid = grid;
    }

    /** Has the mouse control {@code grid}. */
    static <T> void install(Grid<T> grid) {
        GridMouse<T> mouse = new GridMouse<>(grid);
        grid.addListener(SWT.MouseDown, mouse::down);
        grid.addListener(SWT.MouseUp, mouse::up);
        grid.addListener(SWT.MouseMove, mouse::move);
        grid.addListener(SWT.MouseDoubleClick, mouse::doubleClick);
        grid.addListener(SWT.MouseHover, mouse::hover);
        grid.addListener(SWT.MouseWheel, event -> grid.scrollTo(grid.top() - event.count, grid.left()));
    }

    private void down(Event event) {
        grid.forceFocus();
        int row = grid.rowAt(event.y);
        if (row < 0) {
            resized = edgeAt(event.x);
            pressedHeader = resized == NONE ? columnAt(event.x) : NONE;
            return;
        }
        if (row >= grid.model().size() || event.button == 3 && grid.isSelected(row)) {
            return;
        }
        if (event.button == 1 && isOnTriangle(row, event.x)) {
            grid.model().setOpen(row, grid.model().branch(row) == Branch.CLOSED);
            return;
        }
        grid.selection().setColumn(Math.max(0, columnAt(event.x)));
        if ((event.stateMask & SWT.SHIFT) != 0) {
            grid.selection().extendTo(row);
        } else if ((event.stateMask & SWT.MOD1) != 0) {
            grid.selection().toggle(row);
        } else {
            grid.selection().select(row);
        }
        grid.selectionChanged();
    }

    private void up(Event event) {
        int target = columnAt(event.x);
        if (resized != NONE) {
            grid.columnsChanged();
        } else if (pressedHeader != NONE && target != NONE) {
            List<GridColumn<T>> shown = grid.columns().shown();
            if (target != pressedHeader) {
                grid.columns().move(pressedHeader, target);
                grid.columnsChanged();
            } else if (event.button == 1 && shown.get(target).sortable()) {
                grid.sortBy(shown.get(target));
            }
        }
        resized = NONE;
        pressedHeader = NONE;
    }

    private void move(Event event) {
        if (resized != NONE) {
            grid.columns()
                    .resize(resized, event.x + grid.left() - grid.columns().leftOf(resized));
            grid.redraw();
            return;
        }
        boolean onEdge = event.y < grid.rowHeight() && edgeAt(event.x) != NONE;
        grid.setCursor(onEdge ? grid.getDisplay().getSystemCursor(SWT.CURSOR_SIZEWE) : null);
        setToolTip(null);
    }

    private void doubleClick(Event event) {
        int row = grid.rowAt(event.y);
        if (row >= 0 && row < grid.model().size() && !isOnTriangle(row, event.x)) {
            grid.opened();
        }
    }

    private void hover(Event event) {
        int index = grid.rowAt(event.y);
        int column = columnAt(event.x);
        if (index < 0 || index >= grid.model().size() || column == NONE) {
            return;
        }
        @Nullable T row = grid.model().row(index);
        setToolTip(row == null ? null : grid.columns().shown().get(column).textOf(row));
    }

    private void setToolTip(@Nullable String text) {
        String shown = grid.getToolTipText();
        if (text == null ? shown != null : !text.equals(shown)) {
            grid.setToolTipText(text == null || text.isEmpty() ? null : text);
        }
    }

    private boolean isOnTriangle(int row, int x) {
        int from = grid.model().depth(row) * INDENT - grid.left();
        return grid.model().branch(row) != Branch.LEAF && x >= from && x < from + INDENT;
    }

    private int columnAt(int x) {
        return grid.columns().indexAt(x + grid.left());
    }

    /** The column whose right edge is at {@code x}. */
    private int edgeAt(int x) {
        int edge = -grid.left();
        List<Column<T>> shown = grid.columns().visible();
        for (int index = 0; index < shown.size(); index++) {
            edge += shown.get(index).width;
            if (Math.abs(x - edge) <= EDGE) {
                return index;
            }
        }
        return NONE;
    }
}
