package org.realmscope.ui.grid;

import java.util.BitSet;
import java.util.stream.IntStream;

/** Which rows of a grid are selected, and which cell the keyboard is at. */
final class GridSelection {
    private final BitSet selected = new BitSet();
    /** The row that the keyboard is at, -1 if there are no rows. */
    private int row = -1;
    /** Where a range began that Shift extends. */
    private int anchor = -1;
    /** Index among the columns shown. */
    private int column;

    int row() {
        return row;
    }

    int column() {
        return column;
    }

    void setColumn(int column) {
        this.column = column;
    }

    boolean contains(int index) {
        return selected.get(index);
    }

    int count() {
        return selected.cardinality();
    }

    IntStream rows() {
        return selected.stream();
    }

    /** Selects one row. */
    void select(int index) {
        selected.clear();
        row = index;
        anchor = index;
        if (index >= 0) {
            selected.set(index);
        }
    }

    /** Goes to a row and selects others. */
    void select(int index, IntStream rows) {
        select(-1);
        rows.forEach(selected::set);
        row = index;
        anchor = index;
    }

    /** Selects what lies between the anchor and a row. */
    void extendTo(int index) {
        int from = Math.max(0, anchor);
        selected.clear();
        selected.set(Math.min(from, index), Math.max(from, index) + 1);
        row = index;
    }

    /** Adds a row or takes it away. */
    void toggle(int index) {
        selected.flip(index);
        row = index;
        anchor = index;
    }

    /** Goes to a row and leaves the selection. */
    void goTo(int index) {
        row = index;
        anchor = index;
    }

    void selectAll(int size) {
        selected.set(0, size);
    }

    /** Drops what lies behind the end. */
    void truncate(int size) {
        selected.clear(size, Math.max(size, selected.length()));
        row = Math.min(row, size - 1);
        anchor = Math.min(anchor, size - 1);
    }
}
