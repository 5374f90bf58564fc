package org.realmscope.machine.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.realmscope.platform.UserError;

/** Reads the file header and the program headers of one ELF file; field names and offsets are the System V ABI's. */
final class ElfParser {
    private static final int HEADER_SIZE = 64;
    private static final int PROGRAM_HEADER_SIZE = 56;

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

    private static final int ELFCLASS64 = 2;
    private static final int ELFDATA2LSB = 1;
    private static final int ET_EXEC = 2;
    private static final int ET_DYN = 3;
    private static final int EM_AARCH64 = 183;
    private static final int PT_LOAD = 1;
    private static final int PT_INTERP = 3;

    private final String name;
    private final byte[] file;
    private final ByteBuffer bytes;

    ElfParser(String name, byte[] file) {
        this.name = name;
        this.file = file;
        this.bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    ElfImage parse() {
        checkIdentification();
        int type = bytes.getShort(E_TYPE) & 0xffff;
        if (type != ET_EXEC && type != ET_DYN) {
            throw invalid(
                    E_TYPE,
                    "e_type is " + typeName(type),
                    "a linked executable (ET_EXEC, or a self-relocating ET_DYN) is expected");
        }
        int machine = bytes.getShort(E_MACHINE) & 0xffff;
        if (machine != EM_AARCH64) {
            throw invalid(E_MACHINE, "e_machine is " + machineName(machine), "EM_AARCH64 (183) is expected");
        }
        checkSectionHeaders();
        List<ElfImage.Segment> segments = segments();
        return new ElfImage(name, file, type == ET_DYN, entry(segments), segments);
    }

    private void checkIdentification() {
        int length = Math.min(file.length, 4);
        boolean magic = length > 0;
        for (int i = 0; i < length; i++) {
            magic &= file[i] == "\u007fELF".charAt(i);
        }
        if (!magic) {
            throw invalid(0, "the file does not start with 7f 45 4c 46", "this is not an ELF file");
        }
        if (file.length < HEADER_SIZE) {
            throw invalid(file.length, "the file ends within the ELF header", "the header has 64 bytes");
        }
        if (file[EI_CLASS] != ELFCLASS64) {
            throw invalid(
                    EI_CLASS,
                    "EI_CLASS is " + (file[EI_CLASS] == 1 ? "ELFCLASS32 (1)" : "unknown (" + file[EI_CLASS] + ")"),
                    "ELFCLASS64 (2) is expected");
        }
        if (file[EI_DATA] != ELFDATA2LSB) {
            throw invalid(
                    EI_DATA,
                    "EI_DATA is "
                            + (file[EI_DATA] == 2 ? "ELFDATA2MSB (2), big-endian" : "unknown (" + file[EI_DATA] + ")"),
                    "ELFDATA2LSB (1), little-endian, is expected");
        }
    }

    /** Linkers put the section headers last, so that they show a file that was cut behind its segments. */
    private void checkSectionHeaders() {
        long table = bytes.getLong(E_SHOFF);
        int count = bytes.getShort(E_SHNUM) & 0xffff;
        int size = bytes.getShort(E_SHENTSIZE) & 0xffff;
        if (table != 0 && !isInFile(table, (long) count * size)) {
            throw invalid(
                    E_SHOFF,
                    "the %d section headers from 0x%x on end beyond the file's %d bytes"
                            .formatted(count, table, file.length),
                    "the file is truncated or corrupt");
        }
    }

    private List<ElfImage.Segment> segments() {
        long table = bytes.getLong(E_PHOFF);
        int count = bytes.getShort(E_PHNUM) & 0xffff;
        int size = bytes.getShort(E_PHENTSIZE) & 0xffff;
        if (count == 0) {
            throw invalid(E_PHNUM, "e_phnum is 0", "an executable has at least one program header");
        }
        if (size != PROGRAM_HEADER_SIZE) {
            throw invalid(E_PHENTSIZE, "e_phentsize is " + size, "56 is expected");
        }
        if (!isInFile(table, (long) count * size)) {
            throw invalid(
                    E_PHOFF,
                    "the %d program headers from 0x%x on end beyond the file's %d bytes"
                            .formatted(count, table, file.length),
                    "the file is truncated or corrupt");
        }
        List<ElfImage.Segment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int header = (int) table + i * size;
            int type = bytes.getInt(header);
            if (type == PT_INTERP) {
                throw invalid(
                        header,
                        "the image asks for a dynamic linker (PT_INTERP)",
                        "link it with -static or -static-pie");
            }
            if (type == PT_LOAD && bytes.getLong(header + 40) != 0) {
                segments.add(segment(header, segments));
            }
        }
        if (segments.isEmpty()) {
            throw invalid((int) table, "no program header is of type PT_LOAD", "there is nothing to load");
        }
        return segments;
    }

    private ElfImage.Segment segment(int header, List<ElfImage.Segment> others) {
        ElfImage.Segment segment = new ElfImage.Segment(
                header,
                bytes.getLong(header + 8),
                bytes.getLong(header + 16),
                bytes.getLong(header + 24),
                bytes.getLong(header + 32),
                bytes.getLong(header + 40));
        if (!isInFile(segment.fileOffset(), segment.fileSize())) {
            throw invalid(
                    header,
                    "the segment's 0x%x bytes from file offset 0x%x on end beyond the file's %d bytes"
                            .formatted(segment.fileSize(), segment.fileOffset(), file.length),
                    "the file is truncated or corrupt");
        }
        if (segment.memorySize() < segment.fileSize()) {
            throw invalid(
                    header,
                    "p_memsz is 0x%x and p_filesz 0x%x".formatted(segment.memorySize(), segment.fileSize()),
                    "a segment is at least as large in memory as in the file");
        }
        long last = segment.physicalAddress() + segment.memorySize() - 1;
        if (segment.physicalAddress() < 0 || last < segment.physicalAddress()) {
            throw invalid(
                    header,
                    "the segment at 0x%x has 0x%x bytes".formatted(segment.physicalAddress(), segment.memorySize()),
                    "it must end within the address space");
        }
        for (ElfImage.Segment other : others) {
            if (segment.physicalAddress() < other.physicalAddress() + other.memorySize()
                    && other.physicalAddress() <= last) {
                throw invalid(
                        header,
                        "the segment at 0x%x to 0x%x overlaps the one at 0x%x"
                                .formatted(segment.physicalAddress(), last, other.physicalAddress()),
                        "segments must be disjoint");
            }
        }
        return segment;
    }

    /** Physical address of e_entry, before a base is added. */
    private long entry(List<ElfImage.Segment> segments) {
        long entry = bytes.getLong(E_ENTRY);
        for (ElfImage.Segment segment : segments) {
            long offset = entry - segment.virtualAddress();
            if (offset >= 0 && offset < segment.memorySize() && entry % 4 == 0) {
                return segment.physicalAddress() + offset;
            }
        }
        throw invalid(
                E_ENTRY,
                "e_entry is 0x%x".formatted(entry),
                "it must be the 4-byte aligned address of an instruction in a PT_LOAD segment");
    }

    private boolean isInFile(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= file.length && length <= file.length - offset;
    }

    private UserError invalid(int offset, String what, String right) {
        return new UserError(
                UserError.Code.ELF_INVALID, "%s: at file offset 0x%x: %s; %s".formatted(name, offset, what, right));
    }

    private static String typeName(int type) {
        return switch (type) {
            case 1 -> "ET_REL (1), an object file";
            case 4 -> "ET_CORE (4), a core dump";
            default -> "unknown (" + type + ")";
        };
    }

    private static String machineName(int machine) {
        return switch (machine) {
            case 3 -> "EM_386 (3)";
            case 8 -> "EM_MIPS (8)";
            case 21 -> "EM_PPC64 (21)";
            case 40 -> "EM_ARM (40), 32-bit Arm";
            case 62 -> "EM_X86_64 (62)";
            case 243 -> "EM_RISCV (243)";
            default -> Integer.toString(machine);
        };
    }
}
