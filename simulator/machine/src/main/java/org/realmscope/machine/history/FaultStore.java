package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All faults that are kept. When they take more memory than they may, the oldest ones are summarised. */
final class FaultStore {
    private final long limit;
    private final HostCallSites sites;
    private final List<@Nullable FaultChunk> chunks = new ArrayList<>();
    private final ForgottenFaults.Builder forgotten = new ForgottenFaults.Builder();
    private final OpenFault scratch = new OpenFault();
    private int firstKept;
    private long sealedBytes;
    private long count;
    private long revision;

    /**
     * @param limit bytes
     * @param sites that the calls name
     */
    FaultStore(long limit, HostCallSites sites) {
        this.limit = limit;
        this.sites = sites;
    }

    /** Faults so far. */
    long count() {
        return count;
    }

    /** Number of the oldest fault that is kept, from 1; {@code count() + 1} if there is none. */
    long firstKept() {
        return Math.min(((long) firstKept << FaultChunk.SHIFT) + 1, count + 1);
    }

    ForgottenFaults forgotten() {
        return forgotten.build();
    }

    /** Bytes that the faults take. */
    long bytes() {
        FaultChunk last = chunks.isEmpty() ? null : chunks.getLast();
        return sealedBytes + (last == null ? 0 : last.bytes());
    }

    /** Another number whenever a fault is added, written or forgotten. */
    long revision() {
        return revision;
    }

    /** The number of a fault that is going to be written. */
    long reserve() {
        revision++;
        if ((count & FaultChunk.FAULTS - 1) == 0) {
            seal();
            chunks.add(new FaultChunk());
        }
        return ++count;
    }

    private void seal() {
        FaultChunk last = chunks.isEmpty() ? null : chunks.getLast();
        if (last != null) {
            last.seal();
            sealedBytes += last.bytes();
        }
        while (sealedBytes > limit && firstKept < chunks.size() - 1) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        FaultChunk oldest = chunks.set(firstKept, null);
        if (oldest != null) {
            sealedBytes -= oldest.bytes();
            for (int row = 0; row < FaultChunk.FAULTS; row++) {
                if (oldest.isWritten(row)) {
                    oldest.read(row, scratch);
                    forgotten.add(scratch);
                }
            }
        }
        firstKept++;
    }

    private @Nullable FaultChunk chunk(long number) {
        return chunks.get((int) (number - 1 >>> FaultChunk.SHIFT));
    }

    private static int row(long number) {
        return (int) (number - 1) & FaultChunk.FAULTS - 1;
    }

    /** Writes a fault under its number. */
    void write(OpenFault fault) {
        revision++;
        FaultChunk chunk = chunk(fault.number);
        if (chunk == null) {
            forgotten.add(fault);
            return;
        }
        boolean sealed = chunk != chunks.getLast();
        long before = sealed ? chunk.bytes() : 0;
        chunk.write(row(fault.number), fault);
        sealedBytes += sealed ? chunk.bytes() - before : 0;
    }

    /** Forgets a fault that has been written, as if it were still to be. */
    void unwrite(long number) {
        revision++;
        FaultChunk chunk = number < 1 || number > count ? null : chunk(number);
        if (chunk != null) {
            chunk.clear(row(number));
        }
    }

    /** Forgets all faults behind the first {@code kept}. */
    void truncate(long kept) {
        revision++;
        for (long number = Math.max(kept + 1, firstKept()); number <= count; number++) {
            unwrite(number);
        }
        int needed = (int) (kept + FaultChunk.FAULTS - 1 >>> FaultChunk.SHIFT);
        while (chunks.size() > needed) {
            chunks.removeLast();
        }
        firstKept = Math.min(firstKept, chunks.size());
        count = kept;
        sealedBytes = 0;
        for (int i = firstKept; i < chunks.size() - 1; i++) {
            FaultChunk chunk = chunks.get(i);
            sealedBytes += chunk == null ? 0 : chunk.bytes();
        }
    }

    /** Whether the fault is written and kept. */
    boolean has(long number) {
        FaultChunk chunk = number < 1 || number > count ? null : chunk(number);
        return chunk != null && chunk.isWritten(row(number));
    }

    /** Fills {@code fault} with all but its calls. */
    void read(long number, OpenFault fault) {
        FaultChunk chunk = chunk(number);
        if (chunk == null) {
            throw new IllegalArgumentException("fault " + number + " is not kept any more");
        }
        fault.number = number;
        chunk.read(row(number), fault);
    }

    List<RmiCallRecord> calls(long number) {
        FaultChunk chunk = chunk(number);
        if (chunk == null) {
            throw new IllegalArgumentException("fault " + number + " is not kept any more");
        }
        return chunk.calls(row(number), sites);
    }
}
