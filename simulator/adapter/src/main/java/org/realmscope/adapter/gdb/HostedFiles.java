package org.realmscope.adapter.gdb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Lets gdb read the host's ELF file, and no other file ("Debugging with GDB", E.7, Host I/O packets). */
final class HostedFiles {
    private static final int DESCRIPTOR = 3;
    private static final int ENOENT = 2;
    private static final int EBADF = 9;
    private static final int STAT_SIZE = 64;
    private static final int STAT_MODE_OFFSET = 8;
    private static final int STAT_SIZE_OFFSET = 28;
    /** An ordinary file that everybody may read. */
    private static final int MODE = 0x8124;

    private final HostProgram program;

    HostedFiles(HostProgram program) {
        this.program = program;
    }

    /** The answer to a {@code vFile} packet, read up to the operation; empty if there is no such operation. */
    byte[] answer(PacketText packet) {
        return switch (packet.until(':')) {
            case "open" -> open(packet);
            case "pread" -> read(packet);
            case "fstat" -> packet.number(Integer.MAX_VALUE) == DESCRIPTOR ? stat() : failed(EBADF);
            case "close" -> packet.number(Integer.MAX_VALUE) == DESCRIPTOR ? text("F0") : failed(EBADF);
            case "setfs" -> text("F0");
            default -> text("");
        };
    }

    private byte[] open(PacketText packet) {
        boolean isHost = PacketText.decoded(packet.until(',')).equals(program.path());
        return isHost ? text("F" + DESCRIPTOR) : failed(ENOENT);
    }

    private byte[] read(PacketText packet) {
        int descriptor = packet.number(Integer.MAX_VALUE);
        packet.expect(",");
        int count = packet.number(Integer.MAX_VALUE);
        packet.expect(",");
        long offset = packet.hex();
        if (descriptor != DESCRIPTOR) {
            return failed(EBADF);
        }
        int from = (int) Math.max(0, Math.min(offset, program.size()));
        // Half of a packet, because every byte may have to be escaped.
        int length = Math.min(Math.min(count, PacketReader.MAX_PACKET / 2 - 16), program.size() - from);
        return found(length, program.escaped(from, from + length));
    }

    private byte[] stat() {
        byte[] stat = ByteBuffer.allocate(STAT_SIZE)
                .putInt(STAT_MODE_OFFSET, MODE)
                .putLong(STAT_SIZE_OFFSET, program.size())
                .array();
        return found(STAT_SIZE, PacketWriter.escaped(stat, 0, STAT_SIZE));
    }

    private static byte[] found(int length, byte[] escaped) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(text("F%x;".formatted(length)));
        answer.writeBytes(escaped);
        return answer.toByteArray();
    }

    private static byte[] failed(int errno) {
        return text("F-1,%x".formatted(errno));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
