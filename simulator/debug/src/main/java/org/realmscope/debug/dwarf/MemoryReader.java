package org.realmscope.debug.dwarf;

import java.util.OptionalLong;

/** Memory as the code of a frame sees it. Reading has no side effects. */
@FunctionalInterface
public interface MemoryReader {
    /**
     * Reads bytes.
     *
     * @param va virtual address of the first
     * @param into filled from index 0 on
     * @return whether all of them could be read
     */
    boolean read(long va, byte[] into);

    /** A little-endian number of 1 to 8 bytes, zero-extended; empty if it cannot be read. */
    default OptionalLong readNumber(long va, int size) {
        byte[] bytes = new byte[size];
        return read(va, bytes) ? OptionalLong.of(Bits.number(bytes, 0, 8L * size)) : OptionalLong.empty();
    }
}
