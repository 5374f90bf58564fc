package org.realmscope.ui.ripas;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.RttMapResponse.RttRun;
import org.realmscope.ui.map.AddressRange;
import org.realmscope.ui.map.Ranged;

/**
 * Consecutive IPAs of which the same is true.
 *
 * @param isProtected half of the IPA space
 * @param level       of the leaf entries
 * @param state       host IPA state
 * @param ripas       null in the Unprotected half
 * @param output      physical address of the first; null if there is none
 */
record IpaRow(
        AddressRange range,
        boolean isProtected,
        int level,
        String state,
        @Nullable String ripas,
        @Nullable String output)
        implements Ranged {
    private static final int PAGE_LEVEL = 3;

    static IpaRow of(RttRun run, long split) {
        AddressRange range = AddressRange.of(run.base(), run.end());
        return new IpaRow(range, range.base() < split, run.level(), run.state(), run.ripas(), run.outputAddress());
    }

    /** Whether memory is there. */
    boolean isAssigned() {
        return state.startsWith("ASSIGNED");
    }

    /** Whether neither the realm nor the host uses it. */
    boolean isEmpty() {
        String of = ripas;
        return !isAssigned() && (of == null || of.equals("EMPTY"));
    }

    /** State and what maps it, for people; null if nothing does. */
    @Nullable
    String mapping() {
        return isAssigned() ? state + " " + mappedBy() : null;
    }

    /** What maps it, for people. */
    @Nullable
    String mappedBy() {
        return !isAssigned() ? null : level == PAGE_LEVEL ? "pages" : "blocks of level " + level;
    }
}
