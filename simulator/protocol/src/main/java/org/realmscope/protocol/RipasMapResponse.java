package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive addresses with equal RIPAS, ascending, and what the scenario has put there.
 *
 * @param next first address behind the runs, where the next page begins; null if there is none
 * @param protectedEnd first address of the Unprotected half
 * @param memslots of the realm, by number; of the whole IPA space
 * @param populated what got contents before the realm was activated, ascending; of the whole IPA space
 */
public record RipasMapResponse(
        List<RipasRun> runs,
        @Nullable String next,
        String protectedEnd,
        List<Memslot> memslots,
        List<Populated> populated) {
    /** @param end first address behind the run */
    public record RipasRun(String base, String end, String ripas) {}

    /**
     * A memory slot of the host.
     *
     * @param end first address behind it
     * @param backing where the host takes the memory from, for example {@code anon}
     */
    public record Memslot(int number, String name, String base, String end, boolean readOnly, String backing) {}

    /** @param end first address behind it */
    public record Populated(String base, String end) {}
}
