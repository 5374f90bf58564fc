package org.realmscope.scenario.guest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes what ELF and DWARF files are made of, little-endian. */
final class ByteWriter {
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = 0x7f;
    private static final int CONTINUED = 0x80;
    private static final int SIGN = 0x40;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    int size() {
        return out.size();
    }

    ByteWriter u8(int value) {
        out.write(value);
        return this;
    }

    ByteWriter u16(int value) {
        return u8(value).u8(value >>> 8);
    }

    ByteWriter u32(int value) {
        return u16(value).u16(value >>> 16);
    }

    ByteWriter u64(long value) {
        return u32((int) value).u32((int) (value >>> 32));
    }

    /** DWARF 5, 7.6. */
    ByteWriter uleb(long value) {
        long rest = value;
        while (Long.compareUnsigned(rest, PAYLOAD) > 0) {
            u8((int) rest & PAYLOAD | CONTINUED);
            rest >>>= PAYLOAD_BITS;
        }
        return u8((int) rest);
    }

    /** DWARF 5, 7.6. */
    ByteWriter sleb(long value) {
        long rest = value;
        while (rest >> PAYLOAD_BITS - 1 != rest >> Long.SIZE - 1) {
            u8((int) rest & PAYLOAD | CONTINUED);
            rest >>= PAYLOAD_BITS;
        }
        return u8((int) rest & (PAYLOAD | SIGN));
    }

    /** UTF-8 and a zero. */
    ByteWriter string(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8)).u8(0);
    }

    ByteWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    ByteWriter bytes(ByteWriter other) {
        return bytes(other.toByteArray());
    }

    /** Zeroes up to a multiple of {@code alignment}, a power of two. */
    ByteWriter align(int alignment) {
        return padTo(size() + alignment - 1 & -alignment);
    }

    ByteWriter padTo(int offset) {
        while (size() < offset) {
            u8(0);
        }
        return this;
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
