package org.realmscope.a64.engine;

/**
 * Makes the executable form of an instruction word; total: what is unallocated becomes an Undefined Instruction
 * exception.
 */
public interface InstructionTranslator {
    /** @param blockOffset distance of the instruction from the first one of its block, in bytes */
    Op translate(int word, int blockOffset);

    /** Whether a branch with PSTATE.BTYPE {@code btype} may go to {@code word} in a guarded page (FEAT_BTI). */
    boolean acceptsBranch(int word, int btype, boolean branchTargetCheckOnPaciasp);
}
