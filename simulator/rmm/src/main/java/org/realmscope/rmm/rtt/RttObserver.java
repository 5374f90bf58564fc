package org.realmscope.rmm.rtt;

/** Hears of each change of RTT entries and of the TLB maintenance for it. */
public interface RttObserver {
    /**
     * @param table address of the RTT granule
     * @param index of the entry
     */
    void entryChanged(long table, int index, long before, long after);

    /** Translations of {@code size} bytes from {@code ipa} on are invalidated on every PE. */
    void tlbInvalidated(int vmid, long ipa, long size);
}
