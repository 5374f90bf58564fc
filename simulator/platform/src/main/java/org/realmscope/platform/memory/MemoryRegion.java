package org.realmscope.platform.memory;

import org.realmscope.platform.UserError;

/**
 * A range of physical addresses that is backed by memory.
 *
 * @param name what the range is, for messages
 * @param base first physical address, 4 KiB aligned
 * @param size bytes, a positive multiple of 4 KiB
 */
public record MemoryRegion(String name, long base, long size) {
    /**
     * @throws UserError if the range is not aligned, is empty, or ends above 64 GiB
     */
    public MemoryRegion {
        if ((base | size) % PhysicalMemory.GRANULE_SIZE != 0 || size <= 0 || base < 0) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "memory region %s (base 0x%x, size 0x%x) must start at and span whole 4 KiB granules"
                            .formatted(name, base, size));
        }
        if (size > PhysicalMemory.ADDRESS_LIMIT || base > PhysicalMemory.ADDRESS_LIMIT - size) {
            throw new UserError(
                    UserError.Code.PARAMETER_INVALID,
                    "memory region %s (base 0x%x, size 0x%x) ends above the 64 GiB of physical address space"
                            .formatted(name, base, size));
        }
    }

    /** First physical address after the range. */
    public long end() {
        return base + size;
    }

    public boolean contains(long pa) {
        return pa >= base && pa < end();
    }
}
