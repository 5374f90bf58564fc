package org.realmscope.platform.mmu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Host-side acceleration of instruction fetches in one translation context: virtual page -> decoded page.
 * Direct-mapped; like {@link MicroTlb}, it only holds what the architectural TLB holds.
 */
public final class FetchTlb {
    public static final int ENTRIES = 256;
    /** Never equal to a page address. */
    public static final long NO_TAG = 1;

    public final long[] tag = new long[ENTRIES];
    public final @Nullable DecodedPage[] page = new @Nullable DecodedPage[ENTRIES];
    /** Whether the page's translation has the GP (guarded page) bit of FEAT_BTI. */
    public final boolean[] guarded = new boolean[ENTRIES];

    public FetchTlb() {
        clear();
    }

    /** Entry that may hold the page of {@code va}. */
    public static int index(long va) {
        return (int) (va >>> 12) & (ENTRIES - 1);
    }

    /** Puts a decoded page in, after {@link Mmu#translateFetch} allowed the fetch. */
    public void fill(long va, DecodedPage decoded, boolean isGuarded) {
        int index = index(va);
        tag[index] = va & -4096L;
        page[index] = decoded;
        guarded[index] = isGuarded;
    }

    void clear() {
        Arrays.fill(tag, NO_TAG);
        Arrays.fill(page, null);
    }

    void dropPage(long va) {
        tag[index(va)] = NO_TAG;
    }

    void dropPhysicalPage(long pa) {
        for (int i = 0; i < ENTRIES; i++) {
            DecodedPage decoded = page[i];
            if (decoded != null && decoded.pa == pa) {
                tag[i] = NO_TAG;
            }
        }
    }
}
