package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.realmscope.platform.memory.PhysicalMemory;

/** The newest events of the host's trace. */
final class TraceStore {
    private static final int NOBODY = 0xffff;
    private static final int FIELDS = 6;
    /** The event as the host wrote it, and behind it PE and lost events. */
    private static final int WORDS = TraceRings.EVENT_SIZE / 8 + 2;

    private static final int FIRST_ROOM = 1024;

    private final int limit;
    private long[] words = new long[0];
    private long count;
    /** Number of the oldest event that has not been overwritten. */
    private long oldest;

    /** @param limit events, 0 to keep none */
    TraceStore(int limit) {
        this.limit = limit;
    }

    boolean isKept() {
        return limit > 0;
    }

    void add(PhysicalMemory memory, long event, int pe, long lost) {
        int slot = (int) (count % limit) * WORDS;
        if (slot == words.length) {
            int events = (int) Math.min(limit, Math.max(FIRST_ROOM, 2 * count));
            words = Arrays.copyOf(words, events * WORDS);
        }
        for (int i = 0; i < WORDS - 2; i++) {
            words[slot + i] = memory.read64(event + 8L * i);
        }
        words[slot + WORDS - 2] = pe;
        words[slot + WORDS - 1] = lost;
        count++;
    }

    /** Events so far. */
    long count() {
        return count;
    }

    /** Forgets what is behind the first {@code kept} events. */
    void truncate(long kept) {
        oldest = Math.max(oldest, count - limit);
        count = kept;
    }

    /** The events in the order of the counter; those of one PE stay in their order. */
    List<HostTraceEvent> read() {
        List<HostTraceEvent> events = new ArrayList<>();
        for (long n = Math.max(oldest, count - limit); n < count; n++) {
            int slot = (int) (n % limit) * WORDS;
            List<Long> fields = new ArrayList<>();
            for (int i = 0; i < FIELDS; i++) {
                fields.add(words[slot + 2 + i]);
            }
            long who = words[slot + 1];
            events.add(new HostTraceEvent(
                    words[slot],
                    (int) words[slot + WORDS - 2],
                    (int) who,
                    index((int) (who >>> 32) & NOBODY),
                    index((int) (who >>> 48) & NOBODY),
                    fields,
                    words[slot + WORDS - 1]));
        }
        events.sort(Comparator.comparingLong(HostTraceEvent::count));
        return events;
    }

    private static int index(int value) {
        return value == NOBODY ? -1 : value;
    }
}
