package org.realmscope.debug.elf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The little-endian bytes of a section, or of another named part of a file. Every access is checked. */
public final class SectionData {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String file;
    private final String name;
    private final byte[] bytes;
    private final int start;
    private final int length;

    SectionData(String file, String name, byte[] bytes, int start, int length) {
        this.file = file;
        this.name = name;
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    /** Bytes of something that has no section of its own, such as a value. */
    public static SectionData of(String file, String name, byte[] bytes) {
        return new SectionData(file, name, bytes.clone(), 0, bytes.length);
    }

    /** Name of the section, such as {@code .debug_info}. */
    public String name() {
        return name;
    }

    /** Size in bytes. */
    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** A cursor over the whole section. */
    public DataCursor cursor() {
        return new DataCursor(this, 0, length);
    }

    /**
     * A cursor over a part of the section.
     *
     * @throws MalformedFileException if the part is not within the section
     */
    public DataCursor cursor(long from, long size) {
        check(from, size);
        return new DataCursor(this, (int) from, (int) (from + size));
    }

    public int u8(long offset) {
        return bytes[index(offset, 1)] & 0xff;
    }

    public int u16(long offset) {
        return (short) SHORT.get(bytes, index(offset, 2)) & 0xffff;
    }

    /** 32 bits, zero-extended. */
    public long u32(long offset) {
        return (int) INT.get(bytes, index(offset, 4)) & 0xffff_ffffL;
    }

    public long u64(long offset) {
        return (long) LONG.get(bytes, index(offset, 8));
    }

    /** A copy of {@code size} bytes. */
    public byte[] bytes(long offset, long size) {
        int from = index(offset, size);
        return Arrays.copyOfRange(bytes, from, from + (int) size);
    }

    /** The UTF-8 string that ends at the next zero byte. */
    public String string(long offset) {
        int from = index(offset, 0);
        int end = start + length;
        for (int i = from; i < end; i++) {
            if (bytes[i] == 0) {
                return new String(bytes, from, i - from, StandardCharsets.UTF_8);
            }
        }
        throw malformed(offset, "a string begins here that no zero byte ends");
    }

    /** The exception for something wrong at an offset of this section. */
    public MalformedFileException malformed(long offset, String what) {
        return new MalformedFileException(file, name, offset, what);
    }

    private int index(long offset, long size) {
        check(offset, size);
        return start + (int) offset;
    }

    private void check(long offset, long size) {
        if (offset < 0 || size < 0 || offset > length || size > length - offset) {
            throw malformed(offset, "0x%x bytes are wanted, but the section has 0x%x in all".formatted(size, length));
        }
    }
}
