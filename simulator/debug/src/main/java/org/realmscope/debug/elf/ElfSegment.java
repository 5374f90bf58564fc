package org.realmscope.debug.elf;

/**
 * A program header (System V ABI, chapter 5).
 *
 * @param type PT_ number
 * @param flags PF_ bits
 * @param fileOffset of the first byte in the file
 * @param virtualAddress p_vaddr
 * @param physicalAddress p_paddr
 * @param fileSize bytes in the file
 * @param memorySize bytes in memory; those beyond {@code fileSize} are zero
 */
public record ElfSegment(
        int type,
        int flags,
        long fileOffset,
        long virtualAddress,
        long physicalAddress,
        long fileSize,
        long memorySize) {
    private static final int PT_LOAD = 1;
    private static final int PF_X = 1;

    /** Whether it is part of the memory image. */
    public boolean isLoaded() {
        return type == PT_LOAD;
    }

    /** Whether it is loaded with permission to execute. */
    public boolean isExecutable() {
        return isLoaded() && (flags & PF_X) != 0;
    }

    /** Whether a virtual address of the memory image is in it. */
    public boolean contains(long va) {
        return isLoaded() && Long.compareUnsigned(va - virtualAddress, memorySize) < 0;
    }
}
