package org.realmscope.platform.mmu;

/**
 * One way in which a PE translates addresses, with the host-side acceleration for it. A PE keeps several, so that going
 * back and forth between Exception levels and worlds does not empty them. Not state.
 */
final class TranslationContext {
    /** Position among the contexts of the PE. */
    final int slot;

    final TranslationControls controls;
    final MicroTlb data = new MicroTlb();
    final FetchTlb fetch = new FetchTlb();
    /** When the context was selected last, counted in selections; zero if never. */
    long lastUse;

    TranslationContext(int slot, int physicalAddressSize) {
        this.slot = slot;
        this.controls = new TranslationControls(physicalAddressSize);
    }

    void clear() {
        data.clear();
        fetch.clear();
    }
}
