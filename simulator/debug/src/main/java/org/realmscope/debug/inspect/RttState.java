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

    /**
     * The state in words.
     *
     * @param ipa first one that it is said of
     */
    public String text(long ipa) {
        boolean isAssigned = hipas == Hipas.ASSIGNED || hipas == Hipas.ASSIGNED_NS;
        boolean isUnprotected = hipas == Hipas.ASSIGNED_NS || hipas == Hipas.UNASSIGNED_NS;
        return "level %d %s%s%s"
                .formatted(
                        level,
                        hipas,
                        isUnprotected ? "" : " " + ripas,
                        isAssigned ? " to 0x%x".formatted(ipa + offset) : "");
    }
}
