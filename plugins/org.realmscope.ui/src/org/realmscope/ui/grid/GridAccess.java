package org.realmscope.ui.grid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.Accessible;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.accessibility.AccessibleTableAdapter;
import org.eclipse.swt.accessibility.AccessibleTableEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.realmscope.ui.grid.GridModel.Branch;
import org.realmscope.ui.paint.Swatch;

/**
 * What a grid tells assistive technology. Rows are children by their index, with all their cells as name; cells are
 * objects of their own, made when they are asked for. Only rows in sight are listed as children.
 *
 * @param <T> a row
 */
public final class GridAccess<T> {
    private static final int MOST_CELLS = 512;

    private final Grid<T> grid;
    private final Accessible accessible;
    private final Map<List<Integer>, Accessible> cells = new LinkedHashMap<>();

    GridAccess(Grid<T> grid) {
        this.grid = grid;
        this.accessible = grid.getAccessible();
        accessible.addAccessibleListener(new Names());
        accessible.addAccessibleControlListener(new Rows());
        accessible.addAccessibleTableListener(new Cells());
    }

    /** What a row is called: its mark, then title and text of each column shown. */
    public String rowName(int index) {
        @Nullable
        T row = rowAt(index);
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
    public String cellName(int index, int column) {
        @Nullable
        T row = rowAt(index);
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

    /** Tells that another row or cell has the focus. */
    void focusMoved() {
        if (grid.isFocusControl()) {
            accessible.setFocus(grid.focusIndex() < 0 ? ACC.CHILDID_SELF : grid.focusIndex());
            accessible.selectionChanged();
        }
    }

    /** Tells that rows are different ones. */
    void rowsChanged() {
        cells.values().forEach(Accessible::dispose);
        cells.clear();
    }

    private final class Names extends AccessibleAdapter {
        @Override
        public void getName(@Nullable AccessibleEvent event) {
            if (event != null) {
                event.result = event.childID == ACC.CHILDID_SELF ? grid.accessibleName() : rowName(event.childID);
            }
        }

        @Override
        public void getHelp(@Nullable AccessibleEvent event) {
            if (event != null && event.childID == ACC.CHILDID_SELF) {
                event.result = grid.model().isTree()
                        ? "Left and Right close and open rows. Alt with Left and Right sets the width of the column."
                        : "Left and Right go to cells. Alt with Left and Right sets the width of the column.";
            }
        }
    }

    private final class Rows extends AccessibleControlAdapter {
        @Override
        public void getRole(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                boolean tree = grid.model().isTree();
                if (event.childID == ACC.CHILDID_SELF) {
                    event.detail = tree ? ACC.ROLE_TREE : ACC.ROLE_TABLE;
                } else {
                    event.detail = tree ? ACC.ROLE_TREEITEM : ACC.ROLE_ROW;
                }
            }
        }

        @Override
        public void getState(@Nullable AccessibleControlEvent event) {
            if (event == null) {
                return;
            }
            if (event.childID == ACC.CHILDID_SELF) {
                event.detail = ACC.STATE_FOCUSABLE | (grid.isFocusControl() ? ACC.STATE_FOCUSED : 0);
                return;
            }
            int state = ACC.STATE_SELECTABLE | ACC.STATE_FOCUSABLE;
            state |= grid.isSelected(event.childID) ? ACC.STATE_SELECTED : 0;
            state |= grid.focusIndex() == event.childID && grid.isFocusControl() ? ACC.STATE_FOCUSED : 0;
            if (event.childID < grid.model().size()) {
                Branch branch = grid.model().branch(event.childID);
                state |= branch == Branch.OPEN ? ACC.STATE_EXPANDED : 0;
                state |= branch == Branch.CLOSED ? ACC.STATE_COLLAPSED : 0;
            }
            event.detail = state;
        }

        @Override
        public void getChildCount(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                event.detail = grid.model().size();
            }
        }

        @Override
        public void getChildren(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                int first = grid.top();
                int count = Math.min(grid.rowsInSight(), grid.model().size() - first);
                Object[] children = new Object[Math.max(0, count)];
                for (int index = 0; index < children.length; index++) {
                    children[index] = Integer.valueOf(first + index);
                }
                event.children = children;
            }
        }

        @Override
        public void getFocus(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                boolean inRow = grid.isFocusControl() && grid.focusIndex() >= 0;
                event.childID = inRow ? grid.focusIndex() : ACC.CHILDID_SELF;
            }
        }

        @Override
        public void getLocation(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                Rectangle bounds = event.childID == ACC.CHILDID_SELF
                        ? grid.getClientArea()
                        : grid.boundsOf(event.childID);
                Point place = grid.toDisplay(bounds.x, bounds.y);
                event.x = place.x;
                event.y = place.y;
                event.width = bounds.width;
                event.height = bounds.height;
            }
        }

        @Override
        public void getChildAtPoint(@Nullable AccessibleControlEvent event) {
            if (event != null) {
                int row = grid.rowAt(grid.toControl(event.x, event.y).y);
                event.childID = row >= 0 && row < grid.model().size() ? row : ACC.CHILDID_SELF;
            }
        }
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
            Accessible cell = new Accessible(accessible);
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
