package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.DataCursor;
import org.realmscope.debug.elf.SectionData;

/** A compilation or type unit (DWARF 5, section 3.1). Its entries are read at the first use. */
final class Unit {
    /** Deeper trees are no C; the limit keeps whoever descends from running out of stack. */
    private static final int DEEPEST = 200;

    private final UnitTable units;
    private final SectionData data;
    private final UnitHeader header;
    private @Nullable AbbreviationTable abbreviations;
    private @Nullable Die first;
    private @Nullable List<Die> entries;
    private @Nullable UnitBases bases;
    private @Nullable UnitLines lines;
    private @Nullable UnitFunctions functions;

    Unit(UnitTable units, SectionData data, UnitHeader header) {
        this.units = units;
        this.data = data;
        this.header = header;
    }

    UnitHeader header() {
        return header;
    }

    SectionData data() {
        return data;
    }

    DwarfSections sections() {
        return units.sections();
    }

    UnitTable units() {
        return units;
    }

    boolean isTypeUnit() {
        return header.type() == UnitHeader.DW_UT_TYPE;
    }

    /** The unit's own entry, without its children unless {@link #root()} was called. */
    Die unitEntry() {
        Die known = first;
        if (known == null) {
            Die read = read(entryCursor(), null);
            if (read == null) {
                throw data.malformed(header.firstEntry(), "the unit has no entry");
            }
            first = read;
            known = read;
        }
        return known;
    }

    /** The unit's own entry with all entries below it. */
    Die root() {
        return entries().getFirst();
    }

    /** All entries, in the order of the file. */
    List<Die> entries() {
        List<Die> known = entries;
        if (known == null) {
            known = readAll();
            entries = known;
        }
        return known;
    }

    boolean isRead() {
        return entries != null;
    }

    /** Gives up the entries, which whoever asks next reads again. */
    void forget() {
        entries = null;
    }

    private DataCursor entryCursor() {
        return data.cursor(header.firstEntry(), (long) header.end() - header.firstEntry());
    }

    private List<Die> readAll() {
        List<Die> all = new ArrayList<>();
        DataCursor cursor = entryCursor();
        Die top = read(cursor, null);
        if (top == null) {
            throw data.malformed(header.firstEntry(), "the unit has no entry");
        }
        all.add(top);
        List<Die> parents = new ArrayList<>();
        if (hasChildren(top)) {
            parents.add(top);
        }
        while (!parents.isEmpty() && cursor.hasRemaining()) {
            Die parent = parents.getLast();
            Die die = read(cursor, parent);
            if (die == null) {
                parents.removeLast();
                continue;
            }
            parent.addChild(die);
            all.add(die);
            if (hasChildren(die)) {
                if (parents.size() == DEEPEST) {
                    throw die.malformed("entries nest deeper than " + DEEPEST);
                }
                parents.add(die);
            }
        }
        return all;
    }

    private static boolean hasChildren(Die die) {
        return die.abbreviation().hasChildren();
    }

    /** Reads an entry and moves behind its attributes; null stands for the end of siblings. */
    private @Nullable Die read(DataCursor cursor, @Nullable Die parent) {
        int at = cursor.position();
        long code = cursor.uleb();
        if (code == 0) {
            return null;
        }
        Abbreviation abbreviation = abbreviations().get(code);
        if (abbreviation == null) {
            throw data.malformed(at, "abbreviation code " + code + " is not declared");
        }
        int attributes = cursor.position();
        for (int i = 0; i < abbreviation.size(); i++) {
            FormValue.skip(cursor, abbreviation.form(i), header.format());
        }
        return new Die(this, at, abbreviation, attributes, parent);
    }

    private AbbreviationTable abbreviations() {
        AbbreviationTable known = abbreviations;
        if (known == null) {
            known = units.abbreviations(header.abbreviations());
            abbreviations = known;
        }
        return known;
    }

    /** The entry at an offset of the section. */
    Die entryAt(long offset, Die from) {
        List<Die> all = entries();
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == all.size() || all.get(low).offset() != offset) {
            throw from.malformed("no entry begins at 0x%x, which this one refers to".formatted(offset));
        }
        return all.get(low);
    }

    /** What a reference of an entry of this unit refers to. */
    Die entry(Die from, FormValue value) {
        return switch (value.form()) {
            case Form.REF1, Form.REF2, Form.REF4, Form.REF8, Form.REF_UDATA ->
                entryAt(header.offset() + value.raw(), from);
            case Form.REF_ADDR -> units.infoUnitAt(value.raw(), from).entryAt(value.raw(), from);
            case Form.REF_SIG8 -> units.type(value.raw(), from);
            default -> throw from.malformed("form 0x%x refers to no entry that can be read".formatted(value.form()));
        };
    }

    String string(Die from, FormValue value) {
        DwarfSections sections = units.sections();
        return switch (value.form()) {
            case Form.STRING -> data.string(value.raw());
            case Form.STRP -> sections.strings().string(value.raw());
            case Form.LINE_STRP -> sections.lineStrings().string(value.raw());
            case Form.STRX, Form.STRX1, Form.STRX2, Form.STRX3, Form.STRX4 -> {
                long at = indexed(from, bases().stringOffsets(), value.raw(), header.offsetSize());
                yield sections.strings()
                        .string(
                                header.is64()
                                        ? sections.stringOffsets().u64(at)
                                        : sections.stringOffsets().u32(at));
            }
            default -> throw from.malformed("form 0x%x is no string that can be read".formatted(value.form()));
        };
    }

    /** The address that an attribute of an entry of this unit stands for. */
    long address(Die from, FormValue value) {
        if (!value.isAddress()) {
            throw from.malformed("form 0x%x is no address".formatted(value.form()));
        }
        return value.isAddressIndex() ? address(from, value.raw()) : value.raw();
    }

    /** Address of an index in {@code .debug_addr}. */
    long address(Die from, long index) {
        return units.sections().addresses().u64(indexed(from, bases().addresses(), index, 8));
    }

    /** Offset of an entry in a table of numbers of {@code size} bytes. */
    static long indexed(Die from, long base, long index, int size) {
        if (index < 0 || index > Integer.MAX_VALUE) {
            throw from.malformed("index 0x%x is too large".formatted(index));
        }
        return base + index * size;
    }

    UnitBases bases() {
        UnitBases known = bases;
        if (known == null) {
            known = UnitBases.of(unitEntry());
            bases = known;
        }
        return known;
    }

    /** Its line table; empty if it has none. */
    UnitLines lines() {
        UnitLines known = lines;
        if (known == null) {
            known = UnitLines.of(this);
            lines = known;
        }
        return known;
    }

    UnitFunctions functions() {
        UnitFunctions known = functions;
        if (known == null) {
            known = new UnitFunctions(this);
            functions = known;
        }
        return known;
    }
}
