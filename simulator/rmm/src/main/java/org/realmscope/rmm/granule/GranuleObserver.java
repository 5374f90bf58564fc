package org.realmscope.rmm.granule;

/** Hears of each change of a granule's state. */
public interface GranuleObserver {
    /**
     * @param pa address of the granule
     * @param before state that it leaves
     * @param after state that it has now
     * @param owner address of the RD that owns it now, 0 if no Realm does
     */
    void granuleChanged(long pa, GranuleState before, GranuleState after, long owner);
}
