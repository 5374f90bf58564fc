package org.realmscope.machine.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.realmscope.platform.pe.Pe;

/** The newest RMI calls that belong to no fault, in the order in which they returned. */
final class OtherCalls {
    private static final int CHUNK_CALLS = 4096;

    private final long limit;
    private final HostCallSites sites;
    private final LongList[] pending;
    private final boolean[] isPending;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private long sealedBytes;
    /** Chunks that are not kept any more. */
    private long dropped;

    /** Where the calls ended at a moment, and those that had not returned then. */
    record Mark(long chunks, int count, int words, List<LongList> pending) {}

    private static final class Chunk {
        final LongList words = new LongList();
        int count;
    }

    /**
     * @param limit bytes
     * @param sites that the calls name
     */
    OtherCalls(int pes, long limit, HostCallSites sites) {
        this.limit = limit;
        this.sites = sites;
        this.pending = new LongList[pes];
        this.isPending = new boolean[pes];
        for (int i = 0; i < pes; i++) {
            pending[i] = new LongList();
        }
    }

    void called(Pe pe, int ordinal, int origin, int function) {
        leaveOpen(pe.index);
        CallWords.call(pending[pe.index], 0, pe.instructions, ordinal, origin, function, pe.x);
        isPending[pe.index] = true;
    }

    /** @param condition as {@link CallWords#complete} has it */
    void returned(Pe pe, int first, int condition) {
        if (isPending[pe.index]) {
            CallWords.complete(pending[pe.index], 0, pe.x, first, condition);
            leaveOpen(pe.index);
        }
    }

    /** The PE's call stays as it is. */
    void leaveOpen(int pe) {
        if (!isPending[pe]) {
            return;
        }
        if (chunks.isEmpty() || chunks.getLast().count == CHUNK_CALLS) {
            seal();
        }
        Chunk last = chunks.getLast();
        last.words.addAll(pending[pe]);
        last.count++;
        pending[pe].clear();
        isPending[pe] = false;
    }

    private void seal() {
        if (!chunks.isEmpty()) {
            chunks.getLast().words.trim();
            sealedBytes += 8L * chunks.getLast().words.capacity();
        }
        while (sealedBytes > limit && chunks.size() > 1) {
            sealedBytes -= 8L * chunks.removeFirst().words.capacity();
            dropped++;
        }
        chunks.add(new Chunk());
    }

    Mark mark() {
        List<LongList> copies = new ArrayList<>();
        for (LongList list : pending) {
            copies.add(list.copy());
        }
        Chunk last = chunks.peekLast();
        return new Mark(
                dropped + chunks.size(), last == null ? 0 : last.count, last == null ? 0 : last.words.size(), copies);
    }

    /** Forgets what has come since {@code mark} was made. */
    void reset(Mark mark) {
        while (!chunks.isEmpty() && dropped + chunks.size() > mark.chunks()) {
            chunks.removeLast();
        }
        Chunk last = chunks.peekLast();
        if (last != null) {
            last.count = mark.count();
            last.words.truncate(mark.words());
        }
        sealedBytes = 0;
        for (Chunk chunk : chunks) {
            sealedBytes += chunk == last ? 0 : 8L * chunk.words.capacity();
        }
        for (int i = 0; i < pending.length; i++) {
            pending[i].clear();
            pending[i].addAll(mark.pending().get(i));
            isPending[i] = pending[i].size() > 0;
        }
    }

    List<RmiCallRecord> read() {
        List<RmiCallRecord> calls = new ArrayList<>();
        for (Chunk chunk : chunks) {
            calls.addAll(CallWords.read(chunk.words, 0, chunk.count, 0, sites));
        }
        return calls;
    }
}
