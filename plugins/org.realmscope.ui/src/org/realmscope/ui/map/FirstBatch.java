package org.realmscope.ui.map;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.rows.Batch;

/** The first ranges of a space, which a map and its table both begin with: asked for once. */
final class FirstBatch<T extends Ranged> {
    private final MapSource<T> source;
    private @Nullable CompletableFuture<Batch<T>> request;
    private int readers;

    FirstBatch(MapSource<T> source) {
        this.source = source;
    }

    /** The ranges; the request is given up when all who wanted them have given up. */
    synchronized CompletableFuture<Batch<T>> read() {
        CompletableFuture<Batch<T>> shared = request;
        if (shared == null || shared.isCancelled()) {
            shared = source.ranges(null, null);
            request = shared;
            readers = 0;
        }
        readers++;
        CompletableFuture<Batch<T>> asked = shared;
        CompletableFuture<Batch<T>> own = asked.copy();
        own.whenComplete((batch, failure) -> {
            if (own.isCancelled()) {
                leave(asked);
            }
        });
        return own;
    }

    private synchronized void leave(CompletableFuture<Batch<T>> asked) {
        if (asked == request && --readers == 0) {
            asked.cancel(true);
        }
    }
}
