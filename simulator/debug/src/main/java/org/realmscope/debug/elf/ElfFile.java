package org.realmscope.debug.elf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A little-endian ELF64 file (System V ABI, chapters 4 and 5). Addresses are those of the file; where a
 * position-independent file was loaded is for the caller to subtract. What is malformed is found when it is used, not
 * when the file is opened, except for the headers.
 */
public final class ElfFile {
    /** e_machine of AArch64. */
    public static final int EM_AARCH64 = 183;

    /** e_type of an object file that is not linked. */
    public static final int ET_REL = 1;

    private final String name;
    private final byte[] file;
    private final ElfHeader header;
    private final List<ElfSection> sections;
    private final List<ElfSegment> segments;
    private final List<ElfSection> code;
    private final Map<String, ElfSection> byName = new LinkedHashMap<>();
    private @Nullable SymbolTable symbols;

    ElfFile(String name, byte[] file, ElfHeader header, List<ElfSection> sections, List<ElfSegment> segments) {
        this.name = name;
        this.file = file;
        this.header = header;
        this.sections = List.copyOf(sections);
        this.segments = List.copyOf(segments);
        this.code = sections.stream().filter(ElfSection::isCode).toList();
        for (ElfSection section : sections) {
            byName.putIfAbsent(section.name(), section);
        }
    }

    /** Whether a file begins as every ELF file does. */
    public static boolean isElf(byte[] file) {
        return file.length >= 4 && file[0] == 0x7f && file[1] == 'E' && file[2] == 'L' && file[3] == 'F';
    }

    /**
     * Reads the headers of a file.
     *
     * @param name of the file, for messages
     * @param file its bytes, which must not be changed afterwards
     * @throws MalformedFileException if it is not a little-endian ELF64 file
     */
    public static ElfFile parse(String name, byte[] file) {
        return new ElfParser(name, file).parse();
    }

    public String name() {
        return name;
    }

    /** e_type. */
    public int type() {
        return header.type();
    }

    /** e_machine. */
    public int machine() {
        return header.machine();
    }

    /** Virtual address of the first instruction. */
    public long entry() {
        return header.entry();
    }

    public List<ElfSection> sections() {
        return sections;
    }

    public List<ElfSegment> segments() {
        return segments;
    }

    /** The first section of a name. */
    public @Nullable ElfSection section(String sectionName) {
        return byName.get(sectionName);
    }

    /**
     * The bytes of the first section of a name, inflated if the file has them compressed; empty if there is none.
     *
     * @throws MalformedFileException if the section is not within the file, or is compressed in a way that is not read
     */
    public SectionData data(String sectionName) {
        ElfSection section = byName.get(sectionName);
        if (section == null && sectionName.startsWith(".debug_")) {
            section = byName.get(".z" + sectionName.substring(1));
        }
        return section == null ? new SectionData(name, sectionName, file, 0, 0) : data(section);
    }

    /** The bytes of a section, as {@link #data(String)}; a section without bytes in the file is empty. */
    public SectionData data(ElfSection section) {
        if (section.type() == ElfSection.SHT_NOBITS) {
            return new SectionData(name, section.name(), file, 0, 0);
        }
        SectionData whole = new SectionData(name, "file", file, 0, file.length);
        SectionData raw = new SectionData(
                name,
                section.name(),
                file,
                whole.cursor(section.fileOffset(), section.size()).position(),
                (int) section.size());
        if ((section.flags() & ElfSection.SHF_COMPRESSED) != 0) {
            return CompressedSection.inflate(name, raw);
        }
        return section.name().startsWith(".zdebug_") ? CompressedSection.inflateGnu(name, raw) : raw;
    }

    /** The symbol table; empty if the file was stripped. */
    public SymbolTable symbols() {
        SymbolTable known = symbols;
        if (known == null) {
            known = SymbolReader.read(this);
            symbols = known;
        }
        return known;
    }

    /**
     * Whether the file loads instructions at an address: an executable section has it, or, in a file without section
     * headers, an executable segment.
     */
    public boolean isCode(long va) {
        for (ElfSection section : code) {
            if (section.contains(va)) {
                return true;
            }
        }
        return sections.isEmpty()
                && segments.stream().anyMatch(segment -> segment.isExecutable() && segment.contains(va));
    }

    /**
     * Bytes of the memory image as the file has them.
     *
     * @param va virtual address of the first
     * @param into filled from index 0 on
     * @return whether the file has all of them
     */
    public boolean read(long va, byte[] into) {
        for (ElfSegment segment : segments) {
            long offset = va - segment.virtualAddress();
            if (segment.isLoaded()
                    && offset >= 0
                    && offset <= segment.fileSize()
                    && into.length <= segment.fileSize() - offset
                    && segment.fileOffset() >= 0
                    && segment.fileOffset() <= file.length - segment.fileSize()
                    && segment.fileSize() <= file.length) {
                System.arraycopy(file, (int) (segment.fileOffset() + offset), into, 0, into.length);
                return true;
            }
        }
        return false;
    }
}
