package org.realmscope.rmm.realm;

import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.granule.CarveOut;

/** The VMIDs in use, a bitmap in the carve-out. */
public final class Vmids {
    private final PhysicalMemory memory;
    private final long bitmap;

    public Vmids(PhysicalMemory memory, CarveOut carveOut) {
        this.memory = memory;
        this.bitmap = carveOut.vmids();
    }

    /**
     * VmidIsFree.
     *
     * @param vmid 16 bits
     */
    public boolean isFree(int vmid) {
        return (memory.read8(bitmap + (vmid >>> 3)) >>> (vmid & 7) & 1) == 0;
    }

    public void take(int vmid) {
        memory.write8(bitmap + (vmid >>> 3), memory.read8(bitmap + (vmid >>> 3)) | 1 << (vmid & 7));
    }

    public void release(int vmid) {
        memory.write8(bitmap + (vmid >>> 3), memory.read8(bitmap + (vmid >>> 3)) & ~(1 << (vmid & 7)));
    }
}
