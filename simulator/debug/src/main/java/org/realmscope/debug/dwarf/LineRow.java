package org.realmscope.debug.dwarf;

import org.jspecify.annotations.Nullable;

/**
 * A row of a line table (DWARF 5, section 6.2.2).
 *
 * @param address of the first instruction that it is about
 * @param file null if the compiler named none
 * @param line from 1; 0 if the code belongs to no line
 * @param column from 1; 0 if unknown
 * @param discriminator tells blocks of one line apart
 * @param flags see the predicates
 */
public record LineRow(long address, @Nullable SourceFile file, int line, int column, int discriminator, int flags) {
    static final int STATEMENT = 1;
    static final int BASIC_BLOCK = 1 << 1;
    static final int PROLOGUE_END = 1 << 2;
    static final int EPILOGUE_BEGIN = 1 << 3;
    static final int END_SEQUENCE = 1 << 4;
    static final int CONTINUATION = 1 << 5;

    /** is_stmt: a recommended place for a breakpoint. */
    public boolean isStatement() {
        return (flags & STATEMENT) != 0;
    }

    /**
     * Whether it begins another block of the line of the row before, as the increment of a loop is one. No standard
     * says so; GDB takes both for one place, at whose beginning only a step stops.
     */
    public boolean continuesLine() {
        return (flags & CONTINUATION) != 0;
    }

    /** basic_block. */
    public boolean isBasicBlock() {
        return (flags & BASIC_BLOCK) != 0;
    }

    /** prologue_end: where to stop a function on entry. */
    public boolean isPrologueEnd() {
        return (flags & PROLOGUE_END) != 0;
    }

    /** epilogue_begin. */
    public boolean isEpilogueBegin() {
        return (flags & EPILOGUE_BEGIN) != 0;
    }

    /** end_sequence: the address is the first behind the sequence. */
    public boolean isEndOfSequence() {
        return (flags & END_SEQUENCE) != 0;
    }

    /** Its place in the source. */
    public SourceLine source() {
        return new SourceLine(file, line, column);
    }

    boolean isSameLine(LineRow other) {
        return line == other.line && file != null && file.equals(other.file);
    }
}
