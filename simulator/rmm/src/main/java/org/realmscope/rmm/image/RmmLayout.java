package org.realmscope.rmm.image;

import org.realmscope.platform.memory.MemoryRegion;

/**
 * Where an RMM image lives and what EL3 tells it about the platform.
 *
 * @param window memory in the Realm physical address space that is the image's; its last granule is the buffer that
 *     the image shares with EL3
 * @param dram memory whose granules the image manages
 * @param pes number of PEs
 */
public record RmmLayout(MemoryRegion window, MemoryRegion dram, int pes) {
    private static final long BUFFER_SIZE = 0x1000;

    /** Physical address of the buffer shared with EL3. */
    public long sharedBuffer() {
        return window.end() - BUFFER_SIZE;
    }
}
