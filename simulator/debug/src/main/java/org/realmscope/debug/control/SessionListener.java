package org.realmscope.debug.control;

import org.realmscope.machine.control.Discarded;
import org.realmscope.machine.time.Moment;

/** Hears what a session has to say while it runs. */
public interface SessionListener {
    /** Hears nothing. */
    SessionListener NONE = new SessionListener() {};

    /**
     * A breakpoint with a log message was hit.
     *
     * @param breakpoint its number
     */
    default void logged(int breakpoint, Moment moment, String text) {}

    /** A breakpoint has become verified, or is no longer. */
    default void breakpointChanged(BreakpointStatus status) {}

    /** The known future of the run was given up, because the past was changed. */
    default void futureDiscarded(Discarded discarded) {}
}
