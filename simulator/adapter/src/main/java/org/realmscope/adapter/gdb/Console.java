package org.realmscope.adapter.gdb;

import org.realmscope.debug.control.SessionListener;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.Discarded;

/** Text for the user of gdb, which waits until gdb can be told: while the machine moves, or in answer to a command. */
final class Console implements SessionListener {
    /** Characters of a packet. */
    private static final int PART = 2000;

    private final PacketWriter writer;
    private final StringBuilder text = new StringBuilder();
    /** Characters of the machine's console that have been written. */
    private int heard;

    Console(PacketWriter writer) {
        this.writer = writer;
    }

    /** Writes a line or several. */
    void say(String line) {
        text.append(line).append('\n');
    }

    /** Takes in what the software on the machine has written. What it writes again is not repeated. */
    void hear(Machine machine) {
        String console = machine.consoleText();
        if (console.length() > heard) {
            text.append(console, heard, console.length());
            heard = console.length();
        }
    }

    /** The machine has been made anew. */
    void restart() {
        heard = 0;
    }

    /** Tells gdb. */
    void flush() {
        for (int from = 0; from < text.length(); from += PART) {
            writer.send("O" + PacketWriter.hex(text.substring(from, Math.min(from + PART, text.length()))));
        }
        text.setLength(0);
    }

    @Override
    public void futureDiscarded(Discarded discarded) {
        if (!discarded.isNothing()) {
            say("The run from moment %s to %s was given up, because the past was changed."
                    .formatted(discarded.from(), discarded.to()));
        }
    }
}
