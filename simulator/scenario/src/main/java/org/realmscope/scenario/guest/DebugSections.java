package org.realmscope.scenario.guest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RealmSetup;

/** Writes DWARF 5: the line number program (6.2), one compile unit and its subprograms (3.1, 3.3). */
final class DebugSections {
    private static final int VERSION = 5;
    private static final int ADDRESS_SIZE = 8;

    private static final int DW_LNCT_path = 1;
    private static final int DW_LNCT_directory_index = 2;
    private static final int DW_LNS_copy = 1;
    private static final int DW_LNS_advance_pc = 2;
    private static final int DW_LNS_advance_line = 3;
    private static final int DW_LNS_set_file = 4;
    private static final int DW_LNS_set_column = 5;
    private static final int DW_LNS_negate_stmt = 6;
    private static final int DW_LNE_end_sequence = 1;
    private static final int DW_LNE_set_address = 2;
    private static final int OPCODE_BASE = 13;
    private static final int[] OPERANDS = {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};

    private static final int DW_TAG_compile_unit = 0x11;
    private static final int DW_TAG_subprogram = 0x2e;
    private static final int DW_UT_compile = 1;
    private static final int DW_AT_name = 0x03;
    private static final int DW_AT_stmt_list = 0x10;
    private static final int DW_AT_low_pc = 0x11;
    private static final int DW_AT_high_pc = 0x12;
    private static final int DW_AT_language = 0x13;
    private static final int DW_AT_comp_dir = 0x1b;
    private static final int DW_AT_producer = 0x25;
    private static final int DW_AT_decl_file = 0x3a;
    private static final int DW_AT_decl_line = 0x3b;
    private static final int DW_AT_external = 0x3f;
    private static final int DW_FORM_addr = 0x01;
    private static final int DW_FORM_data2 = 0x05;
    private static final int DW_FORM_data8 = 0x07;
    private static final int DW_FORM_string = 0x08;
    private static final int DW_FORM_udata = 0x0f;
    private static final int DW_FORM_sec_offset = 0x17;
    private static final int DW_FORM_flag_present = 0x19;
    private static final int DW_LANG_Mips_Assembler = 0x8001;

    private static final String DIRECTORY = "";

    private final RealmSetup realm;
    private final List<CodeRow> rows;
    private final List<ElfSymbol> functions;
    private final long end;
    private final List<String> files;

    /** @param end behind the last instruction */
    DebugSections(RealmSetup realm, List<CodeRow> rows, List<ElfSymbol> functions, long end) {
        this.realm = realm;
        this.rows = rows;
        this.functions = functions;
        this.end = end;
        Set<String> distinct = new LinkedHashSet<>();
        distinct.add(realm.position().file());
        for (CodeRow row : rows) {
            distinct.add(row.position().file());
        }
        files = new ArrayList<>(distinct);
    }

    /** Files count from 1: the first one is there twice, for readers that count from 0 and that do not. */
    private int file(Position position) {
        return files.indexOf(position.file()) + 1;
    }

    ByteWriter line() {
        ByteWriter header = new ByteWriter();
        header.u8(CodeBuffer.INSTRUCTION).u8(1).u8(1).u8(-5).u8(14).u8(OPCODE_BASE);
        for (int operands : OPERANDS) {
            header.u8(operands);
        }
        header.u8(1).uleb(DW_LNCT_path).uleb(DW_FORM_string).uleb(1).string(DIRECTORY);
        header.u8(2)
                .uleb(DW_LNCT_path)
                .uleb(DW_FORM_string)
                .uleb(DW_LNCT_directory_index)
                .uleb(DW_FORM_udata)
                .uleb(files.size() + 1)
                .string(files.getFirst())
                .uleb(0);
        files.forEach(file -> header.string(file).uleb(0));

        ByteWriter unit = new ByteWriter();
        unit.u16(VERSION)
                .u8(ADDRESS_SIZE)
                .u8(0)
                .u32(header.size())
                .bytes(header)
                .bytes(lineProgram());
        return new ByteWriter().u32(unit.size()).bytes(unit);
    }

    private ByteWriter lineProgram() {
        ByteWriter out = new ByteWriter();
        long address = rows.getFirst().address();
        int file = 1;
        int line = 1;
        int column = 0;
        boolean statement = true;
        out.u8(0).uleb(1 + ADDRESS_SIZE).u8(DW_LNE_set_address).u64(address);
        for (CodeRow row : rows) {
            advance(out, row.address() - address);
            address = row.address();
            Position position = row.position();
            if (file(position) != file) {
                file = file(position);
                out.u8(DW_LNS_set_file).uleb(file);
            }
            if (position.line() != line) {
                out.u8(DW_LNS_advance_line).sleb((long) position.line() - line);
                line = position.line();
            }
            if (position.column() != column) {
                column = position.column();
                out.u8(DW_LNS_set_column).uleb(column);
            }
            if (row.statement() != statement) {
                statement = row.statement();
                out.u8(DW_LNS_negate_stmt);
            }
            out.u8(DW_LNS_copy);
        }
        advance(out, end - address);
        return out.u8(0).uleb(1).u8(DW_LNE_end_sequence);
    }

    private static void advance(ByteWriter out, long bytes) {
        if (bytes != 0) {
            out.u8(DW_LNS_advance_pc).uleb(bytes / CodeBuffer.INSTRUCTION);
        }
    }

    ByteWriter abbreviations() {
        ByteWriter out = new ByteWriter();
        out.uleb(1).uleb(DW_TAG_compile_unit).u8(1);
        out.uleb(DW_AT_producer).uleb(DW_FORM_string);
        out.uleb(DW_AT_language).uleb(DW_FORM_data2);
        out.uleb(DW_AT_name).uleb(DW_FORM_string);
        out.uleb(DW_AT_comp_dir).uleb(DW_FORM_string);
        out.uleb(DW_AT_low_pc).uleb(DW_FORM_addr);
        out.uleb(DW_AT_high_pc).uleb(DW_FORM_data8);
        out.uleb(DW_AT_stmt_list).uleb(DW_FORM_sec_offset);
        out.u16(0);
        out.uleb(2).uleb(DW_TAG_subprogram).u8(0);
        out.uleb(DW_AT_name).uleb(DW_FORM_string);
        out.uleb(DW_AT_decl_file).uleb(DW_FORM_udata);
        out.uleb(DW_AT_decl_line).uleb(DW_FORM_udata);
        out.uleb(DW_AT_low_pc).uleb(DW_FORM_addr);
        out.uleb(DW_AT_high_pc).uleb(DW_FORM_data8);
        out.uleb(DW_AT_external).uleb(DW_FORM_flag_present);
        out.u16(0);
        return out.u8(0);
    }

    ByteWriter info() {
        long base = rows.getFirst().address();
        ByteWriter unit = new ByteWriter();
        unit.u16(VERSION).u8(DW_UT_compile).u8(ADDRESS_SIZE).u32(0);
        unit.uleb(1)
                .string("Realmscope")
                .u16(DW_LANG_Mips_Assembler)
                .string(files.getFirst())
                .string(DIRECTORY)
                .u64(base)
                .u64(end - base)
                .u32(0);
        for (ElfSymbol function : functions) {
            Position position = function.position() == null ? realm.position() : function.position();
            unit.uleb(2)
                    .string(function.name())
                    .uleb(file(position))
                    .uleb(position.line())
                    .u64(function.range().base())
                    .u64(function.range().size());
        }
        unit.u8(0);
        return new ByteWriter().u32(unit.size()).bytes(unit);
    }
}
