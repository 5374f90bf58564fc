package org.realmscope.machine.history;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.realmscope.machine.time.Moment;

/**
 * What is left of the faults that had to make room.
 *
 * @param count of faults
 * @param last moment of the newest of them; {@link Moment#START} if there are none
 * @param isProtected how many were at protected addresses
 * @param unprotected how many were at unprotected addresses
 * @param resolutions how they ended, and how many each
 * @param rmiCalls that they took
 */
public record ForgottenFaults(
        long count,
        Moment last,
        long isProtected,
        long unprotected,
        Map<ResolutionKind, Long> resolutions,
        long rmiCalls) {
    public ForgottenFaults {
        resolutions = Collections.unmodifiableMap(new TreeMap<>(resolutions));
    }

    /** Adds up faults. */
    static final class Builder {
        private long count;
        private Moment last = Moment.START;
        private long isProtected;
        private long unprotected;
        private final EnumMap<ResolutionKind, Long> resolutions = new EnumMap<>(ResolutionKind.class);
        private long rmiCalls;

        void add(OpenFault fault) {
            Moment moment = new Moment(fault.instructions, fault.ordinal);
            count++;
            last = last.isBefore(moment) ? moment : last;
            isProtected += fault.half == OpenFault.HALF_PROTECTED ? 1 : 0;
            unprotected += fault.half == OpenFault.HALF_UNPROTECTED ? 1 : 0;
            resolutions.merge(fault.kind, 1L, Long::sum);
            rmiCalls += fault.callCount;
        }

        ForgottenFaults build() {
            return new ForgottenFaults(count, last, isProtected, unprotected, resolutions, rmiCalls);
        }
    }
}
