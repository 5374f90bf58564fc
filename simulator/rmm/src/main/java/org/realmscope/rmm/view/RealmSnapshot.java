package org.realmscope.rmm.view;

import java.util.HexFormat;
import java.util.List;
import org.realmscope.rmm.measurement.HashAlgorithm;
import org.realmscope.rmm.realm.RealmState;

/**
 * The attributes of a Realm.
 *
 * @param rd address of its Realm Descriptor
 * @param ipaWidth bits
 * @param rttBase address of the first starting-level RTT
 * @param measurements RIM, then REM 0 to 3, as long as the hash, in hexadecimal
 */
public record RealmSnapshot(
        long rd,
        RealmState state,
        int ipaWidth,
        boolean lpa2,
        int vmid,
        HashAlgorithm hashAlgorithm,
        long rttBase,
        int rttLevelStart,
        int rttNumStart,
        long recIndex,
        long numRecs,
        List<String> measurements) {
    public RealmSnapshot {
        measurements = List.copyOf(measurements);
    }

    static String hex(byte[] value) {
        return HexFormat.of().formatHex(value);
    }
}
