package org.realmscope.machine.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.time.Moment;

/**
 * What a run was, as far as it has been recorded.
 *
 * @param faults stage 2 faults of the Realms; a view
 * @param totals all RMI calls that have returned
 * @param totalsSinceStart those after {@code start}
 * @param totalsOfRun those after {@code start} and before the VMM began to destroy the Realms
 * @param start when the set-up was over, null if it never was
 * @param otherCalls the newest RMI calls that belong to no fault
 * @param exits how RECs exited
 * @param worldSwitches how often a PE went from one world to another
 * @param reports of the host, oldest first
 * @param reportCount reports that the host made, of which {@code reports} are the newest
 * @param leakedPages pages that the host has given up, null if it was not asked
 * @param trace the host's trace in the order of the counter; empty unless it was kept
 * @param tables of the Realms right before they were destroyed, or as they are; empty with an RMM image
 */
public record RunHistory(
        FaultHistory faults,
        RmiTotals totals,
        RmiTotals totalsSinceStart,
        RmiTotals totalsOfRun,
        @Nullable Moment start,
        List<RmiCallRecord> otherCalls,
        ExitCounts exits,
        long worldSwitches,
        List<HostReport> reports,
        long reportCount,
        @Nullable Long leakedPages,
        List<HostTraceEvent> trace,
        List<RealmTables> tables) {
    public RunHistory {
        otherCalls = List.copyOf(otherCalls);
        reports = List.copyOf(reports);
        trace = List.copyOf(trace);
        tables = List.copyOf(tables);
    }

    /** Reports of one kind. */
    public List<HostReport> reports(HostReport.Kind kind) {
        return reports.stream().filter(report -> report.kind() == kind).toList();
    }
}
