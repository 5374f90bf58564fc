package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What to compare.
 *
 * @param before number of an open moment, null for the present
 * @param after number of an open moment, null for the present
 * @param realm whose RTT and RIPAS are compared; null for none
 * @param base first address of the realm, null for 0
 * @param end first address of the realm behind them, null for the end of its IPA space
 * @param granules whether granules are compared
 * @param pe whose registers are compared; null for none
 */
public record CompareArguments(
        @Nullable Integer before,
        @Nullable Integer after,
        @Nullable String realm,
        @Nullable String base,
        @Nullable String end,
        @Nullable Boolean granules,
        @Nullable Integer pe) {}
