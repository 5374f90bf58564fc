package org.realmscope.scenario.report;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.machine.history.HostReport;
import org.realmscope.machine.time.Moment;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.run.LeakedGranule;
import org.realmscope.scenario.run.Notation;

/** Reports of the host in words. */
final class HostText {
    private HostText() {}

    /** A report with when and on which PE it was made. */
    static String report(HostReport report) {
        Moment moment = report.moment();
        String when = moment == null
                ? ""
                : " at %s.%d on PE %d".formatted(Notation.count(moment.instructions()), moment.ordinal(), report.pe());
        return report.kind().text() + when + ": " + what(report);
    }

    /** A granule that is lost, with what the RMM takes it for. */
    static String leak(LeakedGranule leak) {
        String state = leak.state() == null ? "" : "; the RMM has it as " + leak.state();
        HostReport report = leak.report();
        if (report != null) {
            return report(report) + state;
        }
        VmmAction action = leak.action();
        return "leak: %s: %s%s%s"
                .formatted(
                        Notation.hex(leak.address()),
                        action == null ? "" : action.position() + ": ",
                        leak.text(),
                        state);
    }

    /** Where and of what a report is. */
    static String what(HostReport report) {
        List<String> values = new ArrayList<>();
        int last = report.values().size();
        while (last > 0 && report.values().get(last - 1) == 0) {
            last--;
        }
        for (long value : report.values().subList(0, last)) {
            values.add(Notation.hex(value));
        }
        String function = report.function().isEmpty() ? "" : report.function() + "() ";
        return "%s%s:%d: %s%s"
                .formatted(
                        function,
                        report.file(),
                        report.line(),
                        report.text(),
                        values.isEmpty() ? "" : " (" + String.join(", ", values) + ")");
    }
}
