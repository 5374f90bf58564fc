package org.realmscope.machine.history;

/**
 * How much a recorder keeps.
 *
 * @param faultBytes memory for stage 2 faults with their RMI calls; when it is used up the oldest ones are summarised
 * @param timelineBytes memory for what happened in its order; the oldest entries are summarised
 * @param otherCallBytes memory for RMI calls that belong to no fault; the oldest ones go
 * @param traceEvents events of the host's trace to keep, the oldest ones go; 0 to leave the trace alone
 * @param markInterval instructions between the moments at which a recorder can begin anew when the past is changed;
 *     they thin out when there are many
 */
public record HistoryLimits(
        long faultBytes, long timelineBytes, long otherCallBytes, int traceEvents, long markInterval) {
    /** 200 MiB for faults, 64 MiB for the timeline, 16 MiB for other calls, no trace, 4,000,000 instructions. */
    public static final HistoryLimits DEFAULT = new HistoryLimits(200L << 20, 64L << 20, 16L << 20, 0, 4_000_000);

    public HistoryLimits withFaultBytes(long bytes) {
        return new HistoryLimits(bytes, timelineBytes, otherCallBytes, traceEvents, markInterval);
    }

    public HistoryLimits withTimelineBytes(long bytes) {
        return new HistoryLimits(faultBytes, bytes, otherCallBytes, traceEvents, markInterval);
    }

    public HistoryLimits withTraceEvents(int events) {
        return new HistoryLimits(faultBytes, timelineBytes, otherCallBytes, events, markInterval);
    }

    public HistoryLimits withMarkInterval(long instructions) {
        return new HistoryLimits(faultBytes, timelineBytes, otherCallBytes, traceEvents, instructions);
    }
}
