package org.realmscope.ui.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.FaultsArguments;
import org.realmscope.protocol.FaultsArguments.Filter;
import org.realmscope.protocol.FaultsResponse;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.grid.GridColumns.Sort;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.rows.Requests;

/**
 * Which faults are shown, and how.
 *
 * @param words       that are asked for
 * @param newestFirst whether the newest one is on top
 * @param collapsed   whether those in a row that are alike share a row
 * @param sort        null for the order of the run
 */
public record FaultQuery(FilterWords words, boolean newestFirst, boolean collapsed, @Nullable Sort sort) {
    /** Faults that are sorted by other columns than their number, which means to have them all. */
    static final int MOST_SORTED = 20_000;

    private static final int PAGE = 1000;
    private static final Set<String> SETTINGS = Set.of("realm", "vcpu", "half", "access", "resolution");

    public FaultQuery {
        for (String setting : words.settings().keySet()) {
            if (!SETTINGS.contains(setting)) {
                throw new IllegalArgumentException("There is no " + setting
                        + "= here; realm=, vcpu=, half=, access= and resolution= can be asked for.");
            }
        }
        words.number("realm");
        words.number("vcpu");
    }

    /** Whether any part of the answer can be asked for by index. */
    boolean isPlain() {
        Sort by = sort;
        return words.isAll() && !collapsed && (by == null || isByNumber(by));
    }

    /** Whether the newest one comes first. */
    boolean isBackwards() {
        Sort by = sort;
        return by != null && isByNumber(by) ? by.descending() : newestFirst;
    }

    private static boolean isByNumber(Sort sort) {
        FaultColumn column = FaultColumn.of(sort.column());
        return column == FaultColumn.NUMBER || column == FaultColumn.MOMENT;
    }

    /** What the adapter can look for itself. */
    Filter filter() {
        AddressRange range = words.range();
        return new Filter(words.number("realm"), words.number("vcpu"), range == null ? null : range.baseText(),
                range == null ? null : range.endText(), words.settings().get("half"), words.settings().get("access"),
                words.settings().get("resolution"));
    }

    /** Whether words of the filter, which the adapter does not look for, are found. */
    boolean matches(FaultInfo fault) {
        return words.words().isEmpty() || words.wordsMatch(
                List.of(FaultColumn.values()).stream().map(column -> column.text(fault)).toList());
    }

    /** The next faults, as many as the adapter has looked at at once. */
    CompletableFuture<FaultsResponse> next(RealmscopeServer server, @Nullable Long start) {
        return server.faults(new FaultsArguments(start, PAGE, isBackwards(), filter()));
    }

    /** All faults in the order asked for; of many, as many as can be sorted, from the end that is shown first. */
    CompletableFuture<List<FaultInfo>> sorted(RealmscopeServer server) {
        return Requests.map(collect(server, null, new ArrayList<>()), faults -> {
            Sort by = sort;
            if (by != null) {
                Comparator<FaultInfo> order = FaultColumn.of(by.column()).order();
                faults.sort(by.descending() ? order.reversed() : order);
            }
            return faults;
        });
    }

    private CompletableFuture<List<FaultInfo>> collect(RealmscopeServer server, @Nullable Long start,
            List<FaultInfo> faults) {
        return Requests.then(next(server, start), page -> {
            page.faults().stream().filter(this::matches).forEach(faults::add);
            Long next = page.next();
            return next == null || faults.size() >= MOST_SORTED
                    ? CompletableFuture.completedFuture(faults)
                    : collect(server, next, faults);
        });
    }
}
