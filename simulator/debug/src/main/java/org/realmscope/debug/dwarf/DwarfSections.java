package org.realmscope.debug.dwarf;

import org.realmscope.debug.elf.ElfFile;
import org.realmscope.debug.elf.SectionData;

/** The debug sections of a file; one that the file does not have is empty. */
record DwarfSections(
        SectionData info,
        SectionData types,
        SectionData abbreviations,
        SectionData strings,
        SectionData lineStrings,
        SectionData stringOffsets,
        SectionData addresses,
        SectionData line,
        SectionData ranges,
        SectionData rangeLists,
        SectionData locations,
        SectionData locationLists) {
    static DwarfSections of(ElfFile elf) {
        return new DwarfSections(
                elf.data(".debug_info"),
                elf.data(".debug_types"),
                elf.data(".debug_abbrev"),
                elf.data(".debug_str"),
                elf.data(".debug_line_str"),
                elf.data(".debug_str_offsets"),
                elf.data(".debug_addr"),
                elf.data(".debug_line"),
                elf.data(".debug_ranges"),
                elf.data(".debug_rnglists"),
                elf.data(".debug_loc"),
                elf.data(".debug_loclists"));
    }
}
