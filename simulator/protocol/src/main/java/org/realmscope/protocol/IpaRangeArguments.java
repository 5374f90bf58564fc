package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Which addresses of a realm.
 *
 * @param realm as it is written in addresses
 * @param base first address; null for 0
 * @param end first address behind them; null for the end of the IPA space
 * @param moment number of an open moment, null for the present
 * @param count how many runs to answer at most; null for all
 */
public record IpaRangeArguments(
        String realm,
        @Nullable String base,
        @Nullable String end,
        @Nullable Integer moment,
        @Nullable Integer count) {}
