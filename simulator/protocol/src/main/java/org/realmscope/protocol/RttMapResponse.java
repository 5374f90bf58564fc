package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive addresses with equal leaf entries, ascending.
 *
 * @param next first address behind the runs, where the next page begins; null if there is none
 */
public record RttMapResponse(List<RttRun> runs, @Nullable String next) {
    /**
     * @param end first address behind the run
     * @param state HIPAS
     * @param ripas of Protected addresses; null where it has no meaning
     * @param outputAddress of {@code base}; null if the entries are not assigned
     */
    public record RttRun(
            String base,
            String end,
            int level,
            String state,
            @Nullable String ripas,
            @Nullable String outputAddress) {}
}
