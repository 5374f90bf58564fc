package org.realmscope.ui.grid;

import org.eclipse.jdt.annotation.Nullable;

/**
 * The rows of a {@link Grid}. Confined to the UI thread. A row that is not known yet is null; the grid says what is in
 * sight, and is told when more is known.
 *
 * @param <T> a row
 */
public interface GridModel<T> {
    /** What can be done with a row. */
    enum Branch {
        /** It has nothing below it. */
        LEAF,
        /** What is below it is hidden. */
        CLOSED,
        /** What is below it is shown. */
        OPEN
    }

    /** The number of rows. */
    int size();

    /** A row; null while it is not known. */
    @Nullable
    T row(int index);

    /** Names a row across reloads. */
    Object key(T row);

    /** Where the row with that key is, among those that are known; -1 if it is not. */
    int indexOf(Object key);

    /** Whether rows can be opened. */
    default boolean isTree() {
        return false;
    }

    /**
     * How far a row is indented.
     *
     * @param index of the row
     */
    default int depth(int index) {
        return 0;
    }

    /**
     * Whether a row can be opened.
     *
     * @param index of the row
     */
    default Branch branch(int index) {
        return Branch.LEAF;
    }

    /**
     * Opens or closes a row.
     *
     * @param index of the row
     * @param open  whether what is below it is shown then
     */
    default void setOpen(int index, boolean open) {
        throw new IllegalStateException("row " + index + " is no branch");
    }

    /** Up to {@code count} rows from {@code first} on are in sight: they should be fetched, others need not be. */
    void showing(int first, int count);

    /** Has {@code listener} run whenever rows have changed, in place of one that was set before. */
    void setListener(Runnable listener);
}
