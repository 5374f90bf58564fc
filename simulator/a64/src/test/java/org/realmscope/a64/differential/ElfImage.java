package org.realmscope.a64.differential;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes a static 64-bit little-endian A64 ELF executable: headers and segments, no sections. */
final class ElfImage {
    static final int READ_EXECUTE = 5;
    static final int READ_WRITE = 6;

    private static final int HEADER_SIZE = 64;
    private static final int PROGRAM_HEADER_SIZE = 56;
    private static final int PAGE = 0x1000;
    private static final int ET_EXEC = 2;
    private static final int EM_AARCH64 = 183;
    private static final int PT_LOAD = 1;

    private record Segment(long address, ByteBuffer content, int flags) {}

    private final long entry;
    private final List<Segment> segments = new ArrayList<>();

    ElfImage(long entry) {
        this.entry = entry;
    }

    /** @param address page aligned */
    void addSegment(long address, ByteBuffer content, int flags) {
        segments.add(new Segment(address, content, flags));
    }

    byte[] bytes() {
        int size = PAGE;
        for (Segment segment : segments) {
            size += pageAligned(segment.content().capacity());
        }
        ByteBuffer elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        elf.putShort((short) ET_EXEC).putShort((short) EM_AARCH64).putInt(1);
        elf.putLong(entry).putLong(HEADER_SIZE).putLong(0).putInt(0);
        elf.putShort((short) HEADER_SIZE).putShort((short) PROGRAM_HEADER_SIZE).putShort((short) segments.size());
        elf.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        int offset = PAGE;
        for (Segment segment : segments) {
            int length = segment.content().capacity();
            elf.putInt(PT_LOAD).putInt(segment.flags()).putLong(offset);
            elf.putLong(segment.address())
                    .putLong(segment.address())
                    .putLong(length)
                    .putLong(length)
                    .putLong(PAGE);
            elf.put(offset, segment.content(), 0, length);
            offset += pageAligned(length);
        }
        return elf.array();
    }

    private static int pageAligned(int length) {
        return length + PAGE - 1 & -PAGE;
    }
}
