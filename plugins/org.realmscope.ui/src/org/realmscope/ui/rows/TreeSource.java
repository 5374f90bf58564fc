package org.realmscope.ui.rows;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A tree, or a list that can only be read from its beginning.
 *
 * @param <T> a row
 */
public interface TreeSource<T> {
    /**
     * Rows below a row.
     *
     * @param parent null for the rows of the first level
     * @param from   what the batch before said is next; null for the first batch
     */
    CompletableFuture<Batch<T>> children(@Nullable T parent, @Nullable Object from);

    /** Whether there can be something below a row. */
    boolean isBranch(T row);

    /**
     * Whether a row that nobody has opened or closed is open.
     *
     * @param row that is a branch
     */
    default boolean isOpenAtFirst(T row) {
        return false;
    }

    /** Names a row across reloads. */
    Object key(T row);
}
