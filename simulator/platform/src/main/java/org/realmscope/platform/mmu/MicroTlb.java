package org.realmscope.platform.mmu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Host-side acceleration of data accesses in one translation context: virtual page -> frame of simulated memory.
 * Direct-mapped. It only ever holds what the architectural {@link Tlb} of the PE holds (or what needs no TLB because
 * translation is off), and only pages whose accesses need no further check: permissions, granule protection, device
 * memory, watchpoints, decoded code and the copy of a frame on first write are all decided when an entry is filled.
 *
 * <p>A tag is the virtual page address including its top byte; an access compares it with its address from which the
 * offset bits above the access size have been cleared, so that unaligned accesses and those that cross a page miss.
 */
public final class MicroTlb {
    public static final int ENTRIES = 1024;
    /** Never equal to the masked address of an access: bit 11 is always clear there. */
    public static final long NO_TAG = 0x800;

    public final long[] readTag = new long[ENTRIES];
    public final long[] writeTag = new long[ENTRIES];
    public final byte[] @Nullable [] frame = new byte[ENTRIES][];
    /** Physical page address of each entry, for invalidation by PA. */
    final long[] pa = new long[ENTRIES];

    public MicroTlb() {
        clear();
    }

    /** Entry that may hold the page of {@code va}. */
    public static int index(long va) {
        return (int) (va >>> 12) & (ENTRIES - 1);
    }

    void clear() {
        Arrays.fill(readTag, NO_TAG);
        Arrays.fill(writeTag, NO_TAG);
    }

    void clearWriteTags() {
        Arrays.fill(writeTag, NO_TAG);
    }

    /** Drops the page of {@code va}, whatever its top byte. */
    void dropPage(long va) {
        dropEntry(index(va));
    }

    void dropEntry(int index) {
        readTag[index] = NO_TAG;
        writeTag[index] = NO_TAG;
    }

    /** Drops every entry that maps the physical page {@code page}. */
    void dropPhysicalPage(long page) {
        for (int i = 0; i < ENTRIES; i++) {
            if (pa[i] == page) {
                dropEntry(i);
            }
        }
    }
}
