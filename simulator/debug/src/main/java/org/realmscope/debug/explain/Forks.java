package org.realmscope.debug.explain;

import org.jspecify.annotations.Nullable;
import org.realmscope.machine.Machine;
import org.realmscope.machine.time.Moment;

/**
 * Makes forks of a machine, which stays where it is.
 *
 * @param live machine whose past is looked at
 */
record Forks(Machine live) {
    /** A fork that stands at a moment; null if the moment cannot be reached any more, or has not been reached. */
    @Nullable
    Machine at(Moment moment) {
        return moment.isBefore(live.earliest()) || live.frontier().isBefore(moment) ? null : live.fork(moment);
    }

    /** PE whose host has called an RMI command that has had no effect yet; -1 if there is none. */
    static int callingPe(Machine machine) {
        for (int pe = 0; pe < machine.configuration().pes(); pe++) {
            if (machine.isRmiCallPending(pe)) {
                return pe;
            }
        }
        return -1;
    }
}
