package org.realmscope.scenario.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.event.ProgressDetector;
import org.realmscope.machine.history.FaultGroup;
import org.realmscope.machine.history.FaultOutcome;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.HostReport;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.history.RmiTotals;
import org.realmscope.machine.history.RttState;
import org.realmscope.machine.time.Moment;
import org.realmscope.scenario.guest.StepCode;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.run.Notation;

/** Faults in lines of text. */
final class FaultText {
    private static final int MOST_CALLS = 24;
    private static final int CALLS_AT_START = 16;
    private static final int CALLS_AT_END = 4;
    private static final long S1PTW = 1 << 7;

    private final Names names;
    private final List<HostReport> reports;
    private final Lines lines;

    /** @param reports of the host, to be shown with the faults in whose handling they were made */
    FaultText(Names names, List<HostReport> reports, Lines lines) {
        this.names = names;
        this.reports = reports;
        this.lines = lines;
    }

    /** A group: its first fault in full, the others in a few lines. */
    void write(FaultGroup group) throws IOException {
        write(group.first());
        if (group.count() > 1) {
            lines.blank();
            others(group);
        }
    }

    private void write(FaultRecord fault) throws IOException {
        lines.line("Fault %s at %s: %s on PE %d, %s %s%s%s"
                .formatted(
                        Notation.count(fault.number()),
                        moment(fault),
                        names.vcpu(fault),
                        fault.guest().pe(),
                        access(fault),
                        Notation.hex(fault.ipa()),
                        place(fault),
                        fault.isReportedByRmm() ? ", reported by the RMM" : ""));
        lines.field("guest", guest(fault));
        lines.field("PE saw", seenByPe(fault.seenByPe()));
        FaultRecord.SeenByHost host = fault.seenByHost();
        lines.field(
                "host saw",
                host == null
                        ? "nothing of it"
                        : "esr %s, far %s, hpfar %s"
                                .formatted(
                                        Notation.hex(host.esr()),
                                        Notation.hex(host.far()),
                                        Notation.hex(host.hpfar())));
        FaultRecord.Decision decision = fault.decision();
        lines.field("decision", decision(fault, decision));
        lines.field("RTT entry", states(fault));
        calls(fault.rmi());
        for (HostReport report : reports) {
            if (isOf(fault, report)) {
                lines.field("host says", report.kind().text() + ": " + HostText.what(report));
            }
        }
        lines.field("outcome", FaultOutcome.describe(fault));
        lines.field("cost", cost(fault.cost(), fault.seenByHost() != null));
    }

    private static String decision(FaultRecord fault, FaultRecord.@Nullable Decision decision) {
        if (decision == null) {
            return fault.before() == null ? "not known: an RMM image decided" : "none of the table for aborts";
        }
        return decision.row() + ": " + decision.result();
    }

    private static String seenByPe(FaultRecord.@Nullable SeenByPe pe) {
        return pe == null
                ? "nothing: no PE took a fault; the RMM needs the page for a call of the Realm"
                : "ESR_EL2 %s, FAR_EL2 %s, HPFAR_EL2 %s: %s fault, level %d"
                        .formatted(
                                Notation.hex(pe.esr()),
                                Notation.hex(pe.far()),
                                Notation.hex(pe.hpfar()),
                                kind(pe.esr()),
                                pe.level());
    }

    /** Whether a report is about the handling of a fault, which ends with RMI_REC_ENTER or not at all. */
    private static boolean isOf(FaultRecord fault, HostReport report) {
        Moment moment = report.moment();
        if (moment == null || report.pe() != fault.guest().pe() || moment.isBefore(fault.moment())) {
            return false;
        }
        boolean isOver = !fault.rmi().isEmpty()
                && fault.rmi().getLast().command() == RmiCommand.REC_ENTER
                && fault.rmi().getLast().moment().isBefore(moment);
        return fault.seenByHost() != null && !isOver;
    }

    private static String moment(FaultRecord fault) {
        return Notation.count(fault.moment().instructions()) + "."
                + fault.moment().ordinal();
    }

    private static String access(FaultRecord fault) {
        String walk = (fault.esr() & S1PTW) != 0 ? "stage 1 walk, " : "";
        return walk + fault.access().text();
    }

    private String place(FaultRecord fault) {
        Boolean isProtected = fault.isProtected();
        String slot = names.slot(fault);
        return (isProtected == null ? "" : ", " + Notation.half(isProtected)) + (slot == null ? "" : ", slot " + slot);
    }

    private String guest(FaultRecord fault) {
        String pc = "pc " + Notation.hex(fault.guest().pc());
        Optional<Position> position = names.position(fault);
        Optional<StepCode> step = names.step(fault);
        return pc
                + position.map(where -> ", line " + where.line()).orElse("")
                + step.map(code -> ": " + code.step().text()).orElse("");
    }

    private static String kind(long esr) {
        return FaultKind.of((int) esr & 0x3f).name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String states(FaultRecord fault) {
        RttState before = fault.before();
        RttState after = fault.after();
        if (before == null && after == null) {
            return "not known";
        }
        if (before != null && before.equals(after)) {
            return before + ", unchanged";
        }
        return (before == null ? "not known" : before.toString()) + (after == null ? "" : " -> " + after);
    }

    // --- RMI calls

    private void calls(List<RmiCallRecord> calls) throws IOException {
        String label = "RMI";
        for (int i = 0; i < calls.size(); i++) {
            if (calls.size() > MOST_CALLS && i == CALLS_AT_START) {
                i = calls.size() - CALLS_AT_END;
                lines.more("... %s more ...".formatted(Notation.count(calls.size() - CALLS_AT_START - CALLS_AT_END)));
            }
            lines.field(label, call(calls.get(i)));
            label = "";
        }
    }

    static String call(RmiCallRecord call) {
        String result = call.resultText();
        RmiCommand command = call.command();
        String outputs =
                command == null || call.outputs().isEmpty() ? "" : " " + list(command.outputs(), call.outputs());
        return call.name()
                + list(command == null ? List.of() : command.inputs(), call.arguments())
                + (result == null ? " -> the Realm runs" : " -> " + result + outputs);
    }

    private static String list(List<String> names, List<Long> values) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            parts.add((i < names.size() ? names.get(i) + "=" : "") + Notation.argument(values.get(i)));
        }
        return "(" + String.join(", ", parts) + ")";
    }

    private static String cost(FaultRecord.Cost cost, boolean exited) {
        String calls = "%s, %s, %s"
                .formatted(
                        Notation.count(cost.rmiCalls(), "RMI call"),
                        Notation.count(cost.tlbInvalidations(), "TLBI"),
                        Notation.count(cost.gptChanges(), "GPT change"));
        String host = exited && cost.hostInstructions() >= 0
                ? ", " + Notation.count(cost.hostInstructions(), "host instruction")
                : "";
        long estimate = cost.estimate().rmm() + cost.estimate().el3();
        return estimate == 0
                ? calls + host
                : calls
                        + host
                        + "; native RMM and EL3: %sabout %s more (estimate)"
                                .formatted(cost.estimate().isComplete() ? "" : "at least ", Notation.count(estimate));
    }

    // --- the others of a group

    private void others(FaultGroup group) throws IOException {
        long others = group.count() - 1;
        String numbers = others == 1
                ? "Fault %s".formatted(Notation.count(group.last().number()))
                : "%s more up to fault %s"
                        .formatted(
                                Notation.count(others),
                                Notation.count(group.last().number()));
        lines.line("%s at %s: %s".formatted(numbers, moment(group.last()), likeness(group)));
        if (group.kind() == FaultGroup.Kind.REPEAT) {
            lines.field(
                    others == 1 ? "outcome" : "last one",
                    "RTT entry " + states(group.last()) + "; " + FaultOutcome.describe(group.last()));
        }
        if (group.calls().count() > 0) {
            lines.field("RMI", totals(group.calls()));
        }
        lines.field("cost", cost(group.cost(), group.last().seenByHost() != null));
        if (group.isStuck()) {
            lines.field(
                    "NO PROGRESS:",
                    "%s times the same access, and the vCPU executed nothing else (limit %d)."
                            .formatted(Notation.count(group.count()), ProgressDetector.LIMIT));
            String missing = group.missingTransition();
            lines.more(missing == null ? "What is missing is not known." : missing);
        }
    }

    private String likeness(FaultGroup group) {
        FaultRecord last = group.last();
        String range = group.stride() == 0
                ? " on the same address"
                : " on %s to %s, %s apart"
                        .formatted(
                                Notation.hex(group.first().ipa() + group.stride()),
                                Notation.hex(last.ipa()),
                                Notation.hex(Math.abs(group.stride())));
        return switch (group.kind()) {
            case REPEAT -> "the same access again, and nothing executed in between";
            case SINGLE, SWEEP -> "the same instruction" + range + ", with the same outcome";
        };
    }

    private static String totals(RmiTotals totals) {
        List<String> parts = new ArrayList<>();
        for (RmiTotals.Line line : totals.lines()) {
            String failed = line.result() == 0 ? "" : " " + line.outcome();
            parts.add(Notation.count(line.count()) + " " + line.command() + failed);
        }
        return String.join(", ", parts);
    }
}
