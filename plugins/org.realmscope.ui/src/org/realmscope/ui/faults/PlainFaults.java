package org.realmscope.ui.faults;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.realmscope.protocol.FaultsArguments;
import org.realmscope.protocol.FaultsResponse;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.ui.rows.Page;
import org.realmscope.ui.rows.PagedSource;
import org.realmscope.ui.rows.Requests;

/** All faults that are kept, in the order of the run or against it. */
final class PlainFaults implements PagedSource<FaultRow> {
    private final RealmscopeServer server;
    private final boolean backwards;
    /** Number of the oldest fault that is kept, and of faults so far, as the last answer said. */
    private volatile long oldest = 1;
    private volatile long total;

    PlainFaults(RealmscopeServer server, boolean backwards) {
        this.server = server;
        this.backwards = backwards;
    }

    @Override
    public CompletableFuture<Page<FaultRow>> fetch(int first, int count) {
        Long start = first == 0 ? null : Long.valueOf(backwards ? total - first : oldest + first);
        FaultsArguments arguments = new FaultsArguments(start, count, backwards, null);
        return Requests.map(server.faults(arguments), answer -> page(first, answer));
    }

    private Page<FaultRow> page(int first, FaultsResponse answer) {
        oldest = answer.firstKept();
        total = answer.total();
        List<FaultRow> rows = answer.faults().stream().map(FaultRow::of).toList();
        return new Page<>(first, rows, (int) Math.min(Integer.MAX_VALUE / 2, total - oldest + 1));
    }

    @Override
    public Object key(FaultRow row) {
        return Long.valueOf(row.fault().number());
    }
}
