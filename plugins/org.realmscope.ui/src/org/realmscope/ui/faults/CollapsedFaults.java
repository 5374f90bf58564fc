package org.realmscope.ui.faults;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.ui.rows.Batch;
import org.realmscope.ui.rows.Requests;
import org.realmscope.ui.rows.TreeSource;

/** Faults of which those in a row that are alike share a row, with the single ones below it. */
final class CollapsedFaults implements TreeSource<FaultRow> {
    private static final int PAGE = 1000;
    /** Pages that are read for one row; faults beyond begin another. */
    private static final int MOST_PAGES = 20;

    private final RealmscopeServer server;
    private final FaultQuery query;

    CollapsedFaults(RealmscopeServer server, FaultQuery query) {
        this.server = server;
        this.query = query;
    }

    @Override
    public CompletableFuture<Batch<FaultRow>> children(@Nullable FaultRow parent, @Nullable Object from) {
        long place = from instanceof Long known ? known.longValue() : parent == null ? 0 : parent.place();
        return parent == null ? rows(place, List.of(), 1) : single(parent, place);
    }

    private CompletableFuture<Batch<FaultRow>> single(FaultRow loop, long place) {
        long end = loop.place() + loop.count();
        int count = (int) Math.min(PAGE, end - place);
        return Requests.map(
                query.page(server, place, count),
                page -> new Batch<>(
                        page.faults().stream().map(FaultRow::of).toList(),
                        place + count < end ? Long.valueOf(place + count) : null));
    }

    private CompletableFuture<Batch<FaultRow>> rows(long place, List<FaultRow> before, int pages) {
        return Requests.then(query.page(server, place, PAGE), page -> {
            List<FaultRow> rows = FaultRow.collapse(before, page.faults(), place);
            long end = place + page.faults().size();
            boolean isLast = end >= Objects.requireNonNullElse(page.matching(), 0L) || end == place;
            if (isLast || rows.size() == 1 && pages == MOST_PAGES) {
                return CompletableFuture.completedFuture(new Batch<>(rows, isLast ? null : Long.valueOf(end)));
            }
            if (rows.size() == 1) {
                return rows(end, rows, pages + 1);
            }
            // The last one may go on; it is read anew with what follows.
            FaultRow open = rows.remove(rows.size() - 1);
            return CompletableFuture.completedFuture(new Batch<>(rows, Long.valueOf(open.place())));
        });
    }

    @Override
    public boolean isBranch(FaultRow row) {
        return row.isLoop();
    }

    @Override
    public Object key(FaultRow row) {
        return row.isLoop()
                ? "loop " + row.fault().number()
                : Long.valueOf(row.fault().number());
    }
}
