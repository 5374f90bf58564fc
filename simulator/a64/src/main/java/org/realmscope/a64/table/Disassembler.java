package org.realmscope.a64.table;

import org.jspecify.annotations.Nullable;

/** Writes instructions as GNU objdump does, with single blanks for its tabs and without its comments. */
public final class Disassembler {
    private final InstructionTable table;

    /** A disassembler of the table's instructions. */
    public Disassembler(InstructionTable table) {
        this.table = table;
    }

    /**
     * The text of a word; {@code .inst} and the word in hexadecimal if it is unallocated.
     *
     * @param address the instruction's address, from which branch targets are computed
     */
    public String disassemble(int word, long address) {
        @Nullable Instruction instruction = table.decode(word);
        if (instruction == null) {
            return ".inst 0x%08x".formatted(word);
        }
        StringBuilder out = new StringBuilder();
        instruction.print(word, address, out);
        return out.toString();
    }
}
