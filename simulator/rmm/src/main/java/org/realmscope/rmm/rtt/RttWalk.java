package org.realmscope.rmm.rtt;

/** Where a walk ended (DEN0137, RttWalk). Scratch of one command; it holds no state. */
public final class RttWalk {
    /** Address of the RTT granule with the last entry. */
    public long table;
    /** Index of the last entry in {@link #table}. */
    public int index;
    /** Level of {@link #table}. */
    public int level;
    /** The last entry. */
    public long entry;

    public EntryState state() {
        return S2Entry.state(entry, level);
    }

    /** Encoding of {@link Ripas}; 0 if the entry has none. */
    public int ripas() {
        return S2Entry.ripas(entry, level);
    }

    public boolean isTable() {
        return S2Entry.isTable(entry, level);
    }
}
