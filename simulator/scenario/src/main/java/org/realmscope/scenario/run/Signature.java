package org.realmscope.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.history.HostReport;
import org.realmscope.machine.history.RmiTotals;

/**
 * The sorts of things that a run showed, without how often: how many interrupts came or how many faults two vCPUs took
 * on one page differs from schedule to schedule and is no difference that anybody looks for.
 */
final class Signature {
    private Signature() {}

    static List<String> of(ScenarioResult result) {
        TreeSet<String> faults = new TreeSet<>();
        result.history().faults().forEach(fault -> {
            String half = fault.isProtected() == null ? "" : fault.isProtected() ? "protected " : "unprotected ";
            String command = fault.resolution().command();
            faults.add("fault: " + half + fault.access().text() + " resolved by "
                    + (command == null ? fault.resolution().kind().text() : command));
        });
        TreeSet<String> calls = new TreeSet<>();
        for (RmiTotals.Line line : result.history().totals().lines()) {
            if (!line.command().equals(RmiCommand.REC_ENTER.specificationName())) {
                calls.add("call: " + line.command() + " " + line.outcome());
            }
        }
        TreeSet<String> reports = new TreeSet<>();
        for (HostReport report : result.history().reports()) {
            reports.add("%s: %s:%d %s".formatted(report.kind().text(), report.file(), report.line(), report.text()));
        }
        for (LeakedGranule leak : result.leaks()) {
            if (leak.report() == null) {
                reports.add("leak: " + leak.text());
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("end: " + result.endText());
        for (VcpuEnd end : result.vcpus()) {
            lines.add("vcpu: " + result.scenario().realms().get(end.realm()).name() + "."
                    + end.vcpu().name() + " " + end.text());
        }
        lines.addAll(faults);
        lines.addAll(calls);
        lines.addAll(reports);
        for (ExpectationResult expectation : result.expectations()) {
            if (!expectation.met()) {
                lines.add("not met: " + expectation.position() + ": " + expectation.text());
            }
        }
        return lines;
    }
}
