package org.realmscope.debug.inspect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Bytes of an address range, of which some may not be readable. */
public final class MemoryRead {
    private final AddressSpace space;
    private final long address;
    private final byte[] bytes;
    private final BitSet readable = new BitSet();
    private final List<Gap> gaps = new ArrayList<>();

    /**
     * Bytes that cannot be read.
     *
     * @param offset from the start of what was asked for
     * @param length bytes
     * @param reason as a sentence
     */
    public record Gap(int offset, int length, String reason) {}

    MemoryRead(AddressSpace space, long address, int length) {
        this.space = space;
        this.address = address;
        this.bytes = new byte[length];
    }

    void put(int offset, byte[] part) {
        System.arraycopy(part, 0, bytes, offset, part.length);
        readable.set(offset, offset + part.length);
    }

    void putGap(int offset, int length, String problem) {
        if (!gaps.isEmpty()) {
            Gap last = gaps.getLast();
            if (last.offset + last.length == offset && last.reason.endsWith(" " + problem)) {
                gaps.set(gaps.size() - 1, new Gap(last.offset, last.length + length, last.reason));
                return;
            }
        }
        gaps.add(new Gap(offset, length, space.format(address + offset) + " " + problem));
    }

    public AddressSpace space() {
        return space;
    }

    /** Address of the first byte. */
    public long address() {
        return address;
    }

    /** Bytes that were asked for. */
    public int length() {
        return bytes.length;
    }

    public boolean isReadable(int offset) {
        return readable.get(offset);
    }

    /** Whether every byte was read. */
    public boolean isComplete() {
        return gaps.isEmpty();
    }

    /** Number of bytes before the first that could not be read. */
    public int readablePrefix() {
        return Math.min(readable.nextClearBit(0), bytes.length);
    }

    /** What could not be read, in ascending order. */
    public List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    /** The bytes; 0 where one could not be read. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
