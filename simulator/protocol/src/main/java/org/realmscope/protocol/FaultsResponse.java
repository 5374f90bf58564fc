package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of faults.
 *
 * @param total faults so far, those that are not kept any more included
 * @param firstKept number of the oldest fault that is kept
 * @param next what {@code start} has to be for the next page; null if there is none
 * @param matching faults that the filter leaves; null without {@code sort} and {@code offset}
 */
public record FaultsResponse(
        long total,
        long firstKept,
        List<FaultInfo> faults,
        @Nullable Long next,
        @Nullable Long matching) {}
