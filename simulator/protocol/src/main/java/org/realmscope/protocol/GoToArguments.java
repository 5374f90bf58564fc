package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Where to go; exactly one is given.
 *
 * @param moment as {@code 1234.2}
 * @param fault number of a stage 2 fault, for the moment at which it was taken
 */
public record GoToArguments(
        @Nullable String moment, @Nullable Long fault) {}
