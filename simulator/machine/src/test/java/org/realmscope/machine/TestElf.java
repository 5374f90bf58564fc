package org.realmscope.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.realmscope.machine.image.ElfImage;

/** Small ELF files made in memory. */
public final class TestElf {
    public static final long HOST_BASE = 0x4200_0000L;
    public static final int SEGMENT_OFFSET = 0x78;

    private TestElf() {}

    /** The bytes of an executable with one segment, which starts with its entry point. */
    public static byte[] file(long address, int... words) {
        ByteBuffer bytes =
                ByteBuffer.allocate(SEGMENT_OFFSET + 4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        bytes.putShort(16, (short) 2).putShort(18, (short) 183).putInt(20, 1);
        bytes.putLong(24, address).putLong(32, 64);
        bytes.putShort(52, (short) 64).putShort(54, (short) 56).putShort(56, (short) 1);
        bytes.putInt(64, 1).putInt(68, 5).putLong(72, SEGMENT_OFFSET);
        bytes.putLong(80, address).putLong(88, address);
        bytes.putLong(96, 4L * words.length).putLong(104, 4L * words.length);
        bytes.position(SEGMENT_OFFSET);
        for (int word : words) {
            bytes.putInt(word);
        }
        return bytes.array();
    }

    /** A host image of these instructions. */
    public static ElfImage host(int... words) {
        return ElfImage.parse("test.elf", file(HOST_BASE, words));
    }
}
