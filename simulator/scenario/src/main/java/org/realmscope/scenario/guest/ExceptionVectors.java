package org.realmscope.scenario.guest;

import org.realmscope.scenario.model.Position;

/**
 * The EL1 vectors of the program, which own X16 and X17. A synchronous exception skips the instruction, so that a step
 * that fails ends. Where code outside the program cannot be fetched or is undefined, it returns to the caller in X30.
 * Interrupts are acknowledged and ended. A synchronous exception leaves something other than 0 in X17, interrupts leave
 * it alone: so steps learn whether their access was aborted, also by RMM.
 */
final class ExceptionVectors {
    private static final long VECTOR = 0x80;
    /** Synchronous, IRQ, FIQ, SError. */
    private static final int VECTORS = 4;
    /**
     * With SP_EL0 and with SP_EL1. Code follows at once: no lower Exception level runs, whose vectors would be there.
     */
    private static final int GROUPS = 2;

    private static final int EC_SVC64 = 0x15;
    private static final int EC_INSTRUCTION_ABORT = 0x21;
    private static final int EC_PC_ALIGNMENT = 0x22;

    private final ProgramCode program;
    private final CodeBuffer code;

    ExceptionVectors(ProgramCode program) {
        this.program = program;
        this.code = program.code;
    }

    void emit(Position position) {
        program.row(position, CodeRow.NONE, CodeRow.NONE, false);
        code.bind(program.vectors);
        for (int group = 0; group < GROUPS; group++) {
            long base = program.vectors.address() + (long) group * VECTORS * VECTOR;
            synchronous();
            code.padTo(base + VECTOR);
            interrupt(1);
            code.padTo(base + 2 * VECTOR);
            interrupt(0);
            code.padTo(base + 3 * VECTOR);
            code.emit("eret");
            code.padTo(base + VECTORS * VECTOR);
        }
    }

    private void synchronous() {
        Label leave = new Label();
        Label fetch = new Label();
        Label skip = new Label();
        Label outside = new Label();
        code.emit("mrs x16, esr_el1");
        code.emit("lsr x16, x16, #26");
        code.emit("cmp x16, #" + EC_SVC64);
        code.emit("b.eq", leave);
        code.emit("mrs x17, elr_el1");
        code.emit("cbz x16,", fetch);
        code.emit("cmp x16, #" + EC_INSTRUCTION_ABORT);
        code.emit("b.eq", fetch);
        code.emit("cmp x16, #" + EC_PC_ALIGNMENT);
        code.emit("b.ne", skip);
        code.bind(fetch);
        code.address(16, program.vectors);
        code.emit("cmp x17, x16");
        code.emit("b.lo", outside);
        code.address(16, program.end);
        code.emit("cmp x17, x16");
        code.emit("b.hs", outside);
        code.bind(skip);
        code.emit("add x17, x17, #4");
        code.emit("msr elr_el1, x17");
        code.bind(leave);
        code.emit("eret");
        code.bind(outside);
        code.emit("msr elr_el1, x30");
        code.emit("movn x17, #0");
        code.emit("eret");
    }

    private void interrupt(int group) {
        code.emit("mrs x16, icc_iar%d_el1".formatted(group));
        code.emit("msr icc_eoir%d_el1, x16".formatted(group));
        code.emit("eret");
    }
}
