package org.realmscope.machine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.realmscope.machine.event.EventChannel;
import org.realmscope.platform.device.Pl011;

/** What the console has shown. A function of the run, so that only the number of bytes is state. */
final class Console implements Pl011.Line {
    private byte[] bytes = new byte[256];
    private int length;
    private final EventChannel events;

    Console(EventChannel events) {
        this.events = events;
    }

    @Override
    public void transmitted(long position, int value) {
        length = (int) position;
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) value;
        events.consoleTransmitted(value);
    }

    /** The first {@code count} bytes as text. */
    String text(long count) {
        return new String(bytes, 0, (int) Math.min(count, length), StandardCharsets.UTF_8);
    }

    /** Starts with what another console has shown. */
    void copy(Console other) {
        bytes = other.bytes.clone();
        length = other.length;
    }
}
