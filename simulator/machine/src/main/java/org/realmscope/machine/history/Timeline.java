package org.realmscope.machine.history;

import java.util.function.Predicate;
import org.realmscope.machine.time.Moment;

/**
 * Everything that a recorder keeps of a run, in the order of the run: stage 2 faults, RMI calls, calls of the Realms,
 * world switches and RIPAS changes. A view: it grows with the run.
 */
public interface Timeline {
    /** Entries so far, those that are not kept any more included. */
    long count();

    /** Number of the oldest entry that is kept, from 1; {@code count() + 1} if there is none. */
    long firstKept();

    /** What is left of the entries before {@link #firstKept}. */
    ForgottenEntries forgotten();

    /** Bytes that the entries take. */
    long bytes();

    /** Number of the first entry that is kept and not before {@code moment}; {@code count() + 1} if there is none. */
    long firstAt(Moment moment);

    /**
     * Passes the entries that are kept to {@code visitor}, in order, until it answers false.
     *
     * @param number of the first one
     */
    void visit(long number, Predicate<TimelineEntry> visitor);

    /**
     * Passes the entries that are kept to {@code visitor}, from the newest on towards the oldest, until it answers
     * false.
     *
     * @param number of the first one that is passed
     */
    void visitBack(long number, Predicate<TimelineEntry> visitor);
}
