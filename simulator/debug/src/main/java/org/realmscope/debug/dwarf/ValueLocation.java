package org.realmscope.debug.dwarf;

import java.util.List;

/** Where a value is kept (DWARF 5, section 2.6). */
public sealed interface ValueLocation {
    /** In memory, from an address on. */
    record Memory(long va) implements ValueLocation {}

    /** In a register, from its least significant bit on. */
    record Register(int number) implements ValueLocation {}

    /** Nowhere, but its bytes are known. */
    final class Implicit implements ValueLocation {
        private final byte[] bytes;

        public Implicit(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /** A copy of the value, little-endian. */
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** In several places. */
    record Composite(List<Piece> pieces) implements ValueLocation {}

    /** Unknown, and why. */
    record Unavailable(String reason) implements ValueLocation {}

    /**
     * A part of a value; the parts follow each other without gaps.
     *
     * @param location of the bits, or unavailable
     * @param bitSize number of bits
     * @param bitOffset of the first within the location
     */
    record Piece(ValueLocation location, long bitSize, long bitOffset) {}

    /** The compiler kept the value nowhere at this address. */
    Unavailable OPTIMIZED_OUT = new Unavailable("optimized out");
}
