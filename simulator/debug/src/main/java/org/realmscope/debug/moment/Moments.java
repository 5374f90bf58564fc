package org.realmscope.debug.moment;

import java.util.List;
import java.util.TreeMap;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.machine.Machine;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.UserError;

/**
 * The moments of one machine that are open at the same time, a bounded number, because each is a machine of its own.
 */
public final class Moments {
    /** Moments that may be open where nothing else is asked for. */
    public static final int DEFAULT_LIMIT = 8;

    private final Machine live;
    private final int limit;
    private final TreeMap<Integer, OpenMoment> open = new TreeMap<>();
    private int lastId;

    /**
     * @param live machine whose history is opened
     * @param limit moments that may be open at the same time
     */
    public Moments(Machine live, int limit) {
        this.live = live;
        this.limit = limit;
    }

    /**
     * Opens a moment. The live machine stays where it is.
     *
     * @throws UserError if it is before the earliest that is kept or after the present, or if too many are open
     */
    public OpenMoment open(Moment moment) {
        if (open.size() >= limit) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "%d moments are open, which is the limit; close one of %s first"
                            .formatted(open.size(), open.keySet()));
        }
        if (live.frontier().isBefore(moment)) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "moment %s has not been reached; the run is known up to %s".formatted(moment, live.frontier()));
        }
        Machine fork = live.fork(moment);
        lastId++;
        OpenMoment opened = new OpenMoment(lastId, fork.now(), new Inspection(fork));
        open.put(lastId, opened);
        return opened;
    }

    /**
     * What there was at a moment, for whoever looks for a short time: it is not among the open moments, and goes when
     * nobody holds it.
     *
     * @throws UserError if it is before the earliest that is kept
     */
    public Inspection glance(Moment moment) {
        return new Inspection(live.fork(moment));
    }

    /**
     * An open moment.
     *
     * @throws UserError if {@code id} names none
     */
    public OpenMoment get(int id) {
        OpenMoment found = open.get(id);
        if (found == null) {
            throw new UserError(UserError.Code.PARAMETER_INVALID, "no moment %d is open".formatted(id));
        }
        return found;
    }

    /**
     * Closes a moment.
     *
     * @throws UserError if {@code id} names none
     */
    public void close(int id) {
        get(id);
        open.remove(id);
    }

    /** The open moments in the order in which they were opened. */
    public List<OpenMoment> all() {
        return List.copyOf(open.values());
    }
}
