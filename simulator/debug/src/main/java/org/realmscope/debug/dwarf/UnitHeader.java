package org.realmscope.debug.dwarf;

import org.realmscope.debug.elf.DataCursor;

/**
 * The header of a unit (DWARF 5, section 7.5.1).
 *
 * @param offset of the header in its section
 * @param end offset behind the unit
 * @param format version and size of offsets
 * @param type DW_UT_ number; before DWARF 5, by the section
 * @param abbreviations offset in {@code .debug_abbrev}
 * @param signature of a type unit
 * @param typeOffset of a type unit's type, from the start of the header
 * @param firstEntry offset of the first entry in the section
 */
record UnitHeader(
        int offset,
        int end,
        DwarfFormat format,
        int type,
        long abbreviations,
        long signature,
        long typeOffset,
        int firstEntry) {
    static final int DW_UT_COMPILE = 1;
    static final int DW_UT_TYPE = 2;
    private static final int DW_UT_SKELETON = 4;
    private static final int DW_UT_SPLIT_COMPILE = 5;
    private static final int DW_UT_SPLIT_TYPE = 6;

    /** Reads the header at the cursor and moves the cursor behind the whole unit. */
    static UnitHeader read(DataCursor cursor, boolean isTypesSection) {
        int offset = cursor.position();
        InitialLength length = InitialLength.read(cursor);
        DataCursor unit = cursor.slice(length.length());
        int version = unit.u16();
        if (version < 2 || version > 5) {
            throw cursor.data().malformed(offset, "DWARF version " + version + "; 2 to 5 are read");
        }
        int type = isTypesSection ? DW_UT_TYPE : DW_UT_COMPILE;
        long abbreviations = 0;
        int addressSize;
        if (version >= 5) {
            type = unit.u8();
            addressSize = unit.u8();
            abbreviations = unit.offset(length.is64());
        } else {
            abbreviations = unit.offset(length.is64());
            addressSize = unit.u8();
        }
        if (addressSize != 8) {
            throw cursor.data().malformed(offset, "addresses of " + addressSize + " bytes; 8 are expected");
        }
        long signature = 0;
        long typeOffset = 0;
        if (type == DW_UT_TYPE || type == DW_UT_SPLIT_TYPE) {
            signature = unit.u64();
            typeOffset = unit.offset(length.is64());
        } else if (type == DW_UT_SKELETON || type == DW_UT_SPLIT_COMPILE) {
            unit.skip(8);
        }
        return new UnitHeader(
                offset,
                cursor.position(),
                new DwarfFormat(version, length.is64()),
                type,
                abbreviations,
                signature,
                typeOffset,
                unit.position());
    }

    int version() {
        return format.version();
    }

    boolean is64() {
        return format.is64();
    }

    int offsetSize() {
        return format.offsetSize();
    }
}
