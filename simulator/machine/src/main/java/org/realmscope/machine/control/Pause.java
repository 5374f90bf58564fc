package org.realmscope.machine.control;

/** Asks a run for a stop as soon as possible; the only part of a machine that other threads may touch. */
public final class Pause {
    private volatile boolean requested;

    /** The run, or the next one, comes back soon. */
    public void request() {
        requested = true;
    }

    /** Whether a stop was asked for since the last call. */
    public boolean take() {
        if (!requested) {
            return false;
        }
        requested = false;
        return true;
    }
}
