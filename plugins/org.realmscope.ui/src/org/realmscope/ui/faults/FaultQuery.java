package org.realmscope.ui.faults;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.FaultsArguments;
import org.realmscope.protocol.FaultsArguments.Filter;
import org.realmscope.protocol.FaultsResponse;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.grid.GridColumns.Sort;
import org.realmscope.ui.map.AddressRange;

/**
 * Which faults are shown, and how.
 *
 * @param words       that are asked for
 * @param newestFirst whether the newest one is on top
 * @param collapsed   whether those in a row that are alike share a row
 * @param sort        null for the order of the run
 */
public record FaultQuery(
        FilterWords words,
        boolean newestFirst,
        boolean collapsed,
        @Nullable Sort sort) {
    public FaultQuery {
        words.refuseSettingsBut(
                "realm=, vcpu=, half=, access= and resolution= can be asked for",
                "realm",
                "vcpu",
                "half",
                "access",
                "resolution");
        words.number("realm");
        words.number("vcpu");
    }

    /** Whether they are all faults in the order of the run or against it, so that a place follows from a number. */
    boolean isPlain() {
        return words.isAll() && isByRun();
    }

    /** Whether the newest one comes first. */
    boolean isBackwards() {
        Sort by = sort;
        return by != null && isByNumber(by) ? by.descending() : newestFirst;
    }

    private static boolean isByNumber(Sort sort) {
        return sort.column().equals("number") || sort.column().equals("moment");
    }

    /** What is asked for. */
    private Filter filter() {
        AddressRange range = words.range();
        return new Filter(
                words.number("realm"),
                words.number("vcpu"),
                range == null ? null : range.baseText(),
                range == null ? null : range.endText(),
                words.settings().get("half"),
                words.settings().get("access"),
                words.settings().get("resolution"),
                words.words().isEmpty() ? null : String.join(" ", words.words()));
    }

    /** Whether they are in the order of the run or against it, so that those to come do not move the others. */
    boolean isByRun() {
        Sort by = sort;
        return by == null || isByNumber(by);
    }

    /** The next of the faults in the order of the run, or against it, from a number on; null for the first of them. */
    CompletableFuture<FaultsResponse> following(RealmscopeServer server, @Nullable Long start, int count) {
        return server.faults(
                new FaultsArguments(start, count, isBackwards(), words.isAll() ? null : filter(), null, null, null));
    }

    /** Some of the faults from a place on. */
    CompletableFuture<FaultsResponse> page(RealmscopeServer server, long offset, int count) {
        Sort by = sort;
        boolean byRun = isByRun();
        return server.faults(new FaultsArguments(
                null,
                count,
                isBackwards(),
                words.isAll() ? null : filter(),
                byRun || by == null ? null : by.column(),
                byRun || by == null ? null : by.descending(),
                offset));
    }
}
