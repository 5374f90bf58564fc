package org.realmscope.debug.elf;

import java.util.ArrayList;
import java.util.List;

/** Reads SHT_SYMTAB; field offsets are the System V ABI's. */
final class SymbolReader {
    private static final int ENTRY_SIZE = 24;

    private SymbolReader() {}

    static SymbolTable read(ElfFile elf) {
        List<ElfSymbol> symbols = new ArrayList<>();
        for (ElfSection section : elf.sections()) {
            if (section.type() == ElfSection.SHT_SYMTAB) {
                SectionData table = elf.data(section);
                if (section.link() < 0 || section.link() >= elf.sections().size()) {
                    throw table.malformed(0, "sh_link " + section.link() + " names no section with strings");
                }
                SectionData strings = elf.data(elf.sections().get(section.link()));
                for (int at = 0; at + ENTRY_SIZE <= table.length(); at += ENTRY_SIZE) {
                    symbols.add(symbol(table, at, strings));
                }
            }
        }
        return new SymbolTable(symbols);
    }

    private static ElfSymbol symbol(SectionData table, int at, SectionData strings) {
        long nameOffset = table.u32(at);
        int info = table.u8(at + 4L);
        return new ElfSymbol(
                nameOffset == 0 ? "" : strings.string(nameOffset),
                table.u64(at + 8L),
                table.u64(at + 16L),
                type(info & 0xf),
                info >> 4 != 0,
                table.u16(at + 6L));
    }

    private static ElfSymbol.Type type(int number) {
        return switch (number) {
            case 0 -> ElfSymbol.Type.NONE;
            case 1 -> ElfSymbol.Type.OBJECT;
            case 2, 10 -> ElfSymbol.Type.FUNCTION;
            case 3 -> ElfSymbol.Type.SECTION;
            case 4 -> ElfSymbol.Type.FILE;
            default -> ElfSymbol.Type.OTHER;
        };
    }
}
