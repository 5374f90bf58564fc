package org.realmscope.debug.inspect;

import java.util.List;

/**
 * A realm.
 *
 * @param rd physical address of its Realm Descriptor
 * @param state of its life cycle: NEW, ACTIVE or SYSTEM_OFF
 * @param ipaWidth bits of its IPA space; the upper half is Unprotected
 * @param lpa2 whether its RTT has the layout of FEAT_LPA2
 * @param startLevel starting level of its RTT
 * @param rttBase physical address of its first starting-level table
 * @param measurements RIM, then REM 0 to 3, in hexadecimal
 */
public record RealmSummary(
        long rd,
        String state,
        int ipaWidth,
        boolean lpa2,
        int vmid,
        int startLevel,
        long rttBase,
        List<String> measurements) {
    public RealmSummary {
        measurements = List.copyOf(measurements);
    }

    /** Whether {@code ipa} is in the Protected half of the IPA space. */
    public boolean isProtected(long ipa) {
        return ipa >>> ipaWidth - 1 == 0;
    }

    /** First address behind the IPA space. */
    public long ipaEnd() {
        return 1L << ipaWidth;
    }
}
