package org.realmscope.debug.elf;

/**
 * A section header (System V ABI, chapter 4).
 *
 * @param index number of the section
 * @param name as in the section name string table
 * @param type SHT_ number
 * @param flags SHF_ bits
 * @param address of the first byte in memory; 0 if the section is not loaded
 * @param fileOffset of the first byte in the file
 * @param size in bytes
 * @param link sh_link
 * @param entrySize sh_entsize, 0 if the section is no table
 */
public record ElfSection(
        int index,
        String name,
        int type,
        long flags,
        long address,
        long fileOffset,
        long size,
        int link,
        long entrySize) {
    static final int SHT_SYMTAB = 2;
    static final int SHT_NOBITS = 8;
    static final long SHF_ALLOC = 1 << 1;
    static final long SHF_EXECINSTR = 1 << 2;
    static final long SHF_COMPRESSED = 1 << 11;

    /** Whether it is part of the memory image. */
    public boolean isLoaded() {
        return (flags & SHF_ALLOC) != 0;
    }

    /** Whether it is loaded and holds instructions. */
    public boolean isCode() {
        return isLoaded() && (flags & SHF_EXECINSTR) != 0;
    }

    /** Whether an address of the memory image is in it. */
    public boolean contains(long va) {
        return isLoaded() && Long.compareUnsigned(va - address, size) < 0;
    }
}
