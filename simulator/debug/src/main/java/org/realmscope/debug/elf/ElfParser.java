package org.realmscope.debug.elf;

import java.util.ArrayList;
import java.util.List;

/** Reads the header, the section headers and the program headers; field offsets are the System V ABI's. */
final class ElfParser {
    private static final int HEADER_SIZE = 64;
    private static final int PROGRAM_HEADER_SIZE = 56;
    private static final int SECTION_HEADER_SIZE = 64;

    private static final int EI_CLASS = 4;
    private static final int EI_DATA = 5;
    private static final int E_TYPE = 16;
    private static final int E_MACHINE = 18;
    private static final int E_ENTRY = 24;
    private static final int E_PHOFF = 32;
    private static final int E_SHOFF = 40;
    private static final int E_PHENTSIZE = 54;
    private static final int E_PHNUM = 56;
    private static final int E_SHENTSIZE = 58;
    private static final int E_SHNUM = 60;
    private static final int E_SHSTRNDX = 62;

    private static final int ELFCLASS64 = 2;
    private static final int ELFDATA2LSB = 1;
    private static final int SHN_XINDEX = 0xffff;

    private final String name;
    private final byte[] file;
    private final SectionData data;

    ElfParser(String name, byte[] file) {
        this.name = name;
        this.file = file;
        this.data = new SectionData(name, "file", file, 0, file.length);
    }

    ElfFile parse() {
        checkIdentification();
        return new ElfFile(
                name,
                file,
                new ElfHeader(data.u16(E_TYPE), data.u16(E_MACHINE), data.u64(E_ENTRY)),
                sections(),
                segments());
    }

    private void checkIdentification() {
        if (file.length < 4 || data.u32(0) != 0x464c_457fL) {
            throw data.malformed(0, "the file does not start with 7f 45 4c 46; this is not an ELF file");
        }
        if (file.length < HEADER_SIZE) {
            throw data.malformed(file.length, "the file ends within the ELF header, which has 64 bytes");
        }
        if (data.u8(EI_CLASS) != ELFCLASS64) {
            throw data.malformed(EI_CLASS, "EI_CLASS is " + data.u8(EI_CLASS) + "; ELFCLASS64 (2) is expected");
        }
        if (data.u8(EI_DATA) != ELFDATA2LSB) {
            throw data.malformed(
                    EI_DATA, "EI_DATA is " + data.u8(EI_DATA) + "; ELFDATA2LSB (1), little-endian, is expected");
        }
    }

    private List<ElfSection> sections() {
        long table = data.u64(E_SHOFF);
        if (table == 0) {
            return List.of();
        }
        if (data.u16(E_SHENTSIZE) != SECTION_HEADER_SIZE) {
            throw data.malformed(E_SHENTSIZE, "e_shentsize is " + data.u16(E_SHENTSIZE) + "; 64 is expected");
        }
        long count = data.u16(E_SHNUM);
        if (count == 0) {
            count = data.u64(data.cursor(table, SECTION_HEADER_SIZE).position() + 32L);
        }
        long names = data.u16(E_SHSTRNDX);
        if (names == SHN_XINDEX) {
            names = data.u32(data.cursor(table, SECTION_HEADER_SIZE).position() + 40L);
        }
        if (count < 0 || count > file.length / SECTION_HEADER_SIZE) {
            throw data.malformed(E_SHNUM, count + " section headers do not fit into the file");
        }
        data.cursor(table, count * SECTION_HEADER_SIZE);
        SectionData strings = names < count
                ? rawBytes(table + names * SECTION_HEADER_SIZE)
                : data.cursor(0, 0).data();
        List<ElfSection> sections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sections.add(section(table + (long) i * SECTION_HEADER_SIZE, i, names < count, strings));
        }
        return sections;
    }

    private SectionData rawBytes(long header) {
        long offset = data.u64(header + 24);
        long size = data.u64(header + 32);
        return new SectionData(
                name, "section names", file, data.cursor(offset, size).position(), (int) size);
    }

    private ElfSection section(long at, int index, boolean isNamed, SectionData names) {
        return new ElfSection(
                index,
                isNamed ? names.string(data.u32(at)) : "",
                (int) data.u32(at + 4),
                data.u64(at + 8),
                data.u64(at + 16),
                data.u64(at + 24),
                data.u64(at + 32),
                (int) data.u32(at + 40),
                data.u64(at + 56));
    }

    private List<ElfSegment> segments() {
        long table = data.u64(E_PHOFF);
        int count = data.u16(E_PHNUM);
        if (count > 0 && data.u16(E_PHENTSIZE) != PROGRAM_HEADER_SIZE) {
            throw data.malformed(E_PHENTSIZE, "e_phentsize is " + data.u16(E_PHENTSIZE) + "; 56 is expected");
        }
        data.cursor(count == 0 ? 0 : table, (long) count * PROGRAM_HEADER_SIZE);
        List<ElfSegment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = table + (long) i * PROGRAM_HEADER_SIZE;
            segments.add(new ElfSegment(
                    (int) data.u32(at),
                    (int) data.u32(at + 4),
                    data.u64(at + 8),
                    data.u64(at + 16),
                    data.u64(at + 24),
                    data.u64(at + 32),
                    data.u64(at + 40)));
        }
        return segments;
    }
}
