package org.realmscope.protocol;

import java.util.List;

/** One status for each breakpoint that was asked for, in the same order. */
public record SetRichBreakpointsResponse(List<Status> breakpoints) {
    /**
     * @param id names it in {@code stopped} and {@code breakpoint} events; 0 if it could not be set
     * @param verified whether it can be hit as things are now
     * @param message why not, or what limits it; may be empty
     * @param hits so far
     */
    public record Status(int id, boolean verified, String message, long hits) {}
}
