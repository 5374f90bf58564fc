package org.realmscope.ui.grid;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The columns of a grid as the user arranged them: which are shown, in what order, how wide, and which one sorts.
 *
 * @param <T> a row
 */
public final class GridColumns<T> {
    private static final int LEAST_WIDTH = 16;

    private final List<Column<T>> columns = new ArrayList<>();
    private @Nullable Sort sort;

    /** How rows are sorted. */
    public record Sort(String column, boolean descending) {}

    /** A column and what the user made of it. */
    static final class Column<T> {
        final GridColumn<T> of;
        /** In pixels; 0 until it is drawn for the first time. */
        int width;

        boolean shown;

        Column(GridColumn<T> of) {
            this.of = of;
            this.shown = !of.optional();
        }
    }

    GridColumns(List<GridColumn<T>> all) {
        all.forEach(column -> columns.add(new Column<>(column)));
    }

    /** All columns, in the order shown. */
    public List<GridColumn<T>> all() {
        return columns.stream().map(column -> column.of).toList();
    }

    /** The columns that are shown, in order. */
    public List<GridColumn<T>> shown() {
        return columns.stream()
                .filter(column -> column.shown)
                .map(column -> column.of)
                .toList();
    }

    /** Whether a column is shown. */
    public boolean isShown(GridColumn<T> column) {
        return find(column.id()).shown;
    }

    /** Shows or hides a column; the last one shown stays. */
    void setShown(GridColumn<T> column, boolean shown) {
        if (shown || visible().size() > 1) {
            find(column.id()).shown = shown;
        }
    }

    /** How rows are sorted; null if they are in their own order. */
    public @Nullable Sort sort() {
        return sort;
    }

    void setSort(@Nullable Sort sort) {
        this.sort = sort;
    }

    List<Column<T>> visible() {
        return columns.stream().filter(column -> column.shown).toList();
    }

    /** Gives columns that have no width yet one, by the width of a character. */
    void measure(double character) {
        for (Column<T> column : columns) {
            if (column.width == 0) {
                column.width = (int) Math.ceil((column.of.width() + 2) * character);
            }
        }
    }

    int totalWidth() {
        return visible().stream().mapToInt(column -> column.width).sum();
    }

    /** Index among those shown of the column at {@code x} from the left end; -1 if there is none. */
    int indexAt(int x) {
        int left = 0;
        List<Column<T>> shown = visible();
        for (int index = 0; index < shown.size(); index++) {
            left += shown.get(index).width;
            if (x < left) {
                return x < 0 ? -1 : index;
            }
        }
        return -1;
    }

    /** Where a shown column begins, from the left end. */
    int leftOf(int index) {
        return visible().stream().limit(index).mapToInt(column -> column.width).sum();
    }

    void resize(int index, int width) {
        visible().get(index).width = Math.max(LEAST_WIDTH, width);
    }

    /** Moves a shown column to where another one is. */
    void move(int from, int to) {
        List<Column<T>> shown = visible();
        if (from == to || to < 0 || to >= shown.size()) {
            return;
        }
        Column<T> moved = shown.get(from);
        int target = columns.indexOf(shown.get(to));
        columns.remove(moved);
        columns.add(target, moved);
    }

    /** What the user chose, as text: for each column in order its name, width, and whether it is shown. */
    public String layout() {
        StringBuilder text = new StringBuilder();
        for (Column<T> column : columns) {
            text.append(column.of.id())
                    .append(':')
                    .append(column.width)
                    .append(':')
                    .append(column.shown)
                    .append(' ');
        }
        return text.toString().strip();
    }

    /** Takes what {@link #layout} gave; columns that it does not name stay as they are, behind the others. */
    void restore(String layout) {
        int place = 0;
        for (String word : layout.split(" ")) {
            String[] parts = word.split(":");
            Column<T> known = parts.length == 3 ? findOrNull(parts[0]) : null;
            if (known != null && parts[1].matches("\\d{1,5}")) {
                known.width = Integer.parseInt(parts[1]);
                known.shown = Boolean.parseBoolean(parts[2]);
                columns.remove(known);
                columns.add(place++, known);
            }
        }
    }

    private Column<T> find(String id) {
        Column<T> found = findOrNull(id);
        if (found == null) {
            throw new IllegalArgumentException("no column " + id);
        }
        return found;
    }

    private @Nullable Column<T> findOrNull(String id) {
        for (Column<T> column : columns) {
            if (column.of.id().equals(id)) {
                return column;
            }
        }
        return null;
    }
}
