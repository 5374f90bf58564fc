package org.realmscope.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of calls, in the order that was asked for.
 *
 * @param next what {@code from} has to be for the next page; null if there is none
 */
public record RmiCallsResponse(
        List<RmiCallInfo> calls, @Nullable String next) {}
