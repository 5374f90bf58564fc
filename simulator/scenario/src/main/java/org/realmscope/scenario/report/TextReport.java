package org.realmscope.scenario.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.realmscope.machine.history.ExitCounts;
import org.realmscope.machine.history.FaultGroup;
import org.realmscope.machine.history.FaultGroups;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.ForgottenFaults;
import org.realmscope.machine.history.HostReport;
import org.realmscope.machine.history.RmiTotals;
import org.realmscope.machine.history.RunHistory;
import org.realmscope.scenario.model.VmmRule;
import org.realmscope.scenario.run.ActionOutcome;
import org.realmscope.scenario.run.ExpectationResult;
import org.realmscope.scenario.run.GuestException;
import org.realmscope.scenario.run.LeakedGranule;
import org.realmscope.scenario.run.Notation;
import org.realmscope.scenario.run.ScenarioResult;

/** The report for people, in five parts, in lines of up to 120 characters. */
public final class TextReport {
    private static final int GROUPS_AT_START = 60;
    private static final int GROUPS_AT_END = 20;
    private static final int MOST_LEAKS = 64;
    private static final int COMMAND_WIDTH = 28;
    private static final int STATUS_WIDTH = 20;
    private static final int COUNT_WIDTH = 13;

    private final ScenarioResult result;
    private final RunHistory history;
    private final Names names;
    private final Lines lines;

    private TextReport(ScenarioResult result, Appendable out) {
        this.result = result;
        this.history = result.history();
        this.names = new Names(result);
        this.lines = new Lines(out);
    }

    /** Writes the report of a run. */
    public static void write(ScenarioResult result, Appendable out) throws IOException {
        new TextReport(result, out).write();
    }

    private void write() throws IOException {
        lines.line(result.scenario().title());
        lines.line("%s, seed %d: %s, at %s instructions."
                .formatted(
                        result.scenario().file(),
                        result.seed(),
                        result.endText(),
                        Notation.count(result.instructions())));
        for (String realm : result.failedRealms()) {
            lines.line("    " + realm);
        }
        for (int i = 0; i < result.vcpus().size(); i++) {
            lines.line("    " + names.vcpu(i) + " " + result.vcpus().get(i).text());
        }
        for (String place : result.places()) {
            lines.line("    " + place);
        }
        notes();
        faults();
        rmi();
        host();
        new TablesText(names, lines)
                .write(history.tables(), result.scenario().rmm().image() != null);
        expectations();
    }

    private void notes() throws IOException {
        for (VmmRule rule : result.untriggered()) {
            lines.line("    %s: '%s' never came to apply".formatted(rule.position(), Triggers.text(rule.trigger())));
        }
        for (ActionOutcome action : result.actions()) {
            if (action.failures() > 0) {
                lines.line("    %s: %s: %s%s"
                        .formatted(
                                action.action().position(),
                                action.action().text(),
                                action.times() == action.failures()
                                        ? ""
                                        : "failed %s of %s times; the last time it "
                                                .formatted(
                                                        Notation.count(action.failures()),
                                                        Notation.count(action.times())),
                                action.actual()));
            }
        }
        for (GuestException exception : result.guestExceptions()) {
            lines.line("    %s: %s: %s skipped %s at pc %s: %s, EC 0x%02x"
                    .formatted(
                            exception.position(),
                            exception.text(),
                            names.vcpu(exception.vcpu()),
                            Notation.count(exception.count(), "instruction"),
                            Notation.hex(exception.pc()),
                            exception.description(),
                            exception.exceptionClass()));
        }
    }

    private void heading(String text) throws IOException {
        lines.blank();
        lines.line(text);
    }

    // --- 1

    private void faults() throws IOException {
        FaultHistory faults = history.faults();
        heading("1. Stage 2 faults: " + Notation.count(faults.count()));
        ForgottenFaults forgotten = faults.forgotten();
        if (forgotten.count() > 0) {
            lines.line("  The oldest %s made room for newer ones: up to %s.%d, %s protected, %s unprotected, %s."
                    .formatted(
                            Notation.count(forgotten.count()),
                            Notation.count(forgotten.last().instructions()),
                            forgotten.last().ordinal(),
                            Notation.count(forgotten.isProtected()),
                            Notation.count(forgotten.unprotected()),
                            Notation.count(forgotten.rmiCalls(), "RMI call")));
        }
        FaultGroups groups = FaultGroups.of(faults, GROUPS_AT_START, GROUPS_AT_END);
        FaultText text = new FaultText(names, history.reports(), lines);
        write(groups.first(), text);
        if (groups.omitted() > 0) {
            lines.blank();
            lines.line("... %s not shown here; --json and --csv have them all ..."
                    .formatted(Notation.count(groups.omittedFaults(), "fault")));
        }
        write(groups.last(), text);
    }

    private void write(List<FaultGroup> groups, FaultText text) throws IOException {
        for (FaultGroup group : groups) {
            lines.blank();
            text.write(group);
        }
    }

    // --- 2

    private void rmi() throws IOException {
        RmiTotals all = history.totals();
        PhaseTotals phases = new PhaseTotals(history);
        heading("2. RMI calls: %s in all, %s of them %s"
                .formatted(
                        Notation.count(all.count()),
                        Notation.count(phases.running()),
                        result.vcpus().isEmpty() ? "after the set-up" : "while the vCPUs ran"));
        row("command", "status", "set-up", "run", "clean-up", "in all");
        for (RmiTotals.Line line : all.lines()) {
            long sinceStart = phases.sinceStart(line);
            long inRun = phases.running(line);
            row(
                    line.command(),
                    line.outcome(),
                    Notation.count(line.count() - sinceStart),
                    Notation.count(inRun),
                    Notation.count(sinceStart - inRun),
                    Notation.count(line.count()));
        }
        exits();
    }

    private void row(String command, String status, String... counts) throws IOException {
        StringBuilder row = new StringBuilder("    ")
                .append(Notation.pad(command, COMMAND_WIDTH))
                .append(Notation.pad(status, STATUS_WIDTH));
        for (String count : counts) {
            row.append(Notation.padLeft(count, COUNT_WIDTH));
        }
        lines.row(row.toString());
    }

    private void exits() throws IOException {
        List<String> kinds = new ArrayList<>();
        for (ExitCounts.Line line : Exits.of(result)) {
            kinds.add(Notation.count(line.count()) + " " + line.kind());
        }
        lines.line("    REC exits: %s%s; world switches: %s"
                .formatted(
                        Notation.count(history.exits().count()),
                        kinds.isEmpty() ? "" : " (" + String.join("; ", kinds) + ")",
                        Notation.count(history.worldSwitches())));
    }

    // --- 3

    private void host() throws IOException {
        int leaks = result.leaks().size();
        heading("3. Host: %s, %s"
                .formatted(
                        history.reportCount() == 0 ? "no reports" : Notation.count(history.reportCount(), "report"),
                        leaks == 0 ? "no leaked granules" : Notation.count(leaks, "leaked granule")));
        for (HostReport report : history.reports()) {
            if (report.kind() != HostReport.Kind.LEAK) {
                lines.line("    " + HostText.report(report));
            }
        }
        for (LeakedGranule leak : result.leaks().subList(0, Math.min(leaks, MOST_LEAKS))) {
            lines.line("    " + HostText.leak(leak));
        }
        if (leaks > MOST_LEAKS) {
            lines.line("    ... %s; --json has them all".formatted(Notation.count(leaks - MOST_LEAKS, "more granule")));
        }
    }

    // --- 5

    private void expectations() throws IOException {
        long met = result.expectations().stream().filter(ExpectationResult::met).count();
        heading("5. Expectations: %s of %s met"
                .formatted(
                        Notation.count(met),
                        Notation.count(result.expectations().size())));
        for (ExpectationResult expectation : result.expectations()) {
            lines.line("    %s  %d: %s"
                    .formatted(
                            expectation.met() ? "met    " : "NOT MET",
                            expectation.position().line(),
                            expectation.text()));
            if (!expectation.met()) {
                lines.line("             actual: " + expectation.actual());
            }
        }
    }
}
