package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.event.ProgressDetector;
import org.realmscope.machine.history.HostReport;
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
    private final List<LeakedGranule> leaks;
    private final Course course;

    /**
     * How far the run came.
     *
     * @param isWithoutProgress whether some vCPU did the same again and again, which led to nothing
     * @param hasFailedRealm whether some realm could not be built
     * @param hasStarted whether vCPUs could run
     * @param hasCleanedUp whether every realm has been destroyed
     */
    record Course(boolean isWithoutProgress, boolean hasFailedRealm, boolean hasStarted, boolean hasCleanedUp) {}

    /** @param realmNumbers number of each realm in the history, -1 for one that was never created */
    Expectations(
            Scenario scenario,
            RunHistory history,
            List<LeakedGranule> leaks,
            List<VcpuEnd> vcpus,
            List<Integer> realmNumbers,
            Course course) {
        this.scenario = scenario;
        this.history = history;
        this.leaks = leaks;
        this.vcpus = vcpus;
        this.realmNumbers = realmNumbers;
        this.course = course;
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
                        case Expectation.Progress progress -> progress(progress);
                        case Expectation.Ripas ripas -> ripas(ripas);
                        case Expectation.RttEntry entry -> rttEntry(entry);
                        case Expectation.Measurement measurement -> measurement(measurement);
                        case Expectation.VcpuEnd end -> vcpuEnd(end);
                    });
        }
        return results;
    }

    private ExpectationResult progress(Expectation.Progress wanted) {
        if (course.isWithoutProgress()) {
            String actual = "the same access faulted, or asked for the same change of RIPAS, %d times or more in a row"
                    .formatted(ProgressDetector.LIMIT);
            return result(wanted, !wanted.progress(), actual);
        }
        if (course.hasFailedRealm() || !course.hasStarted()) {
            return result(wanted, false, course.hasStarted() ? "a realm could not be built" : "no vCPU has run");
        }
        return result(wanted, wanted.progress(), "nothing faulted or was asked for again and again");
    }

    private static ExpectationResult result(Expectation expectation, boolean met, String actual) {
        return new ExpectationResult(expectation.position(), expectation.text(), met, actual);
    }

    private ExpectationResult faults(Expectation.Faults wanted, FaultMatches.Found found) {
        if (wanted.number().isEmpty()) {
            String forgotten = history.faults().forgotten().count() > 0
                    ? " among the last "
                            + Notation.count(
                                    history.faults().count() - history.faults().firstKept() + 1)
                    : "";
            return result(
                    wanted,
                    wanted.count().holds(found.count()),
                    Notation.count(found.count(), "such fault") + forgotten);
        }
        long number = wanted.number().getAsLong();
        if (found.count() > 0) {
            return result(wanted, true, "");
        }
        long count = history.faults().count();
        return result(wanted, false, number > count ? missing(count) : found.description());
    }

    private static String missing(long count) {
        return count == 0
                ? "there was no fault"
                : count == 1 ? "there was only 1 fault" : "there were only " + count + " faults";
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
                    others.add(Notation.count(line.count()) + " x " + line.outcome());
                }
            }
        }
        String beside = others.isEmpty() ? "" : ", beside " + String.join(", ", others);
        return result(calls, calls.count().holds(count), Notation.count(count, "call") + beside);
    }

    private ExpectationResult reports(Expectation.Reports reports) {
        List<String> found = new ArrayList<>();
        for (HostReport report : history.reports()) {
            if (report.kind().text().equals(reports.kind())) {
                found.add("%s() %s:%d %s".formatted(report.function(), report.file(), report.line(), report.text()));
            }
        }
        boolean isOfLeaks = reports.kind().equals(HostReport.Kind.LEAK.text());
        for (LeakedGranule leak : leaks) {
            if (isOfLeaks && leak.report() == null) {
                found.add(Notation.hex(leak.address()) + ": " + leak.text());
            }
        }
        String containing = reports.containing();
        found.removeIf(text -> containing != null && !text.contains(containing));
        String list = found.isEmpty()
                ? ""
                : ": " + String.join("; ", found.subList(0, Math.min(found.size(), WORDS_OF_A_LIST)))
                        + (found.size() > WORDS_OF_A_LIST ? "; ..." : "");
        String count = Notation.count(found.size(), isOfLeaks ? "leaked granule" : "report");
        // How many there are in the end is only known when the end has come.
        boolean isOpen = !course.hasCleanedUp() && reports.count().maximum() != Long.MAX_VALUE;
        return result(
                reports,
                reports.count().holds(found.size()) && !isOpen,
                count + (isOpen ? " before the run was cut short: the realms were not destroyed" : "") + list);
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
                        Notation.hex(Math.max(part.base(), range.base())) + " is "
                                + part.ripas().toLowerCase(Locale.ROOT));
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
