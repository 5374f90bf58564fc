package org.realmscope.machine.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.time.Moment;

/**
 * A stage 2 fault of a Realm and all that came of it. The RMM reports some that no PE takes: it needs a page of the
 * Realm for an RSI call, does not find it, and makes the REC exit that an access of the Realm would lead to.
 *
 * @param number from 1, in the order of the run
 * @param moment when the PE had taken it, or the REC exited with what the RMM reports
 * @param guest who faulted
 * @param repeats whether it is the same as the vCPU's fault before, with nothing of the Realm executed in between
 * @param ipa of the access; the offset in the page is that of FAR_EL2 where it is valid, else 0
 * @param isProtected half of the IPA space; null if the Realm's IPA width is not known
 * @param seenByPe null if the RMM reported the fault and no PE took it
 * @param seenByHost null if the host was not told
 * @param decision of the RMM; null where an RMM image decided
 * @param before entry of the IPA when the fault was taken; null where an RMM image keeps it
 * @param after the same when the host entered the REC again, or else when it was last seen
 * @param rmi calls that the host made before the Realm went on, in order, RMI_REC_ENTER included
 * @param returnCode of the host's exit handler: 1 enters the REC again, 0 returns to the VMM, negative a Linux error;
 *     null if the host does not record it
 */
public record FaultRecord(
        long number,
        Moment moment,
        Guest guest,
        boolean repeats,
        long ipa,
        @Nullable Boolean isProtected,
        @Nullable SeenByPe seenByPe,
        @Nullable SeenByHost seenByHost,
        @Nullable Decision decision,
        @Nullable RttState before,
        @Nullable RttState after,
        Resolution resolution,
        List<RmiCallRecord> rmi,
        @Nullable Integer returnCode,
        Cost cost) {
    private static final int FSC = 0x3f;

    public FaultRecord {
        rmi = List.copyOf(rmi);
    }

    /**
     * Who faulted.
     *
     * @param pe index of the PE
     * @param realm number of the Realm in the order of creation, from 0; -1 if it is not known
     * @param rd physical address of its RD, 0 if it is not known
     * @param vcpu number of the REC in its Realm, from 0; -1 if it is not known
     * @param pc virtual address of the instruction; the SMC if the RMM reported the fault
     */
    public record Guest(int pe, int realm, long rd, int vcpu, long pc) {}

    /**
     * What the PE reported to R-EL2.
     *
     * @param esr ESR_EL2
     * @param far FAR_EL2
     * @param hpfar HPFAR_EL2
     * @param level lookup level of the fault, -1 to 3
     */
    public record SeenByPe(long esr, long far, long hpfar, int level) {}

    /** The exit record's {@code esr}, {@code far} and {@code hpfar}. */
    public record SeenByHost(long esr, long far, long hpfar) {}

    /**
     * Row of the decision table for aborts (DEN0137, A5.2.6 and A4.3.4).
     *
     * @param name stable name of the row
     * @param row its condition in the specification's words
     * @param result what the RMM does then
     */
    public record Decision(String name, String row, String result) {}

    /**
     * How the fault ended.
     *
     * @param command RMI command that made the mapping, for {@link ResolutionKind#MAPPED}; else null
     */
    public record Resolution(ResolutionKind kind, @Nullable String command) {}

    /**
     * What the fault cost.
     *
     * @param rmiCalls number of RMI calls, RMI_REC_ENTER included
     * @param tlbInvalidations TLBIs that the RMM issued
     * @param gptChanges granules that changed their physical address space
     * @param hostInstructions instructions of the host on this PE between the REC exit and the next RMI_REC_ENTER; -1
     *     if there was no exit
     * @param estimate of the instructions of a native RMM and EL3, which no counter has
     */
    public record Cost(
            long rmiCalls, long tlbInvalidations, long gptChanges, long hostInstructions, NativeEstimate estimate) {}

    /** Whether the RMM reported the fault and no PE took it. */
    public boolean isReportedByRmm() {
        return seenByPe == null;
    }

    /** ESR_EL2 of the PE, or that of the exit record if no PE took the fault. */
    public long esr() {
        return seenByPe != null ? seenByPe.esr() : seenByHost == null ? 0 : seenByHost.esr();
    }

    /** HPFAR_EL2 of the PE, or that of the exit record if no PE took the fault. */
    public long hpfar() {
        return seenByPe != null ? seenByPe.hpfar() : seenByHost == null ? 0 : seenByHost.hpfar();
    }

    /** Lookup level of the fault by {@link #esr}, -1 to 3. */
    public int level() {
        return FaultKind.level((int) esr() & FSC);
    }

    /** What the access wanted, by {@link #esr}: what the RMM reports is always a read. */
    public Access access() {
        return Access.of(esr());
    }
}
