package org.realmscope.debug.control;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.ElfFile;
import org.realmscope.debug.elf.ElfSymbol;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * Which pages are free, by the lists that the host's allocator keeps (page_alloc.c of the host image): a list for each
 * block size, of frames whose {@code struct page} begins with the next frame in 32 bits; 0 ends it.
 */
final class FreeLists {
    private static final long PAGE = 4096;
    private static final int STRUCT_PAGE = 8;
    private static final int LIST_HEAD = 4;
    /** A longer list is not one: the host has not set it up, or has destroyed it. */
    private static final int LONGEST = 1 << 22;

    private final PhysicalMemory memory;
    private final long heads;
    private final int orders;
    private final long memMap;
    private final long memoryStart;

    private FreeLists(PhysicalMemory memory, ElfSymbol heads, ElfSymbol memMap, ElfSymbol memoryStart) {
        this.memory = memory;
        this.heads = heads.address();
        this.orders = (int) (heads.size() / LIST_HEAD);
        this.memMap = memMap.address();
        this.memoryStart = memoryStart.address();
    }

    /** Those of a host image; null if it has no such lists. */
    static @Nullable FreeLists of(PhysicalMemory memory, ElfFile host) {
        ElfSymbol heads = variable(host, "free_area");
        ElfSymbol memMap = variable(host, "mem_map");
        ElfSymbol memoryStart = variable(host, "memory_start");
        return heads == null || memMap == null || memoryStart == null
                ? null
                : new FreeLists(memory, heads, memMap, memoryStart);
    }

    private static @Nullable ElfSymbol variable(ElfFile host, String name) {
        List<ElfSymbol> found = host.symbols().named(name).stream()
                .filter(symbol -> symbol.isDefined() && !symbol.isFunction())
                .toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    /**
     * The first page of a range that is free, -1 if none is.
     *
     * @param pa first byte
     * @param size bytes
     */
    long firstFree(long pa, long size) {
        long start = read64(memoryStart);
        long map = read64(memMap);
        long first = -1;
        for (int order = 0; order < orders && start > 0; order++) {
            long frame = read32(heads + (long) order * LIST_HEAD);
            for (int i = 0; frame != 0 && i < LONGEST; i++) {
                long block = start + frame * PAGE;
                boolean overlaps = block < pa + size && pa < block + (PAGE << order);
                if (overlaps && (first < 0 || Math.max(block, pa) < first)) {
                    first = Math.max(block, pa);
                }
                frame = read32(map + frame * STRUCT_PAGE);
            }
        }
        return first;
    }

    private long read64(long pa) {
        return memory.isBacked(pa, Long.BYTES) ? memory.read64(pa) : 0;
    }

    private long read32(long pa) {
        return memory.isBacked(pa, Integer.BYTES) ? memory.read32(pa) & 0xffff_ffffL : 0;
    }
}
