package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Which calls.
 *
 * @param from the first moment that is looked at; null for the oldest that is kept, or with {@code newestFirst} the
 *     newest
 * @param count how many to answer at most; null for 100
 * @param name the specification's, in which {@code *} stands for anything; null for all
 * @param failed only calls whose result is not RMI_SUCCESS
 * @param newestFirst from {@code from} on towards the past
 * @param fault only calls that were made for the fault with this number; null for all
 */
public record RmiCallsArguments(
        @Nullable String from,
        @Nullable Integer count,
        @Nullable String name,
        @Nullable Boolean failed,
        @Nullable Boolean newestFirst,
        @Nullable Long fault) {}
