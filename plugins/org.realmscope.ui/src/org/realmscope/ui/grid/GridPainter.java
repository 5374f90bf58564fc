package org.realmscope.ui.grid;

import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.realmscope.ui.grid.GridColumn.Align;
import org.realmscope.ui.grid.GridColumns.Column;
import org.realmscope.ui.grid.GridColumns.Sort;
import org.realmscope.ui.paint.FittingText;
import org.realmscope.ui.paint.Palette;
import org.realmscope.ui.paint.PaletteColor;
import org.realmscope.ui.paint.Swatch;

/** Draws the rows of a grid that are in sight. */
final class GridPainter<T> {
    private static final int PADDING = 5;
    private static final int INDENT = 16;

    private final Grid<T> grid;
    private final Palette palette;

    GridPainter(Grid<T> grid, Palette palette) {
        this.grid = grid;
        this.palette = palette;
    }

    void paint(GC gc) {
        Rectangle area = grid.getClientArea();
        grid.columns().measure(gc.getFontMetrics().getAverageCharacterWidth());
        gc.setBackground(palette.get(PaletteColor.BACKGROUND));
        gc.fillRectangle(area);
        int last = Math.min(grid.model().size(), grid.top() + grid.rowsInSight());
        for (int index = grid.top(); index < last; index++) {
            row(gc, index);
        }
        header(gc, area);
    }

    private void header(GC gc, Rectangle area) {
        int height = grid.rowHeight();
        gc.setBackground(palette.get(PaletteColor.HEADER));
        gc.fillRectangle(0, 0, area.width, height);
        gc.setFont(grid.getFont());
        int x = -grid.left();
        Sort sort = grid.columns().sort();
        for (Column<T> column : grid.columns().visible()) {
            String arrow = "";
            if (sort != null && sort.column().equals(column.of.id())) {
                arrow = sort.descending() ? " \u25BC" : " \u25B2";
            }
            gc.setForeground(palette.get(PaletteColor.FOREGROUND));
            text(gc, column.of.title() + arrow, new Rectangle(x, 0, column.width, height), column.of.align());
            x += column.width;
            gc.setForeground(palette.get(PaletteColor.LINE));
            gc.drawLine(x - 1, 3, x - 1, height - 4);
        }
        gc.setForeground(palette.get(PaletteColor.LINE));
        gc.drawLine(0, height - 1, area.width, height - 1);
    }

    private void row(GC gc, int index) {
        Rectangle bounds = grid.boundsOf(index);
        boolean selected = grid.isSelected(index);
        if (selected) {
            gc.setBackground(palette.get(PaletteColor.SELECTION));
            gc.fillRectangle(bounds);
        }
        gc.setForeground(palette.get(PaletteColor.LINE));
        gc.drawLine(0, bounds.y + bounds.height - 1, bounds.width, bounds.y + bounds.height - 1);
        @Nullable T row = grid.model().row(index);
        List<Column<T>> columns = grid.columns().visible();
        int x = -grid.left();
        for (int column = 0; column < columns.size(); column++) {
            Rectangle cell = new Rectangle(x, bounds.y, columns.get(column).width, bounds.height);
            x += cell.width;
            if (x > 0 && cell.x < bounds.width) {
                gc.setForeground(palette.get(foreground(row, selected)));
                Rectangle inner = column == 0 ? branch(gc, index, row, cell) : cell;
                cell(gc, row, columns.get(column).of, inner);
                if (index == grid.focusIndex() && column == grid.selection().column() && grid.isFocusControl()) {
                    gc.setForeground(palette.get(PaletteColor.FOCUS));
                    gc.drawRectangle(cell.x + 1, cell.y, cell.width - 3, cell.height - 2);
                }
            }
        }
        if (index == grid.focusIndex() && grid.isFocusControl()) {
            gc.setForeground(palette.get(PaletteColor.FOCUS));
            gc.drawRectangle(0, bounds.y, bounds.width - 1, bounds.height - 2);
        }
    }

    private PaletteColor foreground(@Nullable T row, boolean selected) {
        if (selected) {
            return PaletteColor.SELECTION_TEXT;
        }
        return row == null ? PaletteColor.MUTED : grid.mark(row).color();
    }

    /** Draws the triangle of a branch and the sign of a mark, and gives what is left of the cell. */
    private Rectangle branch(GC gc, int index, @Nullable T row, Rectangle cell) {
        int x = cell.x + grid.model().depth(index) * INDENT;
        int middle = cell.y + cell.height / 2;
        gc.setBackground(gc.getForeground());
        switch (grid.model().branch(index)) {
            case CLOSED -> gc.fillPolygon(new int[] {x + 6, middle - 4, x + 6, middle + 4, x + 11, middle});
            case OPEN -> gc.fillPolygon(new int[] {x + 4, middle - 2, x + 12, middle - 2, x + 8, middle + 3});
            default -> {
                // A leaf has nothing to open.
            }
        }
        if (grid.model().isTree()) {
            x += INDENT - 2;
        }
        String sign = row == null ? "" : grid.mark(row).sign();
        if (!sign.isEmpty()) {
            gc.setFont(grid.getFont());
            gc.drawText(sign, x + PADDING, cell.y + 3, true);
            x += gc.textExtent(sign).x + PADDING;
        }
        return new Rectangle(x, cell.y, Math.max(0, cell.x + cell.width - x), cell.height);
    }

    private void cell(GC gc, @Nullable T row, GridColumn<T> column, Rectangle cell) {
        if (row == null) {
            text(gc, "\u2026", cell, Align.LEFT);
            return;
        }
        Swatch swatch = column.swatchOf(row);
        Rectangle rest = cell;
        if (swatch != null) {
            int side = cell.height - 8;
            var foreground = gc.getForeground();
            swatch.draw(gc, palette, new Rectangle(cell.x + PADDING, cell.y + 3, side + 4, side));
            gc.setForeground(foreground);
            int used = PADDING + side + 6;
            rest = new Rectangle(cell.x + used, cell.y, Math.max(0, cell.width - used), cell.height);
        }
        gc.setFont(column.fixed() ? grid.fixedFont() : grid.getFont());
        text(gc, column.textOf(row), rest, column.align());
    }

    private static void text(GC gc, String text, Rectangle cell, Align align) {
        if (text.isEmpty() || cell.width <= 2 * PADDING) {
            return;
        }
        Rectangle clip = gc.getClipping();
        gc.setClipping(clip.intersection(new Rectangle(cell.x, cell.y, cell.width - PADDING, cell.height)));
        String fitting = FittingText.of(gc, text, cell.width - 2 * PADDING);
        Point extent = gc.textExtent(fitting);
        int x = align == Align.RIGHT ? cell.x + cell.width - PADDING - extent.x : cell.x + PADDING;
        gc.drawText(fitting, x, cell.y + (cell.height - extent.y) / 2, true);
        gc.setClipping(clip);
    }
}
