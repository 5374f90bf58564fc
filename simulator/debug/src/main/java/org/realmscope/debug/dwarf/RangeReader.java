package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.debug.elf.DataCursor;
import org.realmscope.debug.elf.SectionData;

/** Address ranges of an entry (DWARF 5, section 2.17): one range, {@code .debug_ranges} or {@code .debug_rnglists}. */
final class RangeReader {
    private static final int DW_RLE_END_OF_LIST = 0;
    private static final int DW_RLE_BASE_ADDRESSX = 1;
    private static final int DW_RLE_STARTX_ENDX = 2;
    private static final int DW_RLE_STARTX_LENGTH = 3;
    private static final int DW_RLE_OFFSET_PAIR = 4;
    private static final int DW_RLE_BASE_ADDRESS = 5;
    private static final int DW_RLE_START_END = 6;
    private static final int DW_RLE_START_LENGTH = 7;

    private final Die die;
    private final Unit unit;
    private final List<AddressRange> ranges = new ArrayList<>();
    private long base;

    private RangeReader(Die die) {
        this.die = die;
        this.unit = die.unit();
    }

    static List<AddressRange> ranges(Die die) {
        FormValue list = die.value(At.RANGES);
        RangeReader reader = new RangeReader(die);
        if (list != null) {
            reader.base = baseAddress(die.unit());
            reader.readList(list);
        } else {
            reader.readSingle();
        }
        return reader.ranges;
    }

    /** DW_AT_low_pc of a unit, which offsets in its lists count from unless they say otherwise. */
    static long baseAddress(Unit unit) {
        FormValue low = unit.unitEntry().value(At.LOW_PC);
        return low == null ? 0 : unit.address(unit.unitEntry(), low);
    }

    private void readSingle() {
        FormValue low = die.value(At.LOW_PC);
        FormValue high = die.value(At.HIGH_PC);
        if (low == null || high == null) {
            return;
        }
        long start = unit.address(die, low);
        add(start, high.isAddress() ? unit.address(die, high) : start + high.raw());
    }

    private void readList(FormValue list) {
        if (unit.header().version() >= 5) {
            long offset = list.raw();
            if (list.form() == Form.RNGLISTX) {
                long table = unit.bases().rangeLists();
                long at = Unit.indexed(die, table, list.raw(), unit.header().offsetSize());
                SectionData section = unit.sections().rangeLists();
                offset = table + (unit.header().is64() ? section.u64(at) : section.u32(at));
            }
            readRangeList(offset);
        } else {
            readPairs(list.raw());
        }
    }

    private void readPairs(long offset) {
        DataCursor cursor = unit.sections().ranges().cursor();
        cursor.seek(offset);
        while (true) {
            long low = cursor.u64();
            long high = cursor.u64();
            if (low == 0 && high == 0) {
                return;
            }
            if (low == -1) {
                base = high;
            } else {
                add(base + low, base + high);
            }
        }
    }

    private void readRangeList(long offset) {
        DataCursor cursor = unit.sections().rangeLists().cursor();
        cursor.seek(offset);
        while (true) {
            int kind = cursor.u8();
            switch (kind) {
                case DW_RLE_END_OF_LIST -> {
                    return;
                }
                case DW_RLE_BASE_ADDRESSX -> base = unit.address(die, cursor.uleb());
                case DW_RLE_STARTX_ENDX -> {
                    long low = unit.address(die, cursor.uleb());
                    add(low, unit.address(die, cursor.uleb()));
                }
                case DW_RLE_STARTX_LENGTH -> {
                    long low = unit.address(die, cursor.uleb());
                    add(low, low + cursor.uleb());
                }
                case DW_RLE_OFFSET_PAIR -> {
                    long low = base + cursor.uleb();
                    add(low, base + cursor.uleb());
                }
                case DW_RLE_BASE_ADDRESS -> base = cursor.u64();
                case DW_RLE_START_END -> {
                    long low = cursor.u64();
                    add(low, cursor.u64());
                }
                case DW_RLE_START_LENGTH -> {
                    long low = cursor.u64();
                    add(low, low + cursor.uleb());
                }
                default -> throw cursor.malformed("DW_RLE 0x%x is unknown".formatted(kind));
            }
        }
    }

    private void add(long low, long high) {
        AddressRange range = new AddressRange(low, high);
        if (!range.isEmpty()) {
            ranges.add(range);
        }
    }
}
