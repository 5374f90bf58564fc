package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What is to be explained: exactly one of them.
 *
 * @param fault number of a stage 2 fault
 * @param moment of an RMI, RSI or PSCI call at its entry or outcome, of an abort that was injected, of a granule
 *     protection fault, or at which a fault is being handled, as {@code 1234.2}
 */
public record ExplainArguments(
        @Nullable Long fault, @Nullable String moment) {}
