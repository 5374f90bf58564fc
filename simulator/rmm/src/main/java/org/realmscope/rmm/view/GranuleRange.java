package org.realmscope.rmm.view;

import org.realmscope.rmm.granule.GranuleState;

/**
 * Consecutive granules in the same state with the same owner.
 *
 * @param pa address of the first
 * @param count of granules
 * @param owner address of the RD that owns them, 0 if no Realm does
 */
public record GranuleRange(long pa, long count, GranuleState state, long owner) {}
