package org.realmscope.platform.mmu;

import java.util.Arrays;

/**
 * Counts the entries of a TLB by a hash of some page number, so that an invalidation that concerns nobody is recognised
 * in constant time. May say that a page is present when it is not, never the reverse. Derived from the TLB, not state.
 */
final class PageFilter {
    private final short[] count;
    private final int shift;

    /** @param sizeLog2 binary logarithm of the number of counters */
    PageFilter(int sizeLog2) {
        this.count = new short[1 << sizeLog2];
        this.shift = 64 - sizeLog2;
    }

    void add(long page) {
        count[slot(page)]++;
    }

    void remove(long page) {
        count[slot(page)]--;
    }

    boolean mayContain(long page) {
        return count[slot(page)] != 0;
    }

    void clear() {
        Arrays.fill(count, (short) 0);
    }

    private int slot(long page) {
        return (int) (page * 0x9E37_79B9_7F4A_7C15L >>> shift);
    }
}
