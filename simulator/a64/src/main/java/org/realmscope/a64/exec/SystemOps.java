package org.realmscope.a64.exec;

import static org.realmscope.a64.exec.Operands.bits;
import static org.realmscope.a64.exec.Operands.rd;

import org.jspecify.annotations.Nullable;
import org.realmscope.a64.engine.BlockEndOp;
import org.realmscope.a64.engine.Op;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemInstruction;

/** SYS: IC, DC, AT, TLBI, CFP, DVP and CPP. */
public final class SystemOps {

    private SystemOps() {}

    /** The instruction that bits 18:5 of a SYS instruction name, null if there is none. */
    public static @Nullable SystemInstruction instruction(int word) {
        return SystemInstruction.of(bits(word, 18, 5));
    }

    /** SYS of an instruction that exists. */
    public static Op sys(int word, int blockOffset) {
        SystemInstruction instruction = instruction(word);
        if (instruction == null) {
            return UndefinedOp.translate(word, blockOffset);
        }
        return instruction.endsBlock() ? new Ending(blockOffset, instruction, word) : new Plain(instruction, word);
    }

    private static final class Plain extends Op {
        private final SystemInstruction instruction;
        private final int operand;
        private final int syndrome;

        Plain(SystemInstruction instruction, int word) {
            this.instruction = instruction;
            this.operand = rd(word);
            this.syndrome = SystemRegisterAccess.syndrome(word);
        }

        @Override
        public void execute(Pe pe) {
            instruction.execute(pe, syndrome, pe.x[operand]);
        }
    }

    private static final class Ending extends BlockEndOp {
        private final SystemInstruction instruction;
        private final int operand;
        private final int syndrome;

        Ending(int blockOffset, SystemInstruction instruction, int word) {
            super(blockOffset);
            this.instruction = instruction;
            this.operand = rd(word);
            this.syndrome = SystemRegisterAccess.syndrome(word);
        }

        @Override
        public void execute(Pe pe) {
            instruction.execute(pe, syndrome, pe.x[operand]);
            pe.pc += blockOffset + 4;
        }
    }
}
