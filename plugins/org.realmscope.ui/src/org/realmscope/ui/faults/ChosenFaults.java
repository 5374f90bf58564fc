package org.realmscope.ui.faults;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.FaultsResponse;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.ui.rows.Batch;
import org.realmscope.ui.rows.Requests;
import org.realmscope.ui.rows.TreeSource;

/** Faults that are filtered, sorted or collapsed; a loop has its faults below it. */
final class ChosenFaults implements TreeSource<FaultRow> {
    private final RealmscopeServer server;
    private final FaultQuery query;

    ChosenFaults(RealmscopeServer server, FaultQuery query) {
        this.server = server;
        this.query = query;
    }

    @Override
    public CompletableFuture<Batch<FaultRow>> children(@Nullable FaultRow parent, @Nullable Object from) {
        if (parent != null) {
            return CompletableFuture.completedFuture(Batch.whole(parent.faults().stream().map(FaultRow::of).toList()));
        }
        if (query.sort() != null) {
            return Requests.map(query.sorted(server), faults -> Batch.whole(rows(faults)));
        }
        return search(from instanceof Long start ? start : null);
    }

    /** Goes on until something is found, so that rows are never only promised. */
    private CompletableFuture<Batch<FaultRow>> search(@Nullable Long start) {
        return Requests.then(query.next(server, start), page -> {
            List<FaultInfo> found = page.faults().stream().filter(query::matches).toList();
            return found.isEmpty() && page.next() != null ? search(page.next()) : batch(page, found);
        });
    }

    private CompletableFuture<Batch<FaultRow>> batch(FaultsResponse page, List<FaultInfo> found) {
        return CompletableFuture.completedFuture(new Batch<>(rows(found), page.next()));
    }

    private List<FaultRow> rows(List<FaultInfo> faults) {
        return query.collapsed() ? FaultRow.collapse(faults) : faults.stream().map(FaultRow::of).toList();
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
