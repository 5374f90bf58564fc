package org.realmscope.debug.dwarf;

/**
 * Addresses of code.
 *
 * @param low first virtual address
 * @param high first virtual address behind it
 */
public record AddressRange(long low, long high) {
    public boolean contains(long pc) {
        return Long.compareUnsigned(low, pc) <= 0 && Long.compareUnsigned(pc, high) < 0;
    }

    /** Number of bytes. */
    public long size() {
        return high - low;
    }

    boolean isEmpty() {
        return Long.compareUnsigned(low, high) >= 0;
    }
}
