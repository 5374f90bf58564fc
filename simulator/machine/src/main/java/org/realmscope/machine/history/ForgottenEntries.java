package org.realmscope.machine.history;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.realmscope.machine.time.Moment;

/**
 * What is left of the entries of a {@link Timeline} that had to make room.
 *
 * @param counts how many there were of each kind; kinds of which there were none are missing
 * @param last moment of the newest of them; {@link Moment#START} if there are none
 */
public record ForgottenEntries(Map<EntryKind, Long> counts, Moment last) {
    public ForgottenEntries {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** How many entries had to make room. */
    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
