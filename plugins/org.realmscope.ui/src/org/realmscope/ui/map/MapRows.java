package org.realmscope.ui.map;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.rows.Batch;
import org.realmscope.ui.rows.Requests;
import org.realmscope.ui.rows.TreeSource;

/** The rows of a map's table: the ranges that a filter leaves. */
record MapRows<T extends Ranged>(MapSource<T> source, FilterWords filter, FirstBatch<T> first)
        implements TreeSource<T> {
    @Override
    public CompletableFuture<Batch<T>> children(@Nullable T parent, @Nullable Object from) {
        AddressRange range = filter.range();
        String base = from instanceof String next ? next : range == null ? null : range.baseText();
        return Requests.map(
                base == null ? first.read() : source.ranges(base, range == null ? null : range.endText()),
                batch -> new Batch<>(
                        batch.rows().stream()
                                .filter(row -> source.passes(row, filter))
                                .toList(),
                        batch.next()));
    }

    @Override
    public boolean isBranch(T row) {
        return false;
    }

    @Override
    public Object key(T row) {
        return Long.valueOf(row.range().base());
    }
}
