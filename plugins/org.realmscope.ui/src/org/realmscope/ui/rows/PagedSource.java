package org.realmscope.ui.rows;

import java.util.concurrent.CompletableFuture;

/**
 * A long list of which any part can be asked for.
 *
 * @param <T> a row
 */
public interface PagedSource<T> {
    /** Some rows from an index on; fewer than asked for only at the end. Cancelling it is enough to give it up. */
    CompletableFuture<Page<T>> fetch(int first, int count);

    /** Names a row across reloads. */
    Object key(T row);
}
