package org.realmscope.debug.control;

import org.jspecify.annotations.Nullable;

/**
 * A breakpoint as it is asked for. One that is asked for again, equal to what was set, keeps its number and its hits.
 *
 * @param log what to write instead of stopping, null to stop
 */
public record BreakpointRequest(
        Breakpoint breakpoint,
        Condition condition,
        HitCount hitCount,
        @Nullable LogMessage log) {
    /** Stops at every hit. */
    public BreakpointRequest(Breakpoint breakpoint) {
        this(breakpoint, Condition.ALWAYS, HitCount.EVERY, null);
    }
}
