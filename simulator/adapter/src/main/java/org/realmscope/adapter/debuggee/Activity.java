package org.realmscope.adapter.debuggee;

import java.util.List;
import org.eclipse.lsp4j.debug.BreakpointEventArguments;
import org.eclipse.lsp4j.debug.BreakpointEventArgumentsReason;
import org.realmscope.debug.control.BreakpointStatus;
import org.realmscope.debug.control.SessionListener;
import org.realmscope.machine.control.Discarded;
import org.realmscope.machine.history.HostReport;
import org.realmscope.machine.time.Moment;
import org.realmscope.protocol.ChangedEvent;
import org.realmscope.protocol.HistoryEvent;

/** Tells the client what goes on in the machine: output, reports of the host, how much has been recorded. */
final class Activity implements SessionListener {
    private final Debuggee debuggee;
    private final Client client;
    /** Characters of the console that the client has. */
    private int heard;

    private int reports;
    private long faults;
    private long reportCount;

    /** @param client is told what there is already */
    Activity(Debuggee debuggee, Client client) {
        this.debuggee = debuggee;
        this.client = client;
    }

    /** Tells what is new. A run that goes again through what the client has seen writes nothing twice. */
    void tell() {
        String console = debuggee.session().machine().consoleText();
        if (console.length() > heard) {
            client.uart(console.substring(heard));
            heard = console.length();
        }
        List<HostReport> host = debuggee.run().recorder().host().reports();
        for (; reports < host.size(); reports++) {
            client.warning(text(host.get(reports)));
        }
        long nowFaults = debuggee.run().recorder().faults().count();
        long nowReports = debuggee.run().recorder().host().reportCount();
        if (nowFaults != faults || nowReports != reportCount) {
            faults = nowFaults;
            reportCount = nowReports;
            client.events().recorded(new HistoryEvent(now().toString(), faults, reportCount));
        }
    }

    private static String text(HostReport report) {
        String function = report.function().isEmpty() ? "" : report.function() + ": ";
        return "host %s: %s:%d: %s%s"
                .formatted(report.kind().text(), report.file(), report.line(), function, report.text());
    }

    /** What views show may have changed. */
    void changed() {
        client.events()
                .changed(new ChangedEvent(
                        now().toString(),
                        debuggee.session().machine().frontier().toString()));
    }

    private Moment now() {
        return debuggee.session().machine().now();
    }

    @Override
    public void logged(int breakpoint, Moment moment, String text) {
        client.say(text);
    }

    @Override
    public void breakpointChanged(BreakpointStatus status) {
        BreakpointEventArguments event = new BreakpointEventArguments();
        event.setReason(BreakpointEventArgumentsReason.CHANGED);
        event.setBreakpoint(new BreakpointText(debuggee, client).breakpoint(status));
        client.events().breakpoint(event);
    }

    @Override
    public void futureDiscarded(Discarded discarded) {
        heard = Math.min(heard, debuggee.session().machine().consoleText().length());
        if (!discarded.isNothing()) {
            client.alert("The run from moment %s to %s was given up, because the past was changed."
                    .formatted(discarded.from(), discarded.to()));
        }
        client.invalidate();
        changed();
    }
}
