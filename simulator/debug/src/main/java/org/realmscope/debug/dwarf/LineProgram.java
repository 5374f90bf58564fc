package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.debug.elf.DataCursor;

/** Runs a line program (DWARF 5, section 6.2.5). Instructions have one operation each; op_index stays 0. */
final class LineProgram {
    private static final int DW_LNS_COPY = 1;
    private static final int DW_LNS_ADVANCE_PC = 2;
    private static final int DW_LNS_ADVANCE_LINE = 3;
    private static final int DW_LNS_SET_FILE = 4;
    private static final int DW_LNS_SET_COLUMN = 5;
    private static final int DW_LNS_NEGATE_STMT = 6;
    private static final int DW_LNS_SET_BASIC_BLOCK = 7;
    private static final int DW_LNS_CONST_ADD_PC = 8;
    private static final int DW_LNS_FIXED_ADVANCE_PC = 9;
    private static final int DW_LNS_SET_PROLOGUE_END = 10;
    private static final int DW_LNS_SET_EPILOGUE_BEGIN = 11;
    private static final int DW_LNE_END_SEQUENCE = 1;
    private static final int DW_LNE_SET_ADDRESS = 2;
    private static final int DW_LNE_DEFINE_FILE = 3;
    private static final int DW_LNE_SET_DISCRIMINATOR = 4;
    private static final int OPERAND_255 = 255;

    private final LineHeader header;
    private final DataCursor cursor;
    private final List<LineSequence> sequences = new ArrayList<>();
    private List<LineRow> rows = new ArrayList<>();
    private long address;
    private int file;
    private int line;
    private int column;
    private int discriminator;
    private int flags;
    /** Whether the line has been told apart into blocks since the program came to it. */
    private boolean hasBlocks;

    LineProgram(LineHeader header) {
        this.header = header;
        this.cursor = header.program();
        reset();
    }

    private void reset() {
        address = 0;
        file = 1;
        line = 1;
        column = 0;
        discriminator = 0;
        hasBlocks = false;
        flags = header.isDefaultStatement() ? LineRow.STATEMENT : 0;
    }

    List<LineSequence> run() {
        while (cursor.hasRemaining()) {
            int opcode = cursor.u8();
            if (opcode >= header.opcodeBase()) {
                special(opcode);
            } else if (opcode == 0) {
                extended();
            } else {
                standard(opcode);
            }
        }
        if (!rows.isEmpty()) {
            throw cursor.malformed("the line program ends within a sequence");
        }
        return sequences;
    }

    private void special(int opcode) {
        int adjusted = opcode - header.opcodeBase();
        advance(adjusted / lineRange());
        advanceLine(header.lineBase() + adjusted % lineRange());
        append();
    }

    private int lineRange() {
        if (header.lineRange() == 0) {
            throw cursor.malformed("a special opcode, but line_range is 0");
        }
        return header.lineRange();
    }

    private void advance(long operations) {
        address += operations * header.minimumInstructionLength();
    }

    private void advanceLine(int lines) {
        line += lines;
        if (lines != 0) {
            hasBlocks = discriminator != 0;
        }
    }

    /** Whether the next row is about a further block of the line of the row before. */
    private boolean continuesLine() {
        if (!hasBlocks || rows.isEmpty()) {
            return false;
        }
        LineRow last = rows.getLast();
        SourceFile present = header.files().get(file);
        boolean isSame = last.line() == line && present != null && present.equals(last.file());
        return isSame && (last.address() != address || last.continuesLine());
    }

    private void append() {
        if (file < 0 || file >= header.files().size()) {
            throw cursor.malformed("file %d is named, but there are %d"
                    .formatted(file, header.files().size()));
        }
        flags |= continuesLine() ? LineRow.CONTINUATION : 0;
        rows.add(new LineRow(address, header.files().get(file), line, column, discriminator, flags));
        discriminator = 0;
        flags &= LineRow.STATEMENT;
    }

    private void standard(int opcode) {
        switch (opcode) {
            case DW_LNS_COPY -> append();
            case DW_LNS_ADVANCE_PC -> advance(cursor.uleb());
            case DW_LNS_ADVANCE_LINE -> advanceLine((int) cursor.sleb());
            case DW_LNS_SET_FILE -> file = cursor.ulebInt();
            case DW_LNS_SET_COLUMN -> column = cursor.ulebInt();
            case DW_LNS_NEGATE_STMT -> flags ^= LineRow.STATEMENT;
            case DW_LNS_SET_BASIC_BLOCK -> flags |= LineRow.BASIC_BLOCK;
            case DW_LNS_CONST_ADD_PC -> advance((OPERAND_255 - header.opcodeBase()) / lineRange());
            case DW_LNS_FIXED_ADVANCE_PC -> address += cursor.u16();
            case DW_LNS_SET_PROLOGUE_END -> flags |= LineRow.PROLOGUE_END;
            case DW_LNS_SET_EPILOGUE_BEGIN -> flags |= LineRow.EPILOGUE_BEGIN;
            default -> {
                for (int i = 0; i < header.operandCount(opcode); i++) {
                    cursor.uleb();
                }
            }
        }
    }

    private void extended() {
        int size = cursor.ulebInt();
        DataCursor operands = cursor.slice(size);
        if (size == 0) {
            throw cursor.malformed("an extended opcode of length 0");
        }
        switch (operands.u8()) {
            case DW_LNE_END_SEQUENCE -> endSequence();
            case DW_LNE_SET_ADDRESS -> address = operands.u64();
            case DW_LNE_DEFINE_FILE -> header.addFile(operands, operands.string(), operands.ulebInt());
            case DW_LNE_SET_DISCRIMINATOR -> {
                discriminator = operands.ulebInt();
                hasBlocks |= discriminator != 0;
            }
            default -> operands.skip(operands.remaining());
        }
    }

    private void endSequence() {
        flags |= LineRow.END_SEQUENCE;
        append();
        sequences.add(new LineSequence(rows));
        rows = new ArrayList<>();
        reset();
    }
}
