package org.realmscope.debug.explain;

import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.time.Moment;

/**
 * Finds faults by what happened when.
 *
 * @param faults in which it looks
 */
record FaultSearch(FaultHistory faults) {
    /** Faults before a moment among which that of a PE is looked for. */
    private static final int LOOK_BACK = 256;

    /** Number of the first fault that was taken after a moment. */
    private long firstBehind(Moment moment) {
        long low = faults.firstKept();
        long high = faults.count() + 1;
        while (low < high) {
            long middle = low + high >>> 1;
            if (moment.isBefore(faults.fault(middle).moment())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The last fault that a PE had taken up to a moment; null if none is known. */
    @Nullable
    FaultRecord last(int pe, Moment moment) {
        long behind = firstBehind(moment);
        for (long number = behind - 1; number >= Math.max(faults.firstKept(), behind - LOOK_BACK); number--) {
            FaultRecord fault = faults.fault(number);
            if (fault.guest().pe() == pe) {
                return fault;
            }
        }
        return null;
    }

    /** The fault for whose handling a PE made a call; null if it was for none, or that is not known. */
    @Nullable
    FaultRecord ofCall(int pe, Moment call) {
        FaultRecord last = last(pe, call);
        return last != null
                        && last.rmi().stream().anyMatch(each -> each.moment().equals(call))
                ? last
                : null;
    }

    /** The fault that a PE handles at a moment; null if it handles none. */
    @Nullable
    FaultRecord handledAt(int pe, Moment moment) {
        FaultRecord last = last(pe, moment);
        if (last == null) {
            return null;
        }
        RmiCallRecord end = last.rmi().isEmpty() ? null : last.rmi().getLast();
        boolean isEndless = switch (last.resolution().kind()) {
            case OPEN, NONE, PARKED -> true;
            default -> false;
        };
        return isEndless || end != null && !end.moment().isBefore(moment) ? last : null;
    }
}
