package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.realmscope.machine.time.Moment;

/** The entries that are kept. When they take more memory than they may, the oldest ones are summarised. */
final class TimelineStore implements Timeline {
    private static final EntryKind[] KINDS = EntryKind.values();

    private final long limit;
    /** Each has entries, but the newest one may have none yet. */
    private final List<TimelineChunk> chunks = new ArrayList<>();
    /** Chunks that had to make room. */
    private long dropped;

    private final long[] forgotten = new long[KINDS.length];
    private Moment lastForgotten = Moment.START;
    private long sealedBytes;
    /** Number of the next entry if there is no chunk. */
    private long next = 1;

    /** @param limit bytes */
    TimelineStore(long limit) {
        this.limit = limit;
    }

    /** A new chunk, to which entries are added from now on. */
    TimelineChunk open() {
        if (!chunks.isEmpty()) {
            TimelineChunk newest = chunks.getLast();
            if (newest.count() == 0) {
                return newest;
            }
            newest.seal();
            sealedBytes += newest.bytes();
        }
        TimelineChunk chunk = new TimelineChunk(count() + 1);
        chunks.add(chunk);
        int oldest = 0;
        while (sealedBytes > limit && oldest < chunks.size() - 1) {
            forget(chunks.get(oldest));
            oldest++;
        }
        chunks.subList(0, oldest).clear();
        dropped += oldest;
        return chunk;
    }

    private void forget(TimelineChunk chunk) {
        sealedBytes -= chunk.bytes();
        for (int kind = 0; kind < forgotten.length; kind++) {
            forgotten[kind] += chunk.counts[kind];
        }
        lastForgotten = chunk.last();
    }

    /** Chunks that have been closed so far, those that had to make room included. */
    long closedChunks() {
        return dropped + Math.max(chunks.size() - 1, 0);
    }

    /** Forgets all but the first {@code kept} chunks; {@link #open} has to follow. */
    void truncate(long kept) {
        while (!chunks.isEmpty() && dropped + chunks.size() > kept) {
            next = chunks.removeLast().firstNumber;
        }
        sealedBytes = 0;
        for (int i = 0; i < chunks.size() - 1; i++) {
            sealedBytes += chunks.get(i).bytes();
        }
    }

    @Override
    public long count() {
        if (chunks.isEmpty()) {
            return next - 1;
        }
        TimelineChunk newest = chunks.getLast();
        return newest.firstNumber + newest.count() - 1;
    }

    @Override
    public long firstKept() {
        return chunks.isEmpty() ? next : chunks.getFirst().firstNumber;
    }

    @Override
    public ForgottenEntries forgotten() {
        Map<EntryKind, Long> counts = new EnumMap<>(EntryKind.class);
        for (EntryKind kind : KINDS) {
            if (forgotten[kind.ordinal()] > 0) {
                counts.put(kind, forgotten[kind.ordinal()]);
            }
        }
        return new ForgottenEntries(counts, lastForgotten);
    }

    @Override
    public long bytes() {
        return sealedBytes + (chunks.isEmpty() ? 0 : chunks.getLast().bytes());
    }

    @Override
    public long firstAt(Moment moment) {
        int low = 0;
        int high = chunks.size();
        while (low < high) {
            int middle = low + high >>> 1;
            TimelineChunk chunk = chunks.get(middle);
            if (chunk.count() > 0 && chunk.last().isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == chunks.size()) {
            return count() + 1;
        }
        TimelineReader reader = new TimelineReader(chunks.get(low));
        while (reader.hasNext()) {
            TimelineEntry entry = reader.next();
            if (!entry.moment().isBefore(moment)) {
                return entry.number();
            }
        }
        return count() + 1;
    }

    @Override
    public void visit(long number, Predicate<TimelineEntry> visitor) {
        for (int i = chunkOf(number); i < chunks.size(); i++) {
            TimelineReader reader = new TimelineReader(chunks.get(i));
            while (reader.hasNext()) {
                TimelineEntry entry = reader.next();
                if (entry.number() >= number && !visitor.test(entry)) {
                    return;
                }
            }
        }
    }

    @Override
    public void visitBack(long number, Predicate<TimelineEntry> visitor) {
        for (int i = chunkOf(number); i >= 0 && i < chunks.size(); i--) {
            TimelineReader reader = new TimelineReader(chunks.get(i));
            List<TimelineEntry> entries = new ArrayList<>();
            while (reader.hasNext()) {
                entries.add(reader.next());
            }
            for (TimelineEntry entry : entries.reversed()) {
                if (entry.number() <= number && !visitor.test(entry)) {
                    return;
                }
            }
        }
    }

    /** Index of the chunk that has an entry, or of the first one if it is not kept any more. */
    private int chunkOf(long number) {
        int low = 0;
        int high = chunks.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (chunks.get(middle).firstNumber <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(low - 1, 0);
    }
}
