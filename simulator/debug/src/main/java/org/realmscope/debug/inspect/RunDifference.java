package org.realmscope.debug.inspect;

import org.jspecify.annotations.Nullable;

/**
 * Consecutive addresses of which something else is true at two moments.
 *
 * @param base first address
 * @param end first address behind them
 * @param before what was true at the first moment, null if nothing is known
 * @param after what is true at the second moment, null if nothing is known
 */
public record RunDifference<V>(
        long base, long end, @Nullable V before, @Nullable V after) {}
