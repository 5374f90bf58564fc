package org.realmscope.adapter.gdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Sends packets to gdb. One that cannot be reached any more gets nothing; that is also the end of what it sends. */
final class PacketWriter {
    private static final String SPECIAL = "$#*}";
    private static final int ESCAPE_MASK = 0x20;

    private final OutputStream out;
    private byte[] last = {};
    private boolean isBroken;

    PacketWriter(OutputStream out) {
        this.out = out;
    }

    /** Says whether a packet has arrived whole. */
    void acknowledge(boolean whole) {
        write(new byte[] {(byte) (whole ? '+' : '-')});
    }

    /** Sends a packet of text, which must be free of the characters that frame packets. */
    void send(String text) {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a packet, in which everything special has been escaped. */
    void send(byte[] content) {
        int sum = 0;
        for (byte each : content) {
            sum += each;
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream(content.length + 4);
        packet.write('$');
        packet.writeBytes(content);
        packet.write('#');
        packet.writeBytes(HexFormat.of().toHexDigits((byte) sum).getBytes(StandardCharsets.ISO_8859_1));
        last = packet.toByteArray();
        resend();
    }

    /** Sends the last packet again. */
    void resend() {
        write(last);
    }

    private void write(byte[] bytes) {
        if (isBroken) {
            return;
        }
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException broken) {
            isBroken = true;
        }
    }

    /** Whether gdb cannot be reached any more. */
    boolean isBroken() {
        return isBroken;
    }

    /** Bytes as a packet can carry them. */
    static byte[] escaped(byte[] data, int from, int to) {
        ByteArrayOutputStream escaped = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            if (SPECIAL.indexOf(data[i]) >= 0) {
                escaped.write('}');
                escaped.write(data[i] ^ ESCAPE_MASK);
            } else {
                escaped.write(data[i]);
            }
        }
        return escaped.toByteArray();
    }

    /** Text for people as hexadecimal digits. */
    static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The answer that something cannot be done, with the reason. */
    static String error(String reason) {
        StringBuilder answer = new StringBuilder("E.");
        reason.chars()
                .map(each -> each < ' ' || each > '~' || SPECIAL.indexOf(each) >= 0 ? ' ' : each)
                .forEach(each -> answer.append((char) each));
        return answer.toString();
    }
}
