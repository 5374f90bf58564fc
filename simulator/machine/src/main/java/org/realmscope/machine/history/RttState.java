package org.realmscope.machine.history;

import org.jspecify.annotations.Nullable;

/**
 * The RTT entry at which the walk of an IPA ends.
 *
 * @param level of the entry, -1 to 3
 * @param hipas UNASSIGNED, ASSIGNED, UNASSIGNED_NS or ASSIGNED_NS
 * @param ripas EMPTY, RAM or DESTROYED; null for an unprotected IPA, which has none
 */
public record RttState(int level, String hipas, @Nullable String ripas) {
    /** Whether the entry translates. */
    public boolean isMapped() {
        return hipas.equals("ASSIGNED_NS") || hipas.equals("ASSIGNED") && "RAM".equals(ripas);
    }

    @Override
    public String toString() {
        return "level " + level + " " + hipas + (ripas == null ? "" : " " + ripas);
    }
}
