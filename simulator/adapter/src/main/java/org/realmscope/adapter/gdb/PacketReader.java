package org.realmscope.adapter.gdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Takes what comes from gdb apart. Bytes between packets that mean nothing are passed over. */
final class PacketReader {
    /** Bytes of the longest packet, as gdb is told. */
    static final int MAX_PACKET = 0x4000;

    private static final int INTERRUPT = 3;
    private static final int ESCAPE = '}';
    private static final int ESCAPE_MASK = 0x20;
    private static final int NOT_HEX = -1;

    private final InputStream in;

    PacketReader(InputStream in) {
        this.in = in;
    }

    /** The next thing that comes. */
    Incoming next() throws IOException {
        while (true) {
            int first = in.read();
            switch (first) {
                case -1 -> {
                    return new Incoming.End();
                }
                case INTERRUPT -> {
                    return new Incoming.Interrupt();
                }
                case '-' -> {
                    return new Incoming.Refused();
                }
                case '$' -> {
                    return packet();
                }
                default -> {}
            }
        }
    }

    private Incoming packet() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int sum = 0;
        boolean escaped = false;
        int next = in.read();
        while (next != '#') {
            if (next < 0) {
                return new Incoming.End();
            }
            if (next == '$') {
                // A packet that broke off; another one begins.
                return packet();
            }
            sum += next;
            if (next == ESCAPE && !escaped) {
                escaped = true;
            } else {
                if (content.size() <= MAX_PACKET) {
                    content.write(escaped ? next ^ ESCAPE_MASK : next);
                }
                escaped = false;
            }
            next = in.read();
        }
        int high = hexDigit(in.read());
        int low = hexDigit(in.read());
        boolean isWhole = high != NOT_HEX && low != NOT_HEX && (sum & 0xff) == (high << 4 | low);
        return isWhole && content.size() <= MAX_PACKET && !escaped
                ? new Incoming.Packet(new PacketText(content.toByteArray()))
                : new Incoming.Damaged();
    }

    private static int hexDigit(int character) {
        return character < 0 ? NOT_HEX : Character.digit(character, 16);
    }
}
