package org.realmscope.a64.table;

import org.jspecify.annotations.Nullable;
import org.realmscope.a64.engine.InstructionTranslator;
import org.realmscope.a64.engine.Op;
import org.realmscope.a64.exec.BranchTargets;
import org.realmscope.a64.exec.UndefinedOp;

/** Makes executable form from the table's rows. */
public final class TableTranslator implements InstructionTranslator {
    private final InstructionTable table;

    /** A translator of the table's instructions. */
    public TableTranslator(InstructionTable table) {
        this.table = table;
    }

    @Override
    public Op translate(int word, int blockOffset) {
        @Nullable Instruction instruction = table.decode(word);
        return instruction == null
                ? UndefinedOp.translate(word, blockOffset)
                : instruction.semantics().translate(word, blockOffset);
    }

    @Override
    public boolean acceptsBranch(int word, int btype, boolean branchTargetCheckOnPaciasp) {
        return BranchTargets.accepts(word, btype, branchTargetCheckOnPaciasp);
    }
}
