package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs. */
public record CompareResponse(
        List<RangeDifference> rtt,
        List<RangeDifference> ripas,
        List<RangeDifference> granules,
        List<RegisterDifference> registers) {
    /**
     * Consecutive addresses of which something else is true.
     *
     * @param end first address behind them
     * @param before null if nothing is known
     * @param after null if nothing is known
     */
    public record RangeDifference(
            String base,
            String end,
            @Nullable String before,
            @Nullable String after) {}

    /** A register with another value. */
    public record RegisterDifference(String group, String name, String before, String after) {}
}
