package org.realmscope.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of faults.
 *
 * @param total faults so far, those that are not kept any more included
 * @param firstKept number of the oldest fault that is kept
 * @param next what {@code start} has to be for the next page; null if there is none
 * @param matching faults that the filter leaves; null without {@code sort} and {@code offset}
 * @param forgotten what is left of the faults that had to make room; null if all are kept
 */
public record FaultsResponse(
        long total,
        long firstKept,
        List<FaultInfo> faults,
        @Nullable Long next,
        @Nullable Long matching,
        @Nullable Forgotten forgotten) {
    /** A page of a history that has room for all. */
    public FaultsResponse(
            long total, long firstKept, List<FaultInfo> faults, @Nullable Long next, @Nullable Long matching) {
        this(total, firstKept, faults, next, matching, null);
    }

    /**
     * Faults of which only sums are kept.
     *
     * @param last moment of the newest of them
     * @param halves how many were in each half of the IPA space, {@code protected} and {@code unprotected}
     * @param resolutions how they ended, and how many each
     * @param rmiCalls that they took
     */
    public record Forgotten(String last, Map<String, Long> halves, Map<String, Long> resolutions, long rmiCalls) {}
}
