package org.realmscope.debug.control;

import java.util.TreeMap;
import org.realmscope.machine.Machine;
import org.realmscope.machine.checkpoint.Checkpoint;
import org.realmscope.machine.time.Moment;

/**
 * Takes a machine to moments of its known run, and leaves marks on the way, closer and closer to the moment. Going back
 * in small steps from there then starts at a mark instead of a checkpoint that may be a million instructions away.
 */
final class NearHistory {
    private static final int MOST_MARKS = 24;
    /** Instructions between the moment that is gone to and the mark next to it. */
    private static final long CLOSEST = 256;
    /** How much further away than a mark the one before it is. */
    private static final int FACTOR = 4;

    private final Machine machine;
    private final TreeMap<Moment, Checkpoint> marks = new TreeMap<>();

    NearHistory(Machine machine) {
        this.machine = machine;
    }

    /** Goes to the first moment that is not before {@code moment}. */
    void goTo(Moment moment) {
        Moment from = start(moment);
        long distance = CLOSEST;
        while (distance * FACTOR < moment.instructions() - from.instructions()) {
            distance *= FACTOR;
        }
        for (; distance >= CLOSEST; distance /= FACTOR) {
            long at = moment.instructions() - distance;
            if (at > from.instructions()) {
                machine.goTo(new Moment(at, 0));
                leaveMark();
            }
        }
        machine.goTo(moment);
    }

    /** Goes to the nearest place from which {@code moment} can be reached forwards, and returns where that is. */
    private Moment start(Moment moment) {
        Checkpoint kept = machine.checkpoints().atOrBefore(moment);
        Moment from = kept == null ? Moment.NEVER : kept.moment();
        Moment now = machine.now();
        if (!moment.isBefore(now) && from.isBefore(now)) {
            from = now;
        }
        var mark = marks.floorEntry(moment);
        if (mark != null && from.isBefore(mark.getKey())) {
            machine.returnTo(mark.getValue());
            from = mark.getKey();
        }
        return from;
    }

    /** Goes to the nearest place before {@code moment} that can be reached at once; false if there is none. */
    boolean goToStartBefore(Moment moment) {
        Checkpoint kept = machine.checkpoints().atOrBefore(before(moment));
        if (kept == null) {
            return false;
        }
        var mark = marks.lowerEntry(moment);
        boolean isNearer = mark != null && kept.moment().isBefore(mark.getKey());
        machine.returnTo(mark != null && isNearer ? mark.getValue() : kept);
        return true;
    }

    private static Moment before(Moment moment) {
        return moment.ordinal() > 0
                ? new Moment(moment.instructions(), moment.ordinal() - 1)
                : new Moment(moment.instructions() - 1, Integer.MAX_VALUE);
    }

    /** Leaves a mark where the machine stands, so that it can come back at once. */
    void leaveMark() {
        if (marks.size() == MOST_MARKS) {
            Moment now = machine.now();
            boolean firstIsFar = now.instructions() - marks.firstKey().instructions()
                    > marks.lastKey().instructions() - now.instructions();
            marks.remove(firstIsFar ? marks.firstKey() : marks.lastKey());
        }
        marks.put(machine.now(), machine.mark());
    }

    /** The run has another future after {@code moment}. */
    void discardAfter(Moment moment) {
        marks.tailMap(moment, false).clear();
    }
}
