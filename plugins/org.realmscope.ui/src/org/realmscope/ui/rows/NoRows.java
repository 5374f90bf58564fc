package org.realmscope.ui.rows;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.grid.GridModel;

/**
 * No rows.
 *
 * @param <T> what a row would be
 */
public final class NoRows<T> implements GridModel<T> {
    @Override
    public int size() {
        return 0;
    }

    @Override
    public @Nullable T row(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public Object key(T row) {
        return this;
    }

    @Override
    public int indexOf(Object key) {
        return -1;
    }

    @Override
    public void showing(int first, int count) {
        // There is nothing to fetch.
    }

    @Override
    public void setListener(Runnable listener) {
        // Nothing changes.
    }
}
