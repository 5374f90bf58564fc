package org.realmscope.platform.mmu;

import java.util.Arrays;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/**
 * One architectural TLB of a PE: part of the machine's state. Four ways, replaced in FIFO order whether or not a way is
 * free, so that the contents depend on nothing but the sequence of misses and invalidations. Entries are laid out as
 * {@link TlbEntry} says; a block of the tables is present as the pages of it that were used, and an invalidation by
 * address finds all of them.
 */
final class Tlb implements Stateful {
    /** As ASID, VMID or level: matches every entry. */
    static final int ANY = -1;

    private static final int WAYS = 4;
    /** Pages per block of levels 0 to 2, binary logarithm. */
    private static final int[] BLOCK_SHIFT = {27, 18, 9};
    /** Ranges of more pages are invalidated by looking at all entries. */
    private static final long PAGE_BY_PAGE = 64;

    private final long[] key;
    private final long[] output;
    private final long[] ipa;
    private final long[] attributes;
    private final byte[] next;
    private final int setMask;
    private final int levelShift;
    private final ChangeListener listener;

    private final PageFilter outputPages = new PageFilter(14);
    private final PageFilter ipaPages = new PageFilter(14);
    private final PageFilter[] blocks = {new PageFilter(6), new PageFilter(8), new PageFilter(10)};
    private int valid;

    /** Hears of every change of the contents, so that nothing above the TLB keeps what it no longer gives. */
    interface ChangeListener {
        /**
         * A lookup of the page of {@code key} may have another result than before: an entry is gone, or a new one may
         * come before one that matches, too (a global and a non-global translation of one VA).
         */
        void pageChanged(long key);
    }

    /**
     * @param entries capacity, a power of two
     * @param levelShift position in the attributes of the level whose blocks an invalidation by address covers
     */
    Tlb(int entries, int levelShift, ChangeListener listener) {
        this.key = new long[entries];
        this.output = new long[entries];
        this.ipa = new long[entries];
        this.attributes = new long[entries];
        this.next = new byte[entries / WAYS];
        this.setMask = entries / WAYS - 1;
        this.levelShift = levelShift;
        this.listener = listener;
    }

    /**
     * The entry that translates a page, or -1.
     *
     * @param wanted key with the current ASID
     */
    int find(long wanted, int vmid) {
        int first = set(wanted) * WAYS;
        for (int i = first; i < first + WAYS; i++) {
            long difference = key[i] ^ wanted;
            if ((difference & TlbEntry.MATCH_MASK) == 0
                    && attributes[i] >>> TlbEntry.VMID_SHIFT == vmid
                    && (difference == 0 || (attributes[i] & TlbEntry.NON_GLOBAL) == 0)) {
                return i;
            }
        }
        return -1;
    }

    long output(int entry) {
        return output[entry];
    }

    long ipa(int entry) {
        return ipa[entry];
    }

    long attributes(int entry) {
        return attributes[entry];
    }

    /** Replaces the oldest entry of the set. */
    void insert(long newKey, long newOutput, long newIpa, long newAttributes) {
        int set = set(newKey);
        int entry = set * WAYS + next[set];
        next[set] = (byte) (next[set] + 1 & WAYS - 1);
        if (key[entry] != 0) {
            remove(entry);
        }
        put(entry, newKey, newOutput, newIpa, newAttributes);
        listener.pageChanged(newKey);
    }

    private void put(int entry, long newKey, long newOutput, long newIpa, long newAttributes) {
        key[entry] = newKey;
        output[entry] = newOutput;
        ipa[entry] = newIpa;
        attributes[entry] = newAttributes;
        valid++;
        outputPages.add(newOutput >>> 12);
        if ((newAttributes & TlbEntry.STAGE_2) != 0) {
            ipaPages.add(newIpa >>> 12);
        }
        int level = level(entry);
        if (level < BLOCK_SHIFT.length) {
            blocks[level].add((newKey & TlbEntry.PAGE_MASK) >>> BLOCK_SHIFT[level]);
        }
    }

    private void remove(int entry) {
        long removed = key[entry];
        valid--;
        outputPages.remove(output[entry] >>> 12);
        if ((attributes[entry] & TlbEntry.STAGE_2) != 0) {
            ipaPages.remove(ipa[entry] >>> 12);
        }
        int level = level(entry);
        if (level < BLOCK_SHIFT.length) {
            blocks[level].remove((removed & TlbEntry.PAGE_MASK) >>> BLOCK_SHIFT[level]);
        }
        key[entry] = 0;
        listener.pageChanged(removed);
    }

    /** Number of valid entries. */
    int size() {
        return valid;
    }

    // --- invalidation

    /**
     * Drops the entries of one regime.
     *
     * @param base {@link TlbEntry#keyBase} of the regime
     * @param asid drops only non-global entries with this ASID, or {@link #ANY}
     */
    void invalidateRegime(long base, int asid, int vmid) {
        for (int i = 0; i < key.length && valid != 0; i++) {
            long k = key[i];
            if (k != 0
                    && (k & TlbEntry.MATCH_MASK & ~TlbEntry.PAGE_MASK) == base
                    && hasVmid(i, vmid)
                    && (asid == ANY
                            || (attributes[i] & TlbEntry.NON_GLOBAL) != 0 && k >>> TlbEntry.ASID_SHIFT == asid)) {
                remove(i);
            }
        }
    }

    /**
     * Drops the entries whose page or block includes a page: global ones and those with the ASID.
     *
     * @param page key without ASID
     * @param level of the descriptor that the software changed, or {@link #ANY}
     */
    void invalidatePage(long page, int asid, int vmid, int level) {
        int first = set(page) * WAYS;
        for (int i = first; i < first + WAYS; i++) {
            if ((key[i] & TlbEntry.MATCH_MASK) == page && matches(i, asid, vmid, level)) {
                remove(i);
            }
        }
        for (int l = 0; l < BLOCK_SHIFT.length; l++) {
            if (blocks[l].mayContain((page & TlbEntry.PAGE_MASK) >>> BLOCK_SHIFT[l]) && (level == ANY || level == l)) {
                invalidateBlock(page, asid, vmid, l);
            }
        }
    }

    private void invalidateBlock(long page, int asid, int vmid, int level) {
        for (int i = 0; i < key.length; i++) {
            if (key[i] != 0
                    && ((key[i] ^ page) & TlbEntry.MATCH_MASK) >>> BLOCK_SHIFT[level] == 0
                    && matches(i, asid, vmid, level)) {
                remove(i);
            }
        }
    }

    /**
     * Drops what {@link #invalidatePage} drops for {@code pages} pages from {@code page} on.
     *
     * @param page key without ASID
     */
    void invalidateRange(long page, long pages, int asid, int vmid, int level) {
        if (pages <= PAGE_BY_PAGE) {
            for (long i = 0; i < pages; i++) {
                invalidatePage(page + i, asid, vmid, level);
            }
            return;
        }
        for (int i = 0; i < key.length && valid != 0; i++) {
            if (key[i] == 0 || !matches(i, asid, vmid, level)) {
                continue;
            }
            int entryLevel = level(i);
            long block = entryLevel < BLOCK_SHIFT.length ? 1L << BLOCK_SHIFT[entryLevel] : 1;
            long start = key[i] & TlbEntry.MATCH_MASK & -block;
            if (start < page + pages && start + block > page) {
                remove(i);
            }
        }
    }

    /** Drops every entry that translates to the physical page of {@code pa}. */
    void invalidatePhysicalPage(long pa) {
        if (!outputPages.mayContain(pa >>> 12)) {
            return;
        }
        for (int i = 0; i < key.length; i++) {
            if (key[i] != 0 && output[i] >>> 12 == pa >>> 12) {
                remove(i);
            }
        }
    }

    /**
     * Drops every Realm entry of the VMID that includes a stage 2 translation of an IPA in the range.
     *
     * @param start 4 KiB aligned
     * @param size bytes
     */
    void invalidateIpaRange(long start, long size, int vmid) {
        long first = start >>> 12;
        long last = start + size - 1 >>> 12;
        boolean mayConcern = last - first >= PAGE_BY_PAGE;
        for (long page = first; page <= last && !mayConcern; page++) {
            mayConcern = ipaPages.mayContain(page);
        }
        for (int i = 0; i < key.length && mayConcern && valid != 0; i++) {
            if (key[i] != 0
                    && (attributes[i] & TlbEntry.STAGE_2) != 0
                    && ipa[i] >>> 12 >= first
                    && ipa[i] >>> 12 <= last
                    && (key[i] >>> TlbEntry.REALM_SHIFT & 1) != 0
                    && hasVmid(i, vmid)) {
                remove(i);
            }
        }
    }

    private boolean matches(int entry, int asid, int vmid, int level) {
        return hasVmid(entry, vmid)
                && (asid == ANY
                        || (attributes[entry] & TlbEntry.NON_GLOBAL) == 0
                        || key[entry] >>> TlbEntry.ASID_SHIFT == asid)
                && (level == ANY || level == level(entry));
    }

    private boolean hasVmid(int entry, int vmid) {
        return vmid == ANY || attributes[entry] >>> TlbEntry.VMID_SHIFT == vmid;
    }

    private int level(int entry) {
        return (int) (attributes[entry] >>> levelShift) & 3;
    }

    private int set(long anyKey) {
        long page = anyKey & TlbEntry.MATCH_MASK;
        return (int) (page ^ page >>> 10 ^ page >>> TlbEntry.REGIME_SHIFT - 4) & setMask;
    }

    // --- state

    @Override
    public void save(StateSink sink) {
        for (int i = 0; i < next.length; i += Long.SIZE / 2) {
            long pointers = 0;
            for (int j = 0; j < Long.SIZE / 2; j++) {
                pointers |= (long) next[i + j] << 2 * j;
            }
            sink.put(pointers);
        }
        sink.put(valid);
        for (int i = 0; i < key.length; i++) {
            if (key[i] != 0) {
                sink.put(i);
                sink.put(key[i]);
                sink.put(output[i]);
                sink.put(ipa[i]);
                sink.put(attributes[i]);
            }
        }
    }

    @Override
    public void load(StateSource source) {
        clear();
        for (int i = 0; i < next.length; i += Long.SIZE / 2) {
            long pointers = source.next();
            for (int j = 0; j < Long.SIZE / 2; j++) {
                next[i + j] = (byte) (pointers >>> 2 * j & WAYS - 1);
            }
        }
        int entries = (int) source.next();
        for (int i = 0; i < entries; i++) {
            int entry = (int) source.next();
            put(entry, source.next(), source.next(), source.next(), source.next());
        }
    }

    private void clear() {
        Arrays.fill(key, 0);
        valid = 0;
        outputPages.clear();
        ipaPages.clear();
        for (PageFilter filter : blocks) {
            filter.clear();
        }
    }
}
