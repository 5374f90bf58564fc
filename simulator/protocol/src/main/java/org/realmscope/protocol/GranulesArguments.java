package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Which granules.
 *
 * @param base first physical address; null for 0
 * @param end first address behind them; null for the end of memory
 * @param moment number of an open moment, null for the present
 * @param count how many runs to answer at most; null for all
 */
public record GranulesArguments(
        @Nullable String base,
        @Nullable String end,
        @Nullable Integer moment,
        @Nullable Integer count) {}
