package org.realmscope.debug.control;

import java.util.List;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.time.Moment;

/** Why the machine stands where it stands. */
public sealed interface Stop {
    /** Where the machine stands. */
    Moment moment();

    /** PE that is to be looked at. */
    int pe();

    /** Breakpoints were hit. */
    record AtBreakpoint(Moment moment, int pe, List<Hit> hits) implements Stop {
        public AtBreakpoint {
            hits = List.copyOf(hits);
        }
    }

    /** A step of the PE is complete. */
    record StepComplete(Moment moment, int pe) implements Stop {}

    /** The event that the run went to has happened; the machine may have passed others of the same instant. */
    record EventReached(Moment moment, int pe, MachineEvent event) implements Stop {}

    /** The moment that was asked for. */
    record MomentReached(Moment moment, int pe) implements Stop {}

    /** {@link DebugSession#pause} was called. */
    record Paused(Moment moment, int pe) implements Stop {}

    /** Going back was cancelled; the machine stands where it was before. */
    record Cancelled(Moment moment, int pe) implements Stop {}

    /** Going back has come to the earliest moment that is kept. */
    record HistoryStart(Moment moment, int pe) implements Stop {}

    /** The run cannot go on. */
    record Ended(Moment moment, int pe, StopReason reason) implements Stop {}
}
