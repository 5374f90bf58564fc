package org.realmscope.scenario.model;

/**
 * Addresses.
 *
 * @param base first byte
 * @param end first byte behind the last one
 */
public record AddressRange(long base, long end) {
    public long size() {
        return end - base;
    }

    public boolean contains(long address) {
        return Long.compareUnsigned(address, base) >= 0 && Long.compareUnsigned(address, end) < 0;
    }

    public boolean overlaps(AddressRange other) {
        return Long.compareUnsigned(base, other.end) < 0 && Long.compareUnsigned(other.base, end) < 0;
    }
}
