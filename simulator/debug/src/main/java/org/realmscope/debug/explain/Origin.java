package org.realmscope.debug.explain;

import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.time.Moment;

/**
 * What brought about the state because of which a call fails.
 *
 * @param what a call, for example {@code RMI_DATA_CREATE_UNKNOWN}, or the end of one
 * @param moment of the call
 * @param pe index of the PE
 * @param fault for which it was made; null if it was for none
 * @param asked what the VMM had asked of the host; null if that is not known
 * @param raced fault that was being handled, and in whose handling the other call was made; null if there was none
 */
record Origin(
        String what,
        Moment moment,
        int pe,
        @Nullable FaultRecord fault,
        PastChange.@Nullable Asked asked,
        @Nullable FaultRecord raced) {
    /** In a sentence, for example {@code It has been so since RMI_DATA_CREATE_UNKNOWN at moment 123.1 on PE 2.}. */
    String sentence() {
        StringBuilder text = new StringBuilder("It has been so since %s at moment %s on PE %d".formatted(what, moment, pe));
        FaultRecord of = fault;
        if (of != null) {
            text.append(", for fault ").append(of.number());
            text.append(of.guest().vcpu() < 0 ? "" : " of vCPU " + of.guest().vcpu());
        } else if (asked != null) {
            text.append(", for ").append(asked.text());
        }
        FaultRecord open = raced;
        if (open != null) {
            text.append("; fault ")
                    .append(open.number())
                    .append(open.guest().vcpu() < 0 ? "" : " of vCPU " + open.guest().vcpu())
                    .append(", for which this call is made, had been taken by then: the two raced");
        }
        return text.append('.').toString();
    }
}
