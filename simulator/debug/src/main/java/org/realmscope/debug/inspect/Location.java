package org.realmscope.debug.inspect;

import org.jspecify.annotations.Nullable;

/**
 * Where an address leads.
 *
 * @param pa physical address; also of one that is in a granule of another space; 0 where it is not known
 * @param rd physical address of the RD of the realm whose tables were walked, {@link RealmSelector#NONE} if none were
 * @param ipa that was looked up in the realm's RTT, or -1
 * @param problem why there is no physical address, as a clause; null if there is one
 */
public record Location(long pa, long rd, long ipa, @Nullable String problem) {
    private static final long NO_IPA = -1;

    static Location at(long pa) {
        return new Location(pa, RealmSelector.NONE, NO_IPA, null);
    }

    static Location none(String problem) {
        return new Location(0, RealmSelector.NONE, NO_IPA, problem);
    }

    /** The address is known, and yet nothing can be accessed there. */
    static Location unusable(long pa, String problem) {
        return new Location(pa, RealmSelector.NONE, NO_IPA, problem);
    }

    /** The same, of an IPA of a realm. */
    Location of(long realm, long address) {
        return new Location(pa, realm, address, problem);
    }

    public boolean isFound() {
        return problem == null;
    }
}
