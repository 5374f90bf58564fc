package org.realmscope.ui.grid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.Accessible;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.accessibility.AccessibleTableAdapter;
import org.eclipse.swt.accessibility.AccessibleTableEvent;
import org.eclipse.swt.graphics.Rectangle;
import org.realmscope.ui.access.ItemAccess;
import org.realmscope.ui.grid.GridModel.Branch;
import org.realmscope.ui.paint.Swatch;

/**
 * What a grid tells assistive technology. Rows are children by their index, with all their cells as name; cells are
 * objects of their own, made when they are asked for. Only rows in sight are listed as children.
 *
 * @param <T> a row
 */
final class GridAccess<T> extends ItemAccess {
    private static final int MOST_CELLS = 512;
    private static final String COLUMN_KEYS = "Control with Left and Right sets the width of the column, "
            + "with Shift too its place. Alt with Up sorts by it, where it sorts.";

    private final Grid<T> grid;
    private final Map<List<Integer>, Accessible> cells = new LinkedHashMap<>();

    GridAccess(Grid<T> grid) {
        super(grid);
        this.grid = grid;
        accessible().addAccessibleTableListener(new Cells());
    }

    /** What a row is called: its mark, then title and text of each column shown. */
    String rowName(int index) {
        @Nullable T row = rowAt(index);
        if (row == null) {
            return "loading";
        }
        StringJoiner name = new StringJoiner(", ");
        name.setEmptyValue("");
        String mark = grid.mark(row).word();
        if (!mark.isEmpty()) {
            name.add(mark);
        }
        for (GridColumn<T> column : grid.columns().shown()) {
            String text = column.textOf(row);
            if (!text.isEmpty()) {
                name.add(column.title() + " " + text);
            }
        }
        return name.toString();
    }

    /** What a cell is called. */
    String cellName(int index, int column) {
        @Nullable T row = rowAt(index);
        if (row == null) {
            return "loading";
        }
        GridColumn<T> shown = grid.columns().shown().get(column);
        Swatch swatch = shown.swatchOf(row);
        String text = shown.title() + " " + shown.textOf(row);
        return swatch == null ? text : text + ", " + swatch.pattern().description();
    }

    private @Nullable T rowAt(int index) {
        return index >= 0 && index < grid.model().size() ? grid.model().row(index) : null;
    }

    /** Tells that rows are different ones. */
    void rowsChanged() {
        cells.values().forEach(Accessible::dispose);
        cells.clear();
    }

    @Override
    protected String name() {
        return grid.accessibleName();
    }

    @Override
    protected String help() {
        return grid.model().isTree()
                ? "Left and Right close and open rows. " + COLUMN_KEYS
                : "Left and Right go to cells. " + COLUMN_KEYS;
    }

    @Override
    protected int role() {
        return grid.model().isTree() ? ACC.ROLE_TREE : ACC.ROLE_TABLE;
    }

    @Override
    protected int itemRole() {
        return grid.model().isTree() ? ACC.ROLE_TREEITEM : ACC.ROLE_ROW;
    }

    @Override
    protected int itemCount() {
        return grid.model().size();
    }

    @Override
    protected IntStream itemsInSight() {
        int first = grid.top();
        return IntStream.range(first, Math.max(first, Math.min(first + grid.rowsInSight(), itemCount())));
    }

    @Override
    protected String itemName(int index) {
        return rowName(index);
    }

    @Override
    protected @Nullable String itemValue(int index) {
        return null;
    }

    @Override
    protected int itemState(int index) {
        int state = ACC.STATE_SELECTABLE | (grid.isSelected(index) ? ACC.STATE_SELECTED : 0);
        if (index < itemCount()) {
            Branch branch = grid.model().branch(index);
            state |= branch == Branch.OPEN ? ACC.STATE_EXPANDED : 0;
            state |= branch == Branch.CLOSED ? ACC.STATE_COLLAPSED : 0;
        }
        return state;
    }

    @Override
    protected int focusItem() {
        return grid.focusIndex();
    }

    @Override
    protected Rectangle itemBounds(int index) {
        return grid.boundsOf(index);
    }

    @Override
    protected int itemAt(int x, int y) {
        return grid.rowAt(y);
    }

    private final class Cells extends AccessibleTableAdapter {
        @Override
        public void getRowCount(@Nullable AccessibleTableEvent event) {
            if (event != null) {
                event.count = grid.model().size();
            }
        }

        @Override
        public void getColumnCount(@Nullable AccessibleTableEvent event) {
            if (event != null) {
                event.count = grid.columns().shown().size();
            }
        }

        @Override
        public void getColumnDescription(@Nullable AccessibleTableEvent event) {
            if (event != null) {
                event.result = grid.columns().shown().get(event.column).title();
            }
        }

        @Override
        public void isRowSelected(@Nullable AccessibleTableEvent event) {
            if (event != null) {
                event.isSelected = grid.isSelected(event.row);
            }
        }

        @Override
        public void getSelectedRows(@Nullable AccessibleTableEvent event) {
            if (event != null) {
                event.selected = grid.selection().rows().limit(MOST_CELLS).toArray();
                event.count = event.selected.length;
            }
        }

        @Override
        public void getCell(@Nullable AccessibleTableEvent event) {
            if (event != null) {
                if (cells.size() > MOST_CELLS) {
                    rowsChanged();
                }
                event.accessible = cells.computeIfAbsent(List.of(event.row, event.column), key -> cell(event));
            }
        }

        private Accessible cell(AccessibleTableEvent place) {
            int row = place.row;
            int column = place.column;
            Accessible cell = new Accessible(accessible());
            cell.addAccessibleListener(new AccessibleAdapter() {
                @Override
                public void getName(@Nullable AccessibleEvent event) {
                    if (event != null) {
                        event.result = cellName(row, column);
                    }
                }
            });
            cell.addAccessibleControlListener(new AccessibleControlAdapter() {
                @Override
                public void getRole(@Nullable AccessibleControlEvent event) {
                    if (event != null) {
                        event.detail = ACC.ROLE_TABLECELL;
                    }
                }
            });
            return cell;
        }
    }
}
