package org.realmscope.debug.inspect;

/**
 * What consecutive RTT entries of a level say.
 *
 * @param level of the entries
 * @param hipas host IPA state, never TABLE
 * @param ripas meaningful for Protected IPAs
 * @param offset output address minus IPA, of assigned entries; else 0
 * @param attributes as {@link RttEntry#attributes}
 */
public record RttState(int level, Hipas hipas, Ripas ripas, long offset, long attributes) {
    static RttState of(RttEntry entry) {
        long offset = entry.isAssigned() ? entry.outputAddress() - entry.ipa() : 0;
        return new RttState(entry.level(), entry.hipas(), entry.ripas(), offset, entry.attributes());
    }
}
