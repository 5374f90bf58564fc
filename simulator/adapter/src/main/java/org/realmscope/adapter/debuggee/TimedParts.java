package org.realmscope.adapter.debuggee;

import org.realmscope.debug.control.RunParts;

/** Parts of runs that take about the same time each, whatever is executed. */
final class TimedParts implements RunParts {
    /** The client waits no longer for what it asks meanwhile. */
    private static final long PART_NANOS = 20_000_000;

    private static final long FIRST_PART = 100_000;

    private final Runnable between;
    private long length = FIRST_PART;
    private long started;

    /** @param between is done between two parts */
    TimedParts(Runnable between) {
        this.between = between;
    }

    @Override
    public long length() {
        started = System.nanoTime();
        return length;
    }

    @Override
    public void done() {
        long took = System.nanoTime() - started;
        length = took < PART_NANOS / 2
                ? Math.min(length * 2, Long.MAX_VALUE / 4)
                : took > PART_NANOS * 2 ? length / 2 + 1 : length;
        between.run();
    }
}
