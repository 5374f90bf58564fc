package org.realmscope.ui.faults;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.ui.rows.Batch;
import org.realmscope.ui.rows.Requests;
import org.realmscope.ui.rows.TreeSource;

/** Faults of which those in a row that are alike share a row, with the single ones below it. */
final class CollapsedFaults implements TreeSource<FaultRow> {
    private static final int PAGE = 1000;

    private final RealmscopeServer server;
    private final FaultQuery query;

    CollapsedFaults(RealmscopeServer server, FaultQuery query) {
        this.server = server;
        this.query = query;
    }

    @Override
    public CompletableFuture<Batch<FaultRow>> children(@Nullable FaultRow parent, @Nullable Object from) {
        if (parent != null) {
            return CompletableFuture.completedFuture(Batch.whole(parent.faults().stream().map(FaultRow::of).toList()));
        }
        long offset = from instanceof Long place ? place.longValue() : 0;
        return Requests.map(query.page(server, offset, PAGE), page -> {
            List<FaultInfo> found = page.faults();
            long end = offset + found.size();
            boolean more = !found.isEmpty() && end < Objects.requireNonNullElse(page.matching(), 0L);
            return new Batch<>(FaultRow.collapse(found), more ? Long.valueOf(end) : null);
        });
    }

    @Override
    public boolean isBranch(FaultRow row) {
        return row.isLoop();
    }

    @Override
    public Object key(FaultRow row) {
        return row.isLoop() ? "loop " + row.fault().number() : Long.valueOf(row.fault().number());
    }
}
