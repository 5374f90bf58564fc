package org.realmscope.platform.mmu;

/** What an execution engine keeps for a physical page of code; the platform only carries it in {@link FetchTlb}. */
public abstract class DecodedPage {
    /** Physical address of the page. */
    public final long pa;

    protected DecodedPage(long pa) {
        this.pa = pa;
    }
}
