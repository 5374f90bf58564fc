package org.realmscope.debug.dwarf;

import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.DataCursor;
import org.realmscope.debug.elf.SectionData;

/** Finds the expression of an address in a location list (DWARF 5, section 2.6.2; DWARF 4, section 2.6.2). */
final class LocationReader {
    private static final int DW_LLE_END_OF_LIST = 0;
    private static final int DW_LLE_BASE_ADDRESSX = 1;
    private static final int DW_LLE_STARTX_ENDX = 2;
    private static final int DW_LLE_STARTX_LENGTH = 3;
    private static final int DW_LLE_OFFSET_PAIR = 4;
    private static final int DW_LLE_DEFAULT_LOCATION = 5;
    private static final int DW_LLE_BASE_ADDRESS = 6;
    private static final int DW_LLE_START_END = 7;
    private static final int DW_LLE_START_LENGTH = 8;
    private static final int DW_LLE_VIEW_PAIR = 9;

    private final Die die;
    private final Unit unit;
    private final long pc;
    private long base;

    private LocationReader(Die die, long pc) {
        this.die = die;
        this.unit = die.unit();
        this.pc = pc;
        this.base = RangeReader.baseAddress(unit);
    }

    /**
     * The expression that an attribute has for an address.
     *
     * @param die which has the attribute
     * @return a cursor over its operations; null if the attribute says nothing for that address
     */
    static @Nullable DataCursor expression(Die die, int attribute, long pc) {
        FormValue value = die.value(attribute);
        if (value == null) {
            return null;
        }
        if (value.isBlock()) {
            return die.data().cursor(value.raw(), value.size());
        }
        LocationReader reader = new LocationReader(die, pc);
        if (value.form() == Form.LOCLISTX) {
            return reader.inLists(reader.indexed(value.raw()));
        }
        if (!value.isSectionOffset(die.unit().header().version())) {
            throw die.malformed("form 0x%x is no location".formatted(value.form()));
        }
        return die.unit().header().version() >= 5 ? reader.inLists(value.raw()) : reader.inPairs(value.raw());
    }

    private long indexed(long index) {
        long table = unit.bases().locationLists();
        long at = Unit.indexed(die, table, index, unit.header().offsetSize());
        SectionData section = unit.sections().locationLists();
        return table + (unit.header().is64() ? section.u64(at) : section.u32(at));
    }

    private @Nullable DataCursor inPairs(long offset) {
        DataCursor cursor = unit.sections().locations().cursor();
        cursor.seek(offset);
        while (true) {
            long low = cursor.u64();
            long high = cursor.u64();
            if (low == 0 && high == 0) {
                return null;
            }
            if (low == -1) {
                base = high;
            } else {
                DataCursor expression = cursor.slice(cursor.u16());
                if (holds(base + low, base + high)) {
                    return expression;
                }
            }
        }
    }

    private @Nullable DataCursor inLists(long offset) {
        DataCursor cursor = unit.sections().locationLists().cursor();
        cursor.seek(offset);
        DataCursor otherwise = null;
        while (true) {
            int kind = cursor.u8();
            switch (kind) {
                case DW_LLE_END_OF_LIST -> {
                    return otherwise;
                }
                case DW_LLE_BASE_ADDRESSX -> base = unit.address(die, cursor.uleb());
                case DW_LLE_BASE_ADDRESS -> base = cursor.u64();
                case DW_LLE_VIEW_PAIR -> {
                    cursor.uleb();
                    cursor.uleb();
                }
                case DW_LLE_DEFAULT_LOCATION -> otherwise = cursor.slice(cursor.uleb());
                default -> {
                    AddressRange range = range(cursor, kind);
                    DataCursor expression = cursor.slice(cursor.uleb());
                    if (range.contains(pc)) {
                        return expression;
                    }
                }
            }
        }
    }

    private AddressRange range(DataCursor cursor, int kind) {
        return switch (kind) {
            case DW_LLE_STARTX_ENDX -> {
                long low = unit.address(die, cursor.uleb());
                yield new AddressRange(low, unit.address(die, cursor.uleb()));
            }
            case DW_LLE_STARTX_LENGTH -> {
                long low = unit.address(die, cursor.uleb());
                yield new AddressRange(low, low + cursor.uleb());
            }
            case DW_LLE_OFFSET_PAIR -> {
                long low = base + cursor.uleb();
                yield new AddressRange(low, base + cursor.uleb());
            }
            case DW_LLE_START_END -> {
                long low = cursor.u64();
                yield new AddressRange(low, cursor.u64());
            }
            case DW_LLE_START_LENGTH -> {
                long low = cursor.u64();
                yield new AddressRange(low, low + cursor.uleb());
            }
            default -> throw cursor.malformed("DW_LLE 0x%x is unknown".formatted(kind));
        };
    }

    private boolean holds(long low, long high) {
        return new AddressRange(low, high).contains(pc);
    }
}
