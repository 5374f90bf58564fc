package org.realmscope.platform.memory;

/**
 * Told by {@link PhysicalMemory} about changes that host-side acceleration (cached frames, decoded code, armed
 * exclusive monitors) must not miss. Never part of the simulated state.
 */
public interface MemoryWatcher {
    /**
     * The frame that backs a granule has been replaced by a copy (first write after a snapshot), so that references to
     * the old frame are stale; or the granule has been marked, so that cached references must not be used.
     *
     * @param pa address of the granule
     * @param reader where the frame was handed out for reading: a token given to {@link PhysicalMemory#noteReader}, or
     *     {@link PhysicalMemory#MANY_READERS}
     */
    void frameReplaced(long pa, int reader);

    /**
     * A granule that carries marks is about to be written by something other than a PE's store instruction.
     *
     * @param pa first byte
     * @param length bytes, within one granule
     */
    void markedGranuleWritten(long pa, int length);
}
