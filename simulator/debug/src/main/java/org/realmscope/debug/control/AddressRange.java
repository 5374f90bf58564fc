package org.realmscope.debug.control;

/**
 * Consecutive addresses.
 *
 * @param base first address
 * @param end first address behind them
 */
public record AddressRange(long base, long end) {
    /** Every address of an IPA or PA space. */
    public static final AddressRange ALL = new AddressRange(0, Long.MAX_VALUE);

    public boolean contains(long address) {
        return base <= address && address < end;
    }

    public boolean overlaps(AddressRange other) {
        return base < other.end && other.base < end;
    }

    /** The addresses that are in both. */
    public AddressRange and(AddressRange other) {
        return new AddressRange(Math.max(base, other.base), Math.min(end, other.end));
    }

    @Override
    public String toString() {
        return "0x%x..0x%x".formatted(base, end);
    }
}
