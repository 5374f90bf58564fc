package org.realmscope.debug.dwarf;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.DataCursor;
import org.realmscope.debug.elf.SectionData;

/** The abbreviations of a unit, by code (DWARF 5, section 7.5.3). */
final class AbbreviationTable {
    private final Map<Long, Abbreviation> byCode = new LinkedHashMap<>();

    private AbbreviationTable() {}

    static AbbreviationTable read(SectionData section, long offset) {
        AbbreviationTable table = new AbbreviationTable();
        DataCursor cursor = section.cursor();
        cursor.seek(offset);
        for (long code = cursor.uleb(); code != 0; code = cursor.uleb()) {
            table.byCode.putIfAbsent(code, abbreviation(cursor));
        }
        return table;
    }

    private static Abbreviation abbreviation(DataCursor cursor) {
        int tag = cursor.ulebInt();
        boolean hasChildren = cursor.u8() != 0;
        int[] names = new int[8];
        int[] forms = new int[8];
        long[] constants = new long[8];
        int count = 0;
        while (true) {
            int name = cursor.ulebInt();
            int form = cursor.ulebInt();
            long constant = form == Form.IMPLICIT_CONST ? cursor.sleb() : 0;
            if (name == 0 && form == 0) {
                return new Abbreviation(
                        tag,
                        hasChildren,
                        Arrays.copyOf(names, count),
                        Arrays.copyOf(forms, count),
                        Arrays.copyOf(constants, count));
            }
            if (count == names.length) {
                names = Arrays.copyOf(names, 2 * count);
                forms = Arrays.copyOf(forms, 2 * count);
                constants = Arrays.copyOf(constants, 2 * count);
            }
            names[count] = name;
            forms[count] = form;
            constants[count++] = constant;
        }
    }

    /** The abbreviation of a code, or null if the table has none. */
    @Nullable
    Abbreviation get(long code) {
        return byCode.get(code);
    }
}
