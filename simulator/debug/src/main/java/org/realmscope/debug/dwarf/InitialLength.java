package org.realmscope.debug.dwarf;

import org.realmscope.debug.elf.DataCursor;

/**
 * The length that units, line programs and frame entries begin with (DWARF 5, section 7.4).
 *
 * @param length bytes that follow
 * @param is64 whether it is the 64-bit format
 */
record InitialLength(long length, boolean is64) {
    private static final long ESCAPE = 0xffff_ffffL;
    private static final long RESERVED = 0xffff_fff0L;

    static InitialLength read(DataCursor cursor) {
        long length = cursor.u32();
        if (length == ESCAPE) {
            return new InitialLength(cursor.u64(), true);
        }
        if (length >= RESERVED) {
            throw cursor.malformed("length 0x%x is reserved".formatted(length));
        }
        return new InitialLength(length, false);
    }
}
