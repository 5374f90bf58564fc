package org.realmscope.ui.view;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.ui.map.AddressRange;

/**
 * Addresses that views point each other to.
 *
 * @param realm whose IPAs they are, as it is written in addresses; null if they are physical
 */
public record RealmAddress(@Nullable String realm, AddressRange range) {
    /** As it is written in expressions; physical addresses are those of {@code space}. */
    public String expression(String space) {
        return (realm == null ? "pa(" + space + ")" : "ipa(" + realm + ")") + ":" + range.baseText();
    }
}
