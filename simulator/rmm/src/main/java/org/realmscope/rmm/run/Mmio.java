package org.realmscope.rmm.run;

/** Values of emulated accesses to Unprotected IPAs, as the syndrome of the abort describes the instruction. */
final class Mmio {
    private Mmio() {}

    /** The bits of a register that a store of the access's size writes. */
    static long storedValue(long esr, long register) {
        int bits = 8 * Syndrome.accessSize(esr);
        return bits == 64 ? register : register & (1L << bits) - 1;
    }

    /**
     * What a load puts into its register when memory holds {@code value}: narrowed, and extended as the instruction
     * does.
     */
    static long loadedValue(long esr, long value) {
        int unused = 64 - 8 * Syndrome.accessSize(esr);
        if (!Syndrome.isSignExtended(esr)) {
            return value << unused >>> unused;
        }
        long extended = value << unused >> unused;
        return Syndrome.isWide(esr) ? extended : extended & 0xffff_ffffL;
    }
}
