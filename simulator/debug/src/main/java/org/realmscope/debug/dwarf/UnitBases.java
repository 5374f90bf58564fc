package org.realmscope.debug.dwarf;

import org.jspecify.annotations.Nullable;

/**
 * Where the tables begin that the indices of a unit count in (DWARF 5, section 3.1.1, items 13 to 16).
 *
 * @param stringOffsets in {@code .debug_str_offsets}
 * @param addresses in {@code .debug_addr}
 * @param rangeLists in {@code .debug_rnglists}
 * @param locationLists in {@code .debug_loclists}
 */
record UnitBases(long stringOffsets, long addresses, long rangeLists, long locationLists) {
    static UnitBases of(Die unit) {
        boolean is64 = unit.unit().header().is64();
        return new UnitBases(
                base(unit, At.STR_OFFSETS_BASE, is64 ? 16 : 8),
                base(unit, At.ADDR_BASE, is64 ? 16 : 8),
                base(unit, At.RNGLISTS_BASE, is64 ? 20 : 12),
                base(unit, At.LOCLISTS_BASE, is64 ? 20 : 12));
    }

    /** Without the attribute the table is the only one of its section, right behind the header. */
    private static long base(Die unit, int attribute, int headerSize) {
        @Nullable FormValue value = unit.value(attribute);
        return value == null ? headerSize : value.raw();
    }
}
