package org.realmscope.ui.faults;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.realmscope.protocol.FaultsResponse;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.ui.rows.Page;
import org.realmscope.ui.rows.PagedSource;
import org.realmscope.ui.rows.Requests;

/** Faults one by one: all that are kept, or those that a filter leaves, in any order. */
final class ListedFaults implements PagedSource<FaultRow> {
    private final RealmscopeServer server;
    private final FaultQuery query;
    private final Consumer<FaultsResponse> answered;
    /** Number of the oldest fault that is kept, and of faults so far, as the last answer said. */
    private volatile long oldest = 1;

    private volatile long total;

    /**
     * Faults that {@code query} asks for.
     *
     * @param answered is given every answer, on the protocol's thread
     */
    ListedFaults(RealmscopeServer server, FaultQuery query, Consumer<FaultsResponse> answered) {
        this.server = server;
        this.query = query;
        this.answered = answered;
    }

    @Override
    public CompletableFuture<Page<FaultRow>> fetch(int first, int count) {
        if (!query.isPlain()) {
            return Requests.map(
                    query.page(server, first, count),
                    answer -> page(first, answer, Objects.requireNonNullElse(answer.matching(), 0L)));
        }
        boolean backwards = query.isBackwards();
        Long start = first == 0 ? null : Long.valueOf(backwards ? total - first : oldest + first);
        return Requests.map(query.following(server, start, count), answer -> {
            oldest = answer.firstKept();
            total = answer.total();
            return page(first, answer, total - oldest + 1);
        });
    }

    private Page<FaultRow> page(int first, FaultsResponse answer, long rows) {
        answered.accept(answer);
        return new Page<>(first, answer.faults().stream().map(FaultRow::of).toList(), (int)
                Math.min(Integer.MAX_VALUE / 2, rows));
    }

    @Override
    public Object key(FaultRow row) {
        return Long.valueOf(row.fault().number());
    }
}
