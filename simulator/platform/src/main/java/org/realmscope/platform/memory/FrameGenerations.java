package org.realmscope.platform.memory;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;

/**
 * Numbers the generations of frames for a memory and all its forks, and counts which frames only old snapshots still
 * hold, so that a memory cap can be kept without visiting pages.
 */
public final class FrameGenerations {
    /** Birth of a frame that never existed: the granule read as zero. */
    static final long NEVER = -1;

    private long last;
    private long allocatedFrames;
    /** Frames that were replaced: birth generation -> (generation that replaced them -> count). */
    private final TreeMap<Long, TreeMap<Long, Integer>> replaced = new TreeMap<>();

    long next() {
        return ++last;
    }

    void replaced(long birth, long by) {
        allocatedFrames++;
        if (birth != NEVER) {
            replaced.computeIfAbsent(birth, key -> new TreeMap<>()).merge(by, 1, Integer::sum);
        }
    }

    /** Frames allocated or copied so far. */
    public long allocatedFrames() {
        return allocatedFrames;
    }

    /**
     * Bytes of frames that only the snapshots of the given generations keep alive. Forgets frames that none of them
     * holds.
     *
     * @param snapshots {@link PhysicalMemory.Snapshot#generation()} of every snapshot that is still kept
     */
    public long retainedBytes(NavigableSet<Long> snapshots) {
        long frames = 0;
        var births = replaced.entrySet().iterator();
        while (births.hasNext()) {
            Map.Entry<Long, TreeMap<Long, Integer>> birth = births.next();
            var deaths = birth.getValue().entrySet().iterator();
            while (deaths.hasNext()) {
                Map.Entry<Long, Integer> death = deaths.next();
                Long holder = snapshots.ceiling(birth.getKey());
                if (holder == null || holder >= death.getKey()) {
                    deaths.remove();
                } else {
                    frames += death.getValue();
                }
            }
            if (birth.getValue().isEmpty()) {
                births.remove();
            }
        }
        return frames * PhysicalMemory.GRANULE_SIZE;
    }
}
