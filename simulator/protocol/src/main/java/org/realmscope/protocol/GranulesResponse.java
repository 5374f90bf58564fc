package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive granules that are used alike, ascending; only what is memory.
 *
 * @param next first address behind the runs, where the next page begins; null if there is none
 */
public record GranulesResponse(
        List<GranuleRun> runs, @Nullable String next) {
    /**
     * @param end first address behind the run
     * @param space physical address space, as it is written in addresses
     * @param state as the RMM keeps it; null if it cannot be seen
     * @param owner physical address of the RD of the realm that owns them; null if none does
     */
    public record GranuleRun(
            String base,
            String end,
            String space,
            @Nullable String state,
            @Nullable String owner) {}
}
