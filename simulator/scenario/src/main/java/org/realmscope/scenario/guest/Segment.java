package org.realmscope.scenario.guest;

import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Bytes;

/**
 * Memory that a realm's programs need populated before activation.
 *
 * @param ipa page aligned
 * @param bytes whole pages
 */
public record Segment(long ipa, Bytes bytes) {
    public AddressRange range() {
        return new AddressRange(ipa, ipa + bytes.size());
    }
}
