package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.history.HostReport;
import org.realmscope.machine.history.ProgressDetector;
import org.realmscope.machine.history.RealmTables;
import org.realmscope.machine.history.RmiTotals;
import org.realmscope.machine.history.RunHistory;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Expectation;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.Scenario;

/** Compares what a scenario expects of a run as a whole with what the run showed. */
final class Expectations {
    private static final int WORDS_OF_A_LIST = 4;

    private final Scenario scenario;
    private final RunHistory history;
    private final List<VcpuEnd> vcpus;
    private final List<Integer> realmNumbers;
    private final boolean isWithoutProgress;

    /**
     * @param realmNumbers number of each realm in the history, -1 for one that was never created
     * @param isWithoutProgress whether some vCPU faulted in the same way for ever
     */
    Expectations(
            Scenario scenario,
            RunHistory history,
            List<VcpuEnd> vcpus,
            List<Integer> realmNumbers,
            boolean isWithoutProgress) {
        this.scenario = scenario;
        this.history = history;
        this.vcpus = vcpus;
        this.realmNumbers = realmNumbers;
        this.isWithoutProgress = isWithoutProgress;
    }

    List<ExpectationResult> evaluate() {
        FaultMatches faults = new FaultMatches(scenario, vcpus);
        faults.count(history.faults());
        List<ExpectationResult> results = new ArrayList<>();
        for (Expectation expectation : scenario.expectations()) {
            results.add(
                    switch (expectation) {
                        case Expectation.Faults wanted -> faults(wanted, faults.matches(wanted));
                        case Expectation.Calls calls -> calls(calls);
                        case Expectation.Reports reports -> reports(reports);
                        case Expectation.Progress progress ->
                            result(
                                    progress,
                                    progress.progress() != isWithoutProgress,
                                    isWithoutProgress
                                            ? "the same access faulted " + ProgressDetector.LIMIT
                                                    + " times or more in a row"
                                            : "no access faulted again and again");
                        case Expectation.Ripas ripas -> ripas(ripas);
                        case Expectation.RttEntry entry -> rttEntry(entry);
                        case Expectation.Measurement measurement -> measurement(measurement);
                        case Expectation.VcpuEnd end -> vcpuEnd(end);
                    });
        }
        return results;
    }

    private static ExpectationResult result(Expectation expectation, boolean met, String actual) {
        return new ExpectationResult(expectation.position(), expectation.text(), met, actual);
    }

    private static ExpectationResult count(Expectation expectation, Expectation.Count count, long actual, String noun) {
        return result(expectation, count.holds(actual), actual + " " + noun);
    }

    private ExpectationResult faults(Expectation.Faults wanted, FaultMatches.Found found) {
        if (wanted.number().isEmpty()) {
            String forgotten = history.faults().forgotten().count() > 0
                    ? " among the last "
                            + (history.faults().count() - history.faults().firstKept() + 1) + " faults"
                    : "";
            return count(wanted, wanted.count(), found.count(), "such" + forgotten);
        }
        long number = wanted.number().getAsLong();
        if (found.count() > 0) {
            return result(wanted, true, "");
        }
        long count = history.faults().count();
        return result(wanted, false, number > count ? "there were only " + count + " faults" : found.description());
    }

    private ExpectationResult calls(Expectation.Calls calls) {
        RmiTotals totals = calls.sinceStart() ? history.totalsOfRun() : history.totals();
        long count = 0;
        List<String> others = new ArrayList<>();
        for (RmiTotals.Line line : totals.lines()) {
            if (line.command().equals(calls.command())) {
                if (calls.status() == null || ActionOutcome.matches(calls.status(), line.result())) {
                    count += line.count();
                } else {
                    others.add(line.count() + " x " + line.outcome());
                }
            }
        }
        String beside = others.isEmpty() ? "" : ", beside " + String.join(", ", others);
        return result(calls, calls.count().holds(count), count + " calls" + beside);
    }

    private ExpectationResult reports(Expectation.Reports reports) {
        String containing = reports.containing();
        List<String> found = new ArrayList<>();
        for (HostReport report : history.reports()) {
            boolean fits = containing == null
                    || report.text().contains(containing)
                    || report.function().contains(containing)
                    || report.file().contains(containing);
            if (report.kind().text().equals(reports.kind()) && fits) {
                found.add("%s() %s:%d %s".formatted(report.function(), report.file(), report.line(), report.text()));
            }
        }
        String list = found.isEmpty()
                ? ""
                : ": " + String.join("; ", found.subList(0, Math.min(found.size(), WORDS_OF_A_LIST)));
        return result(reports, reports.count().holds(found.size()), found.size() + " reports" + list);
    }

    private @Nullable RealmTables tables(int realm) {
        int number = realmNumbers.get(realm);
        return history.tables().stream()
                .filter(tables -> tables.realm() == number)
                .findFirst()
                .orElse(null);
    }

    private ExpectationResult ripas(Expectation.Ripas expectation) {
        RealmTables tables = tables(expectation.realm());
        if (tables == null) {
            return result(expectation, false, unknown(expectation.realm()));
        }
        String[] names = {"EMPTY", "RAM", "DESTROYED"};
        AddressRange range = expectation.range();
        for (RealmTables.RipasRange part : tables.ripas()) {
            boolean overlaps = range.overlaps(new AddressRange(part.base(), part.end()));
            if (overlaps && !part.ripas().equals(names[expectation.ripas()])) {
                return result(
                        expectation,
                        false,
                        "0x%x is %s"
                                .formatted(
                                        Math.max(part.base(), range.base()),
                                        part.ripas().toLowerCase(Locale.ROOT)));
            }
        }
        return result(expectation, true, "");
    }

    private String unknown(int realm) {
        return "the tables of " + scenario.realms().get(realm).name() + " are not known";
    }

    private ExpectationResult rttEntry(Expectation.RttEntry expectation) {
        RealmTables tables = tables(expectation.realm());
        RealmTables.RttRange entry = tables == null ? null : tables.at(expectation.ipa());
        if (entry == null) {
            return result(expectation, false, unknown(expectation.realm()));
        }
        int level = entry.state().level();
        boolean isAbove = expectation.level().isPresent() && expectation.level().getAsInt() < level;
        String actual = isAbove ? "table" : entry.state().hipas().toLowerCase(Locale.ROOT);
        int shown = isAbove ? expectation.level().getAsInt() : level;
        boolean met = actual.equals(expectation.state())
                && (expectation.level().isEmpty() || expectation.level().getAsInt() == shown);
        return result(expectation, met, "level " + shown + " " + actual);
    }

    private ExpectationResult measurement(Expectation.Measurement expectation) {
        RealmTables tables = tables(expectation.realm());
        if (tables == null) {
            return result(expectation, false, unknown(expectation.realm()));
        }
        String actual = tables.measurements().get(expectation.index());
        String wanted = HexFormat.of().formatHex(expectation.value().toArray());
        return result(expectation, actual.equals(wanted), "0x" + actual);
    }

    private ExpectationResult vcpuEnd(Expectation.VcpuEnd expectation) {
        RealmSetup realm = scenario.realms().get(expectation.realm());
        for (VcpuEnd end : vcpus) {
            if (end.realm() == expectation.realm() && end.vcpu().index() == expectation.vcpu()) {
                boolean met = end.status().text().equals(expectation.how())
                        && (expectation.error() == 0 || expectation.error() == end.error());
                return result(expectation, met, end.text());
            }
        }
        throw new IllegalStateException("no vCPU " + expectation.vcpu() + " in " + realm.name());
    }
}
