package org.realmscope.scenario.report;

import java.util.List;
import org.realmscope.machine.history.RmiTotals;
import org.realmscope.machine.history.RunHistory;

/** RMI calls by the phases of a run: set-up, vCPUs running, clean-up. */
final class PhaseTotals {
    private static final RmiTotals NOTHING = new RmiTotals(List.of());

    private final RmiTotals sinceStart;
    private final RmiTotals running;

    /** A run whose set-up never ended has nothing but set-up. */
    PhaseTotals(RunHistory history) {
        sinceStart = history.start() == null ? NOTHING : history.totalsSinceStart();
        running = history.start() == null ? NOTHING : history.totalsOfRun();
    }

    /** Calls like {@code line} after the set-up. */
    long sinceStart(RmiTotals.Line line) {
        return count(sinceStart, line);
    }

    /** Calls like {@code line} while vCPUs ran. */
    long running(RmiTotals.Line line) {
        return count(running, line);
    }

    /** All calls while vCPUs ran. */
    long running() {
        return running.count();
    }

    private static long count(RmiTotals totals, RmiTotals.Line wanted) {
        return totals.lines().stream()
                .filter(line -> line.command().equals(wanted.command()) && line.result() == wanted.result())
                .mapToLong(RmiTotals.Line::count)
                .sum();
    }
}
