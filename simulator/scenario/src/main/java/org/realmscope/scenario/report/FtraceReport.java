package org.realmscope.scenario.report;

import java.io.IOException;
import java.util.Locale;
import org.realmscope.machine.history.HostTraceEvent;
import org.realmscope.machine.history.RunHistory;
import org.realmscope.scenario.run.Notation;
import org.realmscope.scenario.run.ScenarioResult;

/**
 * The host's trace as {@code trace-cmd report} prints KVM's events, with the clock {@code counter}: the time stamp is
 * the system counter. A task is a thread of the VMM: {@code vmm-<PE>} with the PE as its number, or
 * {@code kvm-vcpu-<n>}.
 */
public final class FtraceReport {
    private static final int TASK = 16;
    private static final int NAME = 22;

    private FtraceReport() {}

    /** Writes the trace of a run; none if it was not kept, see {@code HistoryLimits}. */
    public static void write(ScenarioResult result, Appendable out) throws IOException {
        write(result.history(), result.scenario().platform().pes(), out);
    }

    static void write(RunHistory history, int cpus, Appendable out) throws IOException {
        out.append("cpus=").append(Integer.toString(cpus)).append('\n');
        for (HostTraceEvent event : history.trace()) {
            if (event.lost() > 0) {
                out.append("CPU:%d [%d EVENTS DROPPED]\n".formatted(event.pe(), event.lost()));
            }
            KvmTracepoint point = KvmTracepoint.of(event.kind());
            if (point != null) {
                line(event, point, out);
            }
        }
    }

    private static void line(HostTraceEvent event, KvmTracepoint point, Appendable out) throws IOException {
        String task = event.vcpu() < 0 ? "vmm" : "kvm-vcpu-" + event.vcpu();
        String name = point.eventName() + ":";
        out.append(String.format(
                Locale.ROOT,
                "%s-%-5d [%03d] %12d: %s%s\n",
                Notation.padLeft(task, TASK),
                event.pe(),
                event.pe(),
                event.count(),
                Notation.pad(name, NAME),
                point.text(event)));
    }
}
