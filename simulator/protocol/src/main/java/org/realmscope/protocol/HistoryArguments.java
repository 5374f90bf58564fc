package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the history.
 *
 * @param start number of the first entry that is looked at, from 1; null for the oldest, or with {@code newestFirst}
 *     the newest one that the filter has moments for
 * @param count how many to answer at most; null for 100
 * @param newestFirst from {@code start} on towards the past
 * @param filter null for all
 */
public record HistoryArguments(
        @Nullable Long start,
        @Nullable Integer count,
        @Nullable Boolean newestFirst,
        @Nullable Filter filter) {
    /**
     * What is null is not looked at.
     *
     * @param from first moment
     * @param to first moment behind them
     * @param kinds as {@link HistoryEntry#kind}
     * @param function name of a called function, in which {@code *} stands for anything and {@code ?} for a character
     * @param failed only returns of calls that have failed
     * @param realm number of the realm in the order of creation, from 0
     * @param vcpu number of the REC in its realm; entries that are of no vCPU do not pass
     * @param base first IPA; entries without an IPA do not pass
     * @param end first IPA behind them
     */
    public record Filter(
            @Nullable String from,
            @Nullable String to,
            @Nullable List<String> kinds,
            @Nullable String function,
            @Nullable Boolean failed,
            @Nullable Integer pe,
            @Nullable Integer realm,
            @Nullable Integer vcpu,
            @Nullable String base,
            @Nullable String end) {}
}
