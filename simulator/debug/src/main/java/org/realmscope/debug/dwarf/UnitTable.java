package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.realmscope.debug.elf.DataCursor;
import org.realmscope.debug.elf.SectionData;

/** All units of a file. Opening it reads their headers only. */
final class UnitTable {
    private final DwarfSections sections;
    private final LongPredicate isCode;
    private final TypeTable types;
    private final NameIndex names;
    private final CodeIndex code;
    private final List<Unit> info;
    private final List<Unit> all = new ArrayList<>();
    private final Map<Long, Unit> bySignature = new LinkedHashMap<>();
    private final Map<Long, AbbreviationTable> abbreviations = new LinkedHashMap<>();

    /**
     * @param isCode whether the file loads instructions at an address; code that the linker dropped is not loaded
     */
    UnitTable(DwarfSections sections, LongPredicate isCode) {
        this.sections = sections;
        this.isCode = isCode;
        this.types = new TypeTable(this);
        this.names = new NameIndex(this);
        this.code = new CodeIndex(this);
        this.info = read(sections.info(), false);
        all.addAll(info);
        all.addAll(read(sections.types(), true));
        for (Unit unit : all) {
            if (unit.isTypeUnit()) {
                bySignature.putIfAbsent(unit.header().signature(), unit);
            }
        }
    }

    private List<Unit> read(SectionData section, boolean isTypesSection) {
        List<Unit> units = new ArrayList<>();
        DataCursor cursor = section.cursor();
        while (cursor.hasRemaining()) {
            units.add(new Unit(this, section, UnitHeader.read(cursor, isTypesSection)));
        }
        return units;
    }

    DwarfSections sections() {
        return sections;
    }

    /** Compilation and type units, in the order of the file. */
    List<Unit> all() {
        return all;
    }

    TypeTable types() {
        return types;
    }

    CodeIndex code() {
        return code;
    }

    NameIndex names() {
        return names;
    }

    /** Ranges of an entry, without those that the linker dropped. */
    List<AddressRange> codeRanges(Die die) {
        return die.ranges().stream().filter(range -> isCode.test(range.low())).toList();
    }

    boolean isCode(long pc) {
        return isCode.test(pc);
    }

    AbbreviationTable abbreviations(long offset) {
        AbbreviationTable known = abbreviations.get(offset);
        if (known == null) {
            known = AbbreviationTable.read(sections.abbreviations(), offset);
            abbreviations.put(offset, known);
        }
        return known;
    }

    /** The unit that has an offset of {@code .debug_info}. */
    Unit infoUnitAt(long offset, Die from) {
        int low = 0;
        int high = info.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (info.get(middle).header().end() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (offset < 0 || low == info.size()) {
            throw from.malformed("it refers to 0x%x, where no unit is".formatted(offset));
        }
        return info.get(low);
    }

    /** The type that a type unit of a signature defines. */
    Die type(long signature, Die from) {
        Unit unit = bySignature.get(signature);
        if (unit == null) {
            throw from.malformed("no type unit has signature 0x%016x".formatted(signature));
        }
        return unit.entryAt(unit.header().offset() + unit.header().typeOffset(), from);
    }
}
