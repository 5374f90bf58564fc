package org.realmscope.protocol;

import java.util.List;

/** Consecutive addresses with equal RIPAS, ascending. */
public record RipasMapResponse(List<RipasRun> runs) {
    /** @param end first address behind the run */
    public record RipasRun(String base, String end, String ripas) {}
}
