package org.realmscope.debug.dwarf;

/**
 * What the size of a value can depend on.
 *
 * @param version of DWARF
 * @param is64 whether offsets have 64 bits
 */
record DwarfFormat(int version, boolean is64) {
    /** Bytes of an offset in another section. */
    int offsetSize() {
        return is64 ? 8 : 4;
    }
}
