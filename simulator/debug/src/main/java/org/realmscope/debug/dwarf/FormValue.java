package org.realmscope.debug.dwarf;

import org.realmscope.debug.elf.DataCursor;

/**
 * The value of an attribute as it is stored, not yet looked up in another section.
 *
 * @param form DW_FORM number
 * @param raw the number, offset or index; of a block and of an inline string the offset in the unit's section
 * @param size bytes of a block, else 0
 */
record FormValue(int form, long raw, int size) {
    /** Reads one value (DWARF 5, section 7.5.6). */
    static FormValue read(DataCursor cursor, int form, long implicitConstant, DwarfFormat format) {
        return switch (form) {
            case Form.BLOCK, Form.EXPRLOC -> block(cursor, form, cursor.uleb());
            case Form.BLOCK1 -> block(cursor, form, cursor.u8());
            case Form.BLOCK2 -> block(cursor, form, cursor.u16());
            case Form.BLOCK4 -> block(cursor, form, cursor.u32());
            case Form.DATA16 -> block(cursor, form, 16);
            case Form.STRING -> {
                long at = cursor.position();
                cursor.skipString();
                yield new FormValue(form, at, 0);
            }
            case Form.INDIRECT -> {
                int actual = cursor.ulebInt();
                if (actual == Form.INDIRECT || actual == Form.IMPLICIT_CONST) {
                    throw cursor.malformed("DW_FORM_indirect cannot name form 0x%x".formatted(actual));
                }
                yield read(cursor, actual, 0, format);
            }
            case Form.IMPLICIT_CONST -> new FormValue(form, implicitConstant, 0);
            default -> new FormValue(form, number(cursor, form, format), 0);
        };
    }

    /** Moves over one value. */
    static void skip(DataCursor cursor, int form, DwarfFormat format) {
        switch (form) {
            case Form.DATA1, Form.REF1, Form.FLAG -> cursor.skip(1);
            case Form.DATA2, Form.REF2 -> cursor.skip(2);
            case Form.DATA4, Form.REF4 -> cursor.skip(4);
            case Form.DATA8, Form.ADDR -> cursor.skip(8);
            case Form.STRP, Form.LINE_STRP, Form.SEC_OFFSET -> cursor.skip(format.offsetSize());
            case Form.FLAG_PRESENT, Form.IMPLICIT_CONST -> {}
            default -> read(cursor, form, 0, format);
        }
    }

    private static FormValue block(DataCursor cursor, int form, long size) {
        long at = cursor.position();
        cursor.skip(size);
        return new FormValue(form, at, (int) size);
    }

    private static long number(DataCursor cursor, int form, DwarfFormat format) {
        return switch (form) {
            case Form.ADDR -> cursor.u64();
            case Form.DATA1, Form.REF1, Form.FLAG, Form.STRX1, Form.ADDRX1 -> cursor.u8();
            case Form.DATA2, Form.REF2, Form.STRX2, Form.ADDRX2 -> cursor.u16();
            case Form.STRX3, Form.ADDRX3 -> cursor.u24();
            case Form.DATA4, Form.REF4, Form.STRX4, Form.ADDRX4, Form.REF_SUP4 -> cursor.u32();
            case Form.DATA8, Form.REF8, Form.REF_SIG8, Form.REF_SUP8 -> cursor.u64();
            case Form.SDATA -> cursor.sleb();
            case Form.UDATA, Form.REF_UDATA, Form.STRX, Form.ADDRX, Form.LOCLISTX, Form.RNGLISTX -> cursor.uleb();
            case Form.REF_ADDR -> format.version() <= 2 ? cursor.u64() : cursor.offset(format.is64());
            case Form.STRP, Form.LINE_STRP, Form.SEC_OFFSET, Form.STRP_SUP, Form.GNU_REF_ALT, Form.GNU_STRP_ALT ->
                cursor.offset(format.is64());
            case Form.FLAG_PRESENT -> 1;
            default -> throw cursor.malformed("DW_FORM 0x%x is unknown".formatted(form));
        };
    }

    /** Whether it is a location expression or other bytes. */
    boolean isBlock() {
        return switch (form) {
            case Form.BLOCK, Form.BLOCK1, Form.BLOCK2, Form.BLOCK4, Form.EXPRLOC, Form.DATA16 -> true;
            default -> false;
        };
    }

    /** Whether it is a number of its own, not one that refers to something. */
    boolean isConstant() {
        return switch (form) {
            case Form.DATA1, Form.DATA2, Form.DATA4, Form.DATA8, Form.SDATA, Form.UDATA, Form.IMPLICIT_CONST -> true;
            default -> false;
        };
    }

    /** Whether it is the address of something, direct or in {@code .debug_addr}. */
    boolean isAddress() {
        return form == Form.ADDR || isAddressIndex();
    }

    /** Whether it is an index in {@code .debug_addr}. */
    boolean isAddressIndex() {
        return form == Form.ADDRX || form >= Form.ADDRX1 && form <= Form.ADDRX4;
    }

    /** Whether it is an offset in another section; before DWARF 4, DW_FORM_data4 and data8 were used for that too. */
    boolean isSectionOffset(int version) {
        return form == Form.SEC_OFFSET || version < 4 && (form == Form.DATA4 || form == Form.DATA8);
    }
}
