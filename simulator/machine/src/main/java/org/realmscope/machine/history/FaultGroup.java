package org.realmscope.machine.history;

import org.jspecify.annotations.Nullable;
import org.realmscope.machine.event.ProgressDetector;

/**
 * Faults of one vCPU, one behind the other, that have the same story.
 *
 * @param kind in what way they are alike
 * @param first the oldest
 * @param last the newest
 * @param count of faults
 * @param stride from the IPA of one to that of the next, for {@link Kind#SWEEP}; else 0
 * @param calls RMI calls of all but the first
 * @param cost of all but the first; the estimate is complete if all are
 */
public record FaultGroup(
        Kind kind,
        FaultRecord first,
        FaultRecord last,
        long count,
        long stride,
        RmiTotals calls,
        FaultRecord.Cost cost) {
    /** Ways to be alike. */
    public enum Kind {
        /** There is one. */
        SINGLE,
        /** The same instruction on the same IPA, and nothing of the Realm executed in between. */
        REPEAT,
        /** The same instruction on equally spaced IPAs, or with a stride of 0 on one IPA, and with progress. */
        SWEEP
    }

    /** Whether the vCPU makes no forward progress. */
    public boolean isStuck() {
        return kind == Kind.REPEAT && count >= ProgressDetector.LIMIT;
    }

    /** What is missing for progress, null if it is not stuck or that is not known. */
    public @Nullable String missingTransition() {
        return isStuck() ? MissingTransition.of(last) : null;
    }
}
