package org.realmscope.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of the history.
 *
 * @param total entries so far
 * @param firstKept number of the oldest entry that is kept; older ones are only counted
 * @param forgotten how many older ones there were of each kind
 * @param next number of the entry where the next page begins; null if there is none
 */
public record HistoryResponse(
        long total,
        long firstKept,
        Map<String, Long> forgotten,
        List<HistoryEntry> entries,
        @Nullable Long next) {}
