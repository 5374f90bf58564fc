package org.realmscope.ui.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.ScrollBar;
import org.realmscope.ui.grid.GridColumns.Sort;
import org.realmscope.ui.paint.Palette;

/**
 * A table, or a tree with columns, of any number of rows. The platform's own widgets take seconds for a million rows,
 * even virtual ones; this one asks its {@link GridModel} for the rows in sight and for nothing else. What it draws is
 * told to assistive technology by {@link GridAccess}.
 *
 * @param <T> a row
 */
public final class Grid<T> extends Canvas {
    /** Rows that stay selected when they move; finding more of them again would take too long. */
    private static final int MOST_KEYS = 16;

    private final String accessibleName;
    private final GridColumns<T> columns;
    private final GridSelection selection = new GridSelection();
    private final Palette palette;
    private final GridAccess<T> access;
    private final List<Runnable> selectionListeners = new ArrayList<>();
    private final List<Runnable> openListeners = new ArrayList<>();
    private final List<Runnable> layoutListeners = new ArrayList<>();
    private Consumer<@Nullable Sort> sorter = sort -> {
        // Rows without a sorter stay in their own order.
    };
    private Function<T, RowMark> marks = row -> RowMark.NONE;
    private GridModel<T> model;
    private @Nullable Object focusKey;
    private List<Object> selectedKeys = List.of();
    /** Whether the row with the focus was still there when rows changed last. */
    private boolean keepsFocus;

    private int top;
    /** Where people have scrolled to, which there may be too few rows for. */
    private int wantedTop;

    private int left;
    /** 0 until it is asked for. */
    private int rowHeight;

    /** A grid whose rows are those of {@code model}, and which is called {@code accessibleName}. */
    public Grid(Composite parent, String accessibleName, List<GridColumn<T>> columns, GridModel<T> model) {
        super(parent, SWT.V_SCROLL | SWT.H_SCROLL | SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
        this.accessibleName = accessibleName;
        this.columns = new GridColumns<>(columns);
        this.model = model;
        this.palette = new Palette(this);
        this.access = new GridAccess<>(this);
        setFont(JFaceResources.getDialogFont());
        GridPainter<T> painter = new GridPainter<>(this, palette);
        addPaintListener(event -> painter.paint(event.gc));
        addListener(SWT.Resize, event -> updateScrollBars());
        bar(getVerticalBar())
                .addListener(
                        SWT.Selection, event -> scrollTo(bar(getVerticalBar()).getSelection(), left));
        bar(getHorizontalBar())
                .addListener(
                        SWT.Selection,
                        event -> scrollTo(top, bar(getHorizontalBar()).getSelection()));
        GridKeys.install(this);
        GridMouse.install(this);
        model.setListener(this::rowsChanged);
    }

    /** The rows. */
    public GridModel<T> model() {
        return model;
    }

    /** Takes the rows of another model in place of those it has; the row with the focus keeps it, if it is there. */
    public void setModel(GridModel<T> model) {
        this.model.setListener(() -> {
            // Whatever becomes of the old rows is not shown.
        });
        this.model = model;
        model.setListener(this::rowsChanged);
        rowsChanged();
        wantedTop = top;
    }

    /** Takes the rows of another model as soon as it knows some, or knows that there are none; until then all stays. */
    public void adopt(GridModel<T> next) {
        next.setListener(() -> {
            if (!isDisposed()) {
                setModel(next);
            }
        });
    }

    /** Sets what is to be noticed about rows. */
    public void setMarks(Function<T, RowMark> marks) {
        this.marks = marks;
        redraw();
    }

    /** Sets what happens when the user sorts; null stands for the rows' own order. */
    public void setSorter(Consumer<@Nullable Sort> sorter) {
        this.sorter = sorter;
    }

    /** Has {@code listener} run after the selection or the cell that the keyboard is at has changed. */
    public void onSelection(Runnable listener) {
        selectionListeners.add(listener);
    }

    /** Has {@code listener} run when the user asks for more about the row with the focus: Enter, or a double click. */
    public void onOpen(Runnable listener) {
        openListeners.add(listener);
    }

    /** Has {@code listener} run when the user has arranged columns. */
    public void onLayout(Runnable listener) {
        layoutListeners.add(listener);
    }

    /** What it is called. */
    public String accessibleName() {
        return accessibleName;
    }

    /** The columns. */
    public GridColumns<T> columns() {
        return columns;
    }

    /** Shows or hides a column. */
    public void setShown(GridColumn<T> column, boolean shown) {
        columns.setShown(column, shown);
        selection.setColumn(Math.min(selection.column(), columns.visible().size() - 1));
        columnsChanged();
    }

    /** Takes up an arrangement that {@link GridColumns#layout} gave. */
    public void restoreLayout(String layout) {
        columns.restore(layout);
        updateScrollBars();
        redraw();
    }

    /** Sorts by a column: upwards, then downwards, then not at all. */
    public void sortBy(GridColumn<T> column) {
        Sort sort = columns.sort();
        if (sort == null || !sort.column().equals(column.id())) {
            columns.setSort(new Sort(column.id(), false));
        } else {
            columns.setSort(sort.descending() ? null : new Sort(column.id(), true));
        }
        sorter.accept(columns.sort());
        redraw();
    }

    /** Sorts as it was once sorted. */
    public void restoreSort(Sort sort) {
        columns.setSort(sort);
        sorter.accept(sort);
        redraw();
    }

    /** The row that the keyboard is at; null if there is none, or it is not known yet. */
    public @Nullable T focusRow() {
        int index = selection.row();
        return index >= 0 && index < model.size() ? model.row(index) : null;
    }

    /** The index of the row that the keyboard is at, or -1. */
    public int focusIndex() {
        return selection.row();
    }

    /** Selected rows that are known, in order. */
    public List<T> selectedRows() {
        return selection
                .rows()
                .filter(index -> index < model.size())
                .mapToObj(model::row)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether a row is selected. */
    public boolean isSelected(int index) {
        return selection.contains(index);
    }

    /** What assistive technology is told of a row. */
    public String rowName(int index) {
        return access.rowName(index);
    }

    /** What assistive technology is told of a cell, by the index of its column among those shown. */
    public String cellName(int index, int column) {
        return access.cellName(index, column);
    }

    /** Selects a row and scrolls to it. */
    public void select(int index) {
        selection.select(Math.min(index, model.size() - 1));
        selectionChanged();
        reveal(selection.row());
    }

    /** Selects the row with that key, if it is known. */
    public boolean selectKey(Object key) {
        int index = model.indexOf(key);
        if (index >= 0) {
            select(index);
        }
        return index >= 0;
    }

    /** Selects all rows. */
    public void selectAll() {
        selection.selectAll(model.size());
        selectionChanged();
    }

    /** Selected rows with their columns separated by tabs, under a line of titles if there are several. */
    public String selectedText() {
        List<GridColumn<T>> shown = columns.shown();
        List<String> lines = new ArrayList<>();
        List<T> rows = selectedRows();
        if (rows.size() > 1) {
            lines.add(String.join("\t", shown.stream().map(GridColumn::title).toList()));
        }
        for (T row : rows) {
            lines.add(String.join(
                    "\t", shown.stream().map(column -> column.textOf(row)).toList()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** Gives its layout and its colours to what draws and listens, and the height of a row. */
    int rowHeight() {
        if (rowHeight == 0) {
            GC gc = new GC(this);
            rowHeight = gc.getFontMetrics().getHeight() + 6;
            gc.dispose();
        }
        return rowHeight;
    }

    @Override
    public void setFont(@Nullable Font font) {
        super.setFont(font);
        rowHeight = 0;
    }

    Font fixedFont() {
        return JFaceResources.getTextFont();
    }

    GridSelection selection() {
        return selection;
    }

    RowMark mark(T row) {
        return marks.apply(row);
    }

    int top() {
        return top;
    }

    int left() {
        return left;
    }

    GridAccess<T> access() {
        return access;
    }

    /** The number of rows that fit under the header, one that fits in part included. */
    int rowsInSight() {
        int height = rowHeight();
        return Math.max(0, (getClientArea().height - height + height - 1) / height);
    }

    /** The row at {@code y} from the top edge; -1 for the header, and the size or more for what is below all rows. */
    int rowAt(int y) {
        int height = rowHeight();
        return y < height ? -1 : top + (y - height) / height;
    }

    /** Where a row is drawn, or would be. */
    Rectangle boundsOf(int row) {
        int height = rowHeight();
        return new Rectangle(0, height * (1 + row - top), getClientArea().width, height);
    }

    void scrollTo(int newTop, int newLeft) {
        int rows = Math.max(0, getClientArea().height / rowHeight() - 1);
        top = Math.max(0, Math.min(newTop, model.size() - rows));
        wantedTop = top;
        left = Math.max(0, Math.min(newLeft, columns.totalWidth() - getClientArea().width));
        updateScrollBars();
        model.showing(top, rowsInSight());
        redraw();
    }

    void reveal(int index) {
        int whole = Math.max(1, getClientArea().height / rowHeight() - 1);
        if (index >= 0 && index < top) {
            scrollTo(index, left);
        } else if (index >= top + whole) {
            scrollTo(index - whole + 1, left);
        }
    }

    void revealColumn() {
        int from = columns.leftOf(selection.column());
        int width = columns.visible().get(selection.column()).width;
        if (from < left) {
            scrollTo(top, from);
        } else if (from + width > left + getClientArea().width) {
            scrollTo(top, Math.min(from, from + width - getClientArea().width));
        }
    }

    void selectionChanged() {
        @Nullable T row = focusRow();
        focusKey = row == null ? null : model.key(row);
        keepsFocus = row != null;
        selectedKeys = selection.count() > MOST_KEYS
                ? List.of()
                : selectedRows().stream().map(model::key).toList();
        redraw();
        access.focusMoved();
        selectionListeners.forEach(Runnable::run);
    }

    void opened() {
        if (focusRow() != null) {
            openListeners.forEach(Runnable::run);
        }
    }

    void columnsChanged() {
        updateScrollBars();
        redraw();
        layoutListeners.forEach(Runnable::run);
    }

    private void rowsChanged() {
        if (isDisposed()) {
            return;
        }
        int focused = selection.row();
        boolean wasKept = keepsFocus;
        selection.truncate(model.size());
        keepsFocus = keepFocus();
        int rows = Math.max(0, getClientArea().height / rowHeight() - 1);
        if (wasKept && keepsFocus && wantedTop > 0 && focused >= top && focused < top + rows) {
            // What people look at stays where it is when rows come above it.
            wantedTop = Math.max(0, wantedTop + selection.row() - focused);
        }
        top = Math.max(0, Math.min(wantedTop, model.size() - rows));
        updateScrollBars();
        model.showing(top, rowsInSight());
        redraw();
        access.rowsChanged();
        selectionListeners.forEach(Runnable::run);
    }

    /** Goes to where the row with the focus is now, with what was selected; whether it is there. */
    private boolean keepFocus() {
        @Nullable T row = focusRow();
        Object key = focusKey;
        if (key == null) {
            focusKey = row == null ? null : model.key(row);
            return false;
        }
        if (row != null && key.equals(model.key(row))) {
            return true;
        }
        int index = model.indexOf(key);
        if (index >= 0 && selectedKeys.size() > 1) {
            selection.select(
                    index, selectedKeys.stream().mapToInt(model::indexOf).filter(found -> found >= 0));
        } else if (index >= 0) {
            selection.select(index);
        }
        return index >= 0;
    }

    private void updateScrollBars() {
        Rectangle area = getClientArea();
        int rows = Math.max(1, area.height / rowHeight() - 1);
        int size = Math.max(1, model.size());
        ScrollBar vertical = bar(getVerticalBar());
        vertical.setValues(top, 0, Math.max(size, rows), rows, 1, rows);
        vertical.setVisible(size > rows);
        GC gc = new GC(this);
        columns.measure(gc.getFontMetrics().getAverageCharacterWidth());
        gc.dispose();
        int width = Math.max(1, columns.totalWidth());
        ScrollBar horizontal = bar(getHorizontalBar());
        int shown = Math.max(1, area.width);
        horizontal.setValues(left, 0, Math.max(width, shown), shown, 20, shown);
        horizontal.setVisible(width > area.width);
    }

    private static ScrollBar bar(@Nullable ScrollBar bar) {
        return Objects.requireNonNull(bar, "created with SWT.V_SCROLL and SWT.H_SCROLL");
    }
}
