package org.realmscope.debug.elf;

/** Reads the numbers of a section one after another, up to a limit that it never crosses. */
public final class DataCursor {
    private final SectionData data;
    private final int limit;
    private int position;

    DataCursor(SectionData data, int position, int limit) {
        this.data = data;
        this.position = position;
        this.limit = limit;
    }

    /** Offset in the section of the next byte. */
    public int position() {
        return position;
    }

    /** Offset in the section of the first byte that is not read any more. */
    public int limit() {
        return limit;
    }

    public SectionData data() {
        return data;
    }

    public boolean hasRemaining() {
        return position < limit;
    }

    public int remaining() {
        return limit - position;
    }

    public int u8() {
        return data.u8(advance(1));
    }

    public byte s8() {
        return (byte) u8();
    }

    public int u16() {
        return data.u16(advance(2));
    }

    /** 24 bits. */
    public int u24() {
        int at = advance(3);
        return data.u16(at) | data.u8(at + 2) << 16;
    }

    /** 32 bits, zero-extended. */
    public long u32() {
        return data.u32(advance(4));
    }

    public long u64() {
        return data.u64(advance(8));
    }

    /**
     * An unsigned number of 1, 2, 4 or 8 bytes.
     *
     * @throws MalformedFileException for any other size
     */
    public long unsigned(int size) {
        return switch (size) {
            case 1 -> u8();
            case 2 -> u16();
            case 4 -> u32();
            case 8 -> u64();
            default -> throw malformed("a number of " + size + " bytes; 1, 2, 4 or 8 are expected");
        };
    }

    /** The offset or length of the 32-bit or the 64-bit DWARF format (DWARF 5, section 7.4). */
    public long offset(boolean is64) {
        return is64 ? u64() : u32();
    }

    /** An unsigned LEB128 (DWARF 5, section 7.6); bits beyond the 64th must be zero. */
    public long uleb() {
        int from = position;
        long result = 0;
        for (int shift = 0; ; shift += 7) {
            int next = u8();
            long bits = next & 0x7f;
            if (shift >= 64 ? bits != 0 : shift == 63 && bits > 1) {
                throw data.malformed(from, "an unsigned LEB128 of more than 64 bits");
            }
            if (shift < 64) {
                result |= bits << shift;
            }
            if ((next & 0x80) == 0) {
                return result;
            }
        }
    }

    /** An unsigned LEB128 that counts or numbers something, so is in the range of an int. */
    public int ulebInt() {
        int from = position;
        long value = uleb();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw data.malformed(from, "0x%x is too large here".formatted(value));
        }
        return (int) value;
    }

    /** A signed LEB128 (DWARF 5, section 7.6). */
    public long sleb() {
        int from = position;
        long result = 0;
        int shift = 0;
        while (true) {
            int next = u8();
            if (shift < 64) {
                result |= (long) (next & 0x7f) << shift;
            } else if ((next & 0x7f) != (result < 0 ? 0x7f : 0)) {
                throw data.malformed(from, "a signed LEB128 of more than 64 bits");
            }
            shift += 7;
            if ((next & 0x80) == 0) {
                boolean negative = (next & 0x40) != 0;
                return shift < 64 && negative ? result | -1L << shift : result;
            }
        }
    }

    /** A string that ends at a zero byte, which is skipped. */
    public String string() {
        int from = position;
        skipString();
        return data.string(from);
    }

    /** Moves behind the next zero byte. */
    public void skipString() {
        int from = position;
        while (u8() != 0) {
            if (!hasRemaining()) {
                throw data.malformed(from, "a string begins here that no zero byte ends");
            }
        }
    }

    public byte[] bytes(int size) {
        return data.bytes(advance(size), size);
    }

    /** Moves over bytes without reading them. */
    public void skip(long size) {
        advance(size);
    }

    /**
     * Moves to an offset of the section.
     *
     * @throws MalformedFileException if it is beyond the limit
     */
    public void seek(long offset) {
        if (offset < 0 || offset > limit) {
            throw malformed("offset 0x%x is outside the data".formatted(offset));
        }
        position = (int) offset;
    }

    /** A cursor over the next bytes; this one moves behind them. */
    public DataCursor slice(long size) {
        return data.cursor(advance(size), size);
    }

    /** The exception for something wrong at the current position. */
    public MalformedFileException malformed(String what) {
        return data.malformed(position, what);
    }

    private int advance(long size) {
        if (size < 0 || size > limit - position) {
            throw malformed("0x%x bytes are wanted, but only 0x%x are left".formatted(size, limit - position));
        }
        int at = position;
        position += (int) size;
        return at;
    }
}
