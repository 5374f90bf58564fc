package org.realmscope.platform.mmu;

import org.realmscope.platform.memory.PhysicalMemory;

/** Writes translation tables of 4 KiB granules, one entry at a time. Knows nothing of how they are walked. */
final class TestTables {
    /** A leaf that everything may access: AF, valid, page or block to be chosen by {@link #map}. */
    static final long AF = 1L << 10;

    static final long NG = 1L << 11;
    static final long EL0 = 1L << 6;
    static final long READ_ONLY = 1L << 7;
    static final long PXN = 1L << 53;
    static final long UXN = 1L << 54;
    static final long NS_STAGE_1 = 1L << 5;
    static final long NS_STAGE_2 = 1L << 55;
    static final long GP = 1L << 50;

    /** Stage 2 leaf: AF, read and write, Normal Write-Back (not FWB). */
    static final long S2_RW = AF | 3 << 6 | 0xf << 2;

    private final PhysicalMemory memory;
    private long next;

    /** @param next where tables are put, one page after the other */
    TestTables(PhysicalMemory memory, long next) {
        this.memory = memory;
        this.next = next;
    }

    /** A table of {@code pages} pages aligned to its size, a power of two. */
    long table(int pages) {
        long size = 4096L * pages;
        long table = next + size - 1 & -size;
        next = table + size;
        return table;
    }

    long table() {
        return table(1);
    }

    /**
     * Maps one page or block and writes the tables to it.
     *
     * @param root first table
     * @param start level of the first table
     * @param level of the leaf: 1 or 2 for a block, 3 for a page
     * @param leaf output address and attributes, without type bits
     */
    void map(long root, int start, long input, int level, long leaf) {
        map(root, start, input, level, leaf, 0);
    }

    /** @param tableBits hierarchical attributes of every table descriptor on the way */
    void map(long root, int start, long input, int level, long leaf, long tableBits) {
        long table = root;
        for (int l = start; l < level; l++) {
            long at = entry(table, start, l, input);
            if (memory.read64(at) == 0) {
                memory.write64(at, table() | tableBits | 3);
            }
            table = memory.read64(at) & 0x0000_ffff_ffff_f000L;
        }
        memory.write64(entry(table, start, level, input), leaf | (level == 3 ? 3 : 1));
    }

    /** Address of the descriptor of {@code input} at {@code level} below {@code root}. */
    long find(long root, int start, long input, int level) {
        long table = root;
        for (int l = start; l < level; l++) {
            table = memory.read64(entry(table, start, l, input)) & 0x0000_ffff_ffff_f000L;
        }
        return entry(table, start, level, input);
    }

    /** The first table may be concatenated: its index is as wide as the input address. */
    private static long entry(long table, int start, int level, long input) {
        long address = input & 0x000f_ffff_ffff_ffffL;
        long index = address >>> 12 + 9 * (3 - level);
        return table + 8 * (level == start && input >= 0 ? index : index & 0x1ff);
    }

    /** Identity mapping of {@code size} bytes by pages. */
    void mapFlat(long root, int start, long base, long size, long attributes) {
        for (long at = base; at < base + size; at += 4096) {
            map(root, start, at, 3, at | attributes);
        }
    }
}
