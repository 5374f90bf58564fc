package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.DataCursor;

/** The header of a line program (DWARF 5, section 6.2.4; DWARF 4, section 6.2.4). */
final class LineHeader {
    private static final int DW_LNCT_PATH = 1;
    private static final int DW_LNCT_DIRECTORY_INDEX = 2;
    private static final int DW_LNCT_MD5 = 5;

    private final Unit unit;
    private final DataCursor program;
    private final DwarfFormat format;
    private final String compilationDirectory;
    private final int minimumInstructionLength;
    private final boolean defaultIsStatement;
    private final int lineBase;
    private final int lineRange;
    private final int[] operandCounts;
    private final List<String> directories = new ArrayList<>();
    private final List<@Nullable SourceFile> files = new ArrayList<>();

    /**
     * @param unit whose line program it is
     * @param offset in {@code .debug_line}
     */
    LineHeader(Unit unit, long offset) {
        this.unit = unit;
        String directory = unit.unitEntry().string(At.COMP_DIR);
        compilationDirectory = directory == null ? "" : directory;
        DataCursor section = unit.sections().line().cursor();
        section.seek(offset);
        InitialLength length = InitialLength.read(section);
        program = section.slice(length.length());
        int version = program.u16();
        if (version < 2 || version > 5) {
            throw program.data().malformed(offset, "line table version " + version + "; 2 to 5 are read");
        }
        format = new DwarfFormat(version, length.is64());
        if (version >= 5) {
            int addressSize = program.u8();
            int selectorSize = program.u8();
            if (addressSize != 8 || selectorSize != 0) {
                throw program.data()
                        .malformed(
                                offset,
                                "addresses of %d bytes, selectors of %d; 8 and 0 are expected"
                                        .formatted(addressSize, selectorSize));
            }
        }
        long headerLength = program.offset(length.is64());
        DataCursor header = program.slice(headerLength);
        minimumInstructionLength = header.u8();
        if (version >= 4) {
            header.skip(1);
        }
        defaultIsStatement = header.u8() != 0;
        lineBase = header.s8();
        lineRange = header.u8();
        int opcodeBase = header.u8();
        operandCounts = new int[Math.max(opcodeBase, 1)];
        for (int i = 1; i < opcodeBase; i++) {
            operandCounts[i] = header.u8();
        }
        if (version >= 5) {
            readEntries(header, true);
            readEntries(header, false);
        } else {
            readNames(header);
        }
    }

    private void readNames(DataCursor header) {
        directories.add("");
        for (String name = header.string(); !name.isEmpty(); name = header.string()) {
            directories.add(name);
        }
        files.add(null);
        for (String name = header.string(); !name.isEmpty(); name = header.string()) {
            addFile(header, name, header.ulebInt());
            header.uleb();
            header.uleb();
        }
    }

    /** DW_LNE_define_file, or a file of a header before DWARF 5. */
    void addFile(DataCursor at, String name, int directory) {
        files.add(new SourceFile(path(at, name, directory), null));
    }

    private String path(DataCursor at, String name, int directory) {
        if (directory >= directories.size()) {
            throw at.malformed("directory %d is named, but there are %d".formatted(directory, directories.size()));
        }
        return SourceFile.join(SourceFile.join(compilationDirectory, directories.get(directory)), name);
    }

    private void readEntries(DataCursor header, boolean isDirectories) {
        int formats = header.u8();
        int[] types = new int[formats];
        int[] forms = new int[formats];
        for (int i = 0; i < formats; i++) {
            types[i] = header.ulebInt();
            forms[i] = header.ulebInt();
        }
        int count = header.ulebInt();
        if (count > 0 && formats == 0 || count > header.remaining()) {
            throw header.malformed(count + " files or directories do not fit into the header");
        }
        for (int i = 0; i < count; i++) {
            readEntry(header, types, forms, isDirectories);
        }
    }

    private void readEntry(DataCursor header, int[] types, int[] forms, boolean isDirectory) {
        String name = "";
        String md5 = null;
        long directory = 0;
        for (int i = 0; i < types.length; i++) {
            FormValue value = FormValue.read(header, forms[i], 0, format);
            if (types[i] == DW_LNCT_PATH) {
                name = value.form() == Form.STRING
                        ? header.data().string(value.raw())
                        : unit.string(unit.unitEntry(), value);
            } else if (types[i] == DW_LNCT_DIRECTORY_INDEX) {
                directory = value.raw();
            } else if (types[i] == DW_LNCT_MD5 && value.form() == Form.DATA16) {
                md5 = HexFormat.of().formatHex(header.data().bytes(value.raw(), value.size()));
            }
        }
        if (isDirectory) {
            directories.add(directories.isEmpty() ? name : SourceFile.join(directories.getFirst(), name));
        } else {
            int index = directory < 0 || directory > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) directory;
            files.add(new SourceFile(path(header, name, index), md5));
        }
    }

    /** All files, by index; before DWARF 5 index 0 is none. */
    List<@Nullable SourceFile> files() {
        return files;
    }

    /** A cursor over the program's opcodes, to be used once. */
    DataCursor program() {
        return program;
    }

    int minimumInstructionLength() {
        return minimumInstructionLength;
    }

    boolean isDefaultStatement() {
        return defaultIsStatement;
    }

    int lineBase() {
        return lineBase;
    }

    int lineRange() {
        return lineRange;
    }

    int opcodeBase() {
        return operandCounts.length;
    }

    /** Number of LEB128 operands of a standard opcode. */
    int operandCount(int opcode) {
        return operandCounts[opcode];
    }
}
