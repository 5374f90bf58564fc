package org.realmscope.ui.rtt;

import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.MachineSummary.RealmInfo;
import org.realmscope.protocol.RttEntryInfo;
import org.realmscope.ui.map.AddressRange;

/** A row of the RTT Entries view. */
public sealed interface RttRow {
    /** The level of tables whose entries map pages. */
    int PAGE_LEVEL = 3;

    /** A realm, above the entries of its starting level. */
    record Realm(RealmInfo info) implements RttRow {
        @Override
        public String realm() {
            return info.name();
        }

        @Override
        public Object key() {
            return info.name();
        }
    }

    /** An entry of a table of a realm. */
    record Entry(String realm, RttEntryInfo info) implements RttRow {
        @Override
        public Object key() {
            return realm + " " + info.level() + " " + info.ipa();
        }

        /** Whether it leads to a table of the next level. */
        boolean isTable() {
            return info.state().equals("TABLE");
        }

        /** Whether it says where memory is. */
        boolean isAssigned() {
            return info.state().startsWith("ASSIGNED");
        }

        /** The addresses that it describes. */
        AddressRange range() {
            long base = AddressRange.parse(info.ipa());
            return new AddressRange(base, base + AddressRange.parse(info.size()));
        }

        /** The attributes of its descriptor; null if it maps no memory. */
        @Nullable
        String attributes() {
            List<String> attributes = info.attributes();
            return attributes == null ? null : String.join(", ", attributes);
        }

        /** What it maps, for people. */
        @Nullable
        String kind() {
            if (isTable()) {
                return "table of level " + (info.level() + 1);
            }
            if (!isAssigned()) {
                return null;
            }
            return info.level() == PAGE_LEVEL ? "page" : range().sizeText() + " block";
        }
    }

    /** The realm, as it is written in addresses. */
    String realm();

    /** Names the row across reloads. */
    Object key();

    /** The entry, if the row is one. */
    default @Nullable Entry entry() {
        return this instanceof Entry entry ? entry : null;
    }
}
