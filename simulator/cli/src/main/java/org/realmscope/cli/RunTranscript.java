package org.realmscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.realmscope.machine.event.EventText;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.MachineObserver;

/** Prints a run as it goes: the console's output, and, if wanted, a numbered line per event between its lines. */
final class RunTranscript implements MachineObserver {
    private final PrintWriter out;
    private final boolean withEvents;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int events;

    RunTranscript(PrintWriter out, boolean withEvents) {
        this.out = out;
        this.withEvents = withEvents;
    }

    @Override
    public void event(MachineEvent event) {
        if (withEvents) {
            out.printf("%5d  %14s  PE %d  %s%n", ++events, event.moment(), event.pe(), EventText.of(event));
        }
    }

    @Override
    public void consoleOutput(int value) {
        if (value == '\n') {
            printLine();
            out.println();
        } else {
            line.write(value);
        }
    }

    /** Prints what the console has shown of a line that is not complete. */
    void end() {
        printLine();
        out.flush();
    }

    private void printLine() {
        out.print(line.toString(StandardCharsets.UTF_8));
        line.reset();
    }
}
