package org.realmscope.ui.granules;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.GranulesResponse.GranuleRun;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.map.Ranged;

/**
 * Consecutive granules that are used alike.
 *
 * @param space physical address space, as it is written in addresses
 * @param state as the RMM keeps it; null if it cannot be seen
 * @param owner the realm that owns them, by name if it has one; null if none does
 */
record GranuleRow(
        AddressRange range,
        String space,
        @Nullable String state,
        @Nullable String owner) implements Ranged {
    static GranuleRow of(GranuleRun run, @Nullable String owner) {
        return new GranuleRow(AddressRange.of(run.base(), run.end()), run.space(), run.state(), owner);
    }

    /** The owner, empty if there is none. */
    String ownerText() {
        String of = owner;
        return of == null ? "" : of;
    }

    /** The state, empty if it cannot be seen. */
    String stateText() {
        String of = state;
        return of == null ? "" : of;
    }

    /** The number of granules. */
    long count() {
        return range.length() >> 12;
    }

    /** The physical address space in Arm's words. */
    String spaceName() {
        return switch (space) {
            case "ns" -> "Non-secure";
            case "realm" -> "Realm";
            case "root" -> "Root";
            case "secure" -> "Secure";
            default -> space;
        };
    }
}
