package org.realmscope.machine.control;

import org.realmscope.machine.time.Moment;

/**
 * The part of a run that an edit gives up.
 *
 * @param inputs inputs that were made after the edit's moment
 * @param from the edit's moment
 * @param to the furthest moment that had been reached; equal to {@code from} if nothing is lost
 */
public record Discarded(int inputs, Moment from, Moment to) {
    public boolean isNothing() {
        return inputs == 0 && !from.isBefore(to);
    }
}
