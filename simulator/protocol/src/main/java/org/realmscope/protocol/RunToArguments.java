package org.realmscope.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Which event to run to.
 *
 * @param target {@code worldSwitch}, {@code rmiCall} or {@code fault}
 * @param threadId thread on which it is to happen, null for any
 * @param backwards to the latest earlier one instead of the next one
 */
public record RunToArguments(
        String target, @Nullable Integer threadId, @Nullable Boolean backwards) {}
