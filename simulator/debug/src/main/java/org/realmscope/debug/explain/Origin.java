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
    /** In a sentence, for example {@code It has been so since RMI_DATA_CREATE_UNKNOWN at moment 123.1 on PE 2.} */
    String sentence() {
        String reason = fault != null ? ", for " + text(fault) : asked != null ? ", for " + asked.text() : "";
        String race = raced == null
                ? ""
                : ": a race, because " + text(raced) + ", for which this call is made, was being handled already";
        return "It has been so since %s at moment %s on PE %d%s%s.".formatted(what, moment, pe, reason, race);
    }

    private static String text(FaultRecord fault) {
        int vcpu = fault.guest().vcpu();
        return "fault " + fault.number() + (vcpu < 0 ? "" : " of vCPU " + vcpu);
    }
}
