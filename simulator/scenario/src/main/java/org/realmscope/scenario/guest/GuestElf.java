package org.realmscope.scenario.guest;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.RealmSetup;

/** Writes the program as an ELF64 executable for AArch64 (System V ABI, chapters 4 and 5; AAELF64). */
final class GuestElf {
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int SECTION_HEADER = 64;
    private static final int SYMBOL = 24;

    private static final int ET_EXEC = 2;
    private static final int EM_AARCH64 = 183;
    private static final int PT_LOAD = 1;
    private static final int PF_X = 1;
    private static final int PF_W = 2;
    private static final int PF_R = 4;
    private static final int SHT_PROGBITS = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_STRTAB = 3;
    private static final int SHF_WRITE = 1;
    private static final int SHF_ALLOC = 2;
    private static final int SHF_EXECINSTR = 4;
    private static final int STB_GLOBAL = 1;
    private static final int BINDING_SHIFT = 4;

    private static final int TEXT = 1;
    private static final int DATA = 2;
    private static final int STRTAB = 7;

    private final RealmSetup realm;
    private final ProgramCode program;
    private final List<ElfSymbol> functions;
    private final List<ElfSymbol> data;
    private final ByteWriter text;

    /**
     * @param link sh_link
     * @param info sh_info
     */
    private record Section(
            String name,
            int type,
            int flags,
            long address,
            ByteWriter bytes,
            int link,
            int info,
            int alignment,
            int entrySize) {
        static Section debug(String name, ByteWriter bytes) {
            return new Section(name, SHT_PROGBITS, 0, 0, bytes, 0, 0, 1, 0);
        }
    }

    GuestElf(RealmSetup realm, ProgramCode program, List<ElfSymbol> functions, List<ElfSymbol> data, ByteWriter text) {
        this.realm = realm;
        this.program = program;
        this.functions = functions;
        this.data = data;
        this.text = text;
    }

    Bytes write(long entry, long dataBase, int dataSize) {
        DebugSections debug = new DebugSections(realm, program.rows, functions, program.code.here());
        ByteWriter names = new ByteWriter().u8(0);
        ByteWriter symbols = symbols(names);
        List<Section> sections = List.of(
                new Section("", 0, 0, 0, new ByteWriter(), 0, 0, 1, 0),
                new Section(
                        ".text",
                        SHT_PROGBITS,
                        SHF_ALLOC | SHF_EXECINSTR,
                        realm.programBase(),
                        text,
                        0,
                        0,
                        GuestPages.PAGE,
                        0),
                new Section(
                        ".data",
                        SHT_PROGBITS,
                        SHF_ALLOC | SHF_WRITE,
                        dataBase,
                        new ByteWriter().padTo(dataSize),
                        0,
                        0,
                        GuestPages.PAGE,
                        0),
                Section.debug(".debug_line", debug.line()),
                Section.debug(".debug_info", debug.info()),
                Section.debug(".debug_abbrev", debug.abbreviations()),
                new Section(".symtab", SHT_SYMTAB, 0, 0, symbols, STRTAB, localSymbols(), Long.BYTES, SYMBOL),
                new Section(".strtab", SHT_STRTAB, 0, 0, names, 0, 0, 1, 0));
        return write(entry, sections);
    }

    /** Local symbols come first. */
    private int localSymbols() {
        return 3 + program.steps.size();
    }

    private ByteWriter symbols(ByteWriter names) {
        ByteWriter table = new ByteWriter().padTo(SYMBOL);
        long start = realm.programBase();
        symbol(table, names, ElfSymbol.mark("$x", new AddressRange(start, start)), 0, TEXT);
        AddressRange firstData = data.getFirst().range();
        symbol(table, names, ElfSymbol.mark("$d", new AddressRange(firstData.base(), firstData.base())), 0, DATA);
        for (StepCode step : program.steps) {
            symbol(table, names, ElfSymbol.mark(step.symbol(), step.extent()), 0, TEXT);
        }
        for (ElfSymbol function : functions) {
            symbol(table, names, function, STB_GLOBAL, TEXT);
        }
        for (ElfSymbol object : data) {
            symbol(table, names, object, STB_GLOBAL, DATA);
        }
        return table;
    }

    private static void symbol(ByteWriter table, ByteWriter names, ElfSymbol symbol, int binding, int section) {
        table.u32(names.size())
                .u8(binding << BINDING_SHIFT | symbol.type())
                .u8(0)
                .u16(section)
                .u64(symbol.range().base())
                .u64(symbol.range().size());
        names.string(symbol.name());
    }

    private static Bytes write(long entry, List<Section> named) {
        List<Section> sections = new ArrayList<>(named);
        ByteWriter sectionNames = new ByteWriter();
        List<Integer> nameOffsets = new ArrayList<>();
        for (Section section : sections) {
            nameOffsets.add(sectionNames.size());
            sectionNames.string(section.name);
        }
        nameOffsets.add(sectionNames.size());
        sectionNames.string(".shstrtab");
        sections.add(new Section(".shstrtab", SHT_STRTAB, 0, 0, sectionNames, 0, 0, 1, 0));

        ByteWriter body = new ByteWriter().padTo(HEADER + 2 * PROGRAM_HEADER);
        List<Integer> offsets = new ArrayList<>();
        for (Section section : sections) {
            body.align(section.alignment);
            offsets.add(body.size());
            body.bytes(section.bytes);
        }
        body.align(Long.BYTES);
        int table = body.size();
        for (int i = 0; i < sections.size(); i++) {
            sectionHeader(body, sections.get(i), nameOffsets.get(i), offsets.get(i));
        }
        byte[] file = body.toByteArray();
        ByteWriter head = header(entry, table, sections.size());
        programHeader(head, PF_R | PF_X, offsets.get(TEXT), sections.get(TEXT));
        programHeader(head, PF_R | PF_W, offsets.get(DATA), sections.get(DATA));
        System.arraycopy(head.toByteArray(), 0, file, 0, head.size());
        return Bytes.of(file);
    }

    private static ByteWriter header(long entry, int sectionTable, int sections) {
        return new ByteWriter()
                .u32(0x464c_457f)
                .u8(2)
                .u8(1)
                .u8(1)
                .padTo(16)
                .u16(ET_EXEC)
                .u16(EM_AARCH64)
                .u32(1)
                .u64(entry)
                .u64(HEADER)
                .u64(sectionTable)
                .u32(0)
                .u16(HEADER)
                .u16(PROGRAM_HEADER)
                .u16(2)
                .u16(SECTION_HEADER)
                .u16(sections)
                .u16(sections - 1);
    }

    private static void programHeader(ByteWriter out, int flags, int offset, Section section) {
        out.u32(PT_LOAD)
                .u32(flags)
                .u64(offset)
                .u64(section.address)
                .u64(section.address)
                .u64(section.bytes.size())
                .u64(section.bytes.size())
                .u64(GuestPages.PAGE);
    }

    private static void sectionHeader(ByteWriter out, Section section, int name, int offset) {
        boolean none = section.type == 0;
        out.u32(name)
                .u32(section.type)
                .u64(section.flags)
                .u64(section.address)
                .u64(none ? 0 : offset)
                .u64(section.bytes.size())
                .u32(section.link)
                .u32(section.info)
                .u64(none ? 0 : section.alignment)
                .u64(section.entrySize);
    }
}
