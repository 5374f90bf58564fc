package org.realmscope.a64.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import org.realmscope.a64.engine.BarePlatform;
import org.realmscope.a64.engine.BlockEndOp;
import org.realmscope.a64.engine.Op;
import org.realmscope.a64.syntax.Labels;
import org.realmscope.a64.table.Assembled;
import org.realmscope.a64.table.Assembler;
import org.realmscope.a64.table.InstructionTable;
import org.realmscope.a64.table.TableTranslator;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;

/** Executes single instructions, given as text, on a PE of their own, as the third instruction of a block. */
final class Execution {
    /** Address of the instruction. */
    static final long ADDRESS = 0x4000_1008L;

    private static final int BLOCK_OFFSET = 8;
    private static final long SPSR_EL2H = 0x3c9;
    private static final Assembler ASSEMBLER = new Assembler(InstructionTable.A64);
    private static final TableTranslator TRANSLATOR = new TableTranslator(InstructionTable.A64);

    final Pe pe = new BarePlatform().pe;

    Execution() {
        pe.system.enter(SPSR_EL2H, 0);
        for (int i = 0; i < Pe.ZR; i++) {
            pe.x[i] = 0xa5a5_0000_5a5a_0000L + i;
        }
        pe.x[Pe.SP] = 0x8000_0000L;
        pe.x[Pe.SINK] = 0xdead_dead_dead_deadL;
    }

    Execution x(int number, long value) {
        pe.x[number] = value;
        return this;
    }

    Execution sp(long value) {
        return x(Pe.SP, value);
    }

    /** @param flags the letters n, z, c, v in this order; upper case sets the flag */
    Execution flags(String flags) {
        int nzcv = 0;
        for (int i = 0; i < 4; i++) {
            nzcv = nzcv << 1 | (Character.isUpperCase(flags.charAt(i)) ? 1 : 0);
        }
        pe.setNzcv(nzcv);
        return this;
    }

    /** Flags in the notation of {@link #flags(String)}. */
    String flags() {
        StringBuilder flags = new StringBuilder("nzcv");
        for (int i = 0; i < 4; i++) {
            if ((pe.nzcv() & 8 >> i) != 0) {
                flags.setCharAt(i, Character.toUpperCase(flags.charAt(i)));
            }
        }
        return flags.toString();
    }

    Execution run(String text) {
        return switch (ASSEMBLER.assemble(text, ADDRESS, Labels.NONE)) {
            case Assembled.Word word -> run(word.word());
            case Assembled.Rejected rejected -> fail("'" + text + "': " + rejected);
        };
    }

    Execution run(int word) {
        pe.pc = ADDRESS - BLOCK_OFFSET;
        Op op = TRANSLATOR.translate(word, BLOCK_OFFSET);
        try {
            op.execute(pe);
        } catch (AbortSignal signal) {
            assertEquals(ADDRESS - BLOCK_OFFSET, pe.pc, "pc after an instruction that was not executed");
            pe.pc = ADDRESS;
            pe.system.takePending(op.dataAbortSyndrome());
            return this;
        }
        if (!(op instanceof BlockEndOp)) {
            assertEquals(ADDRESS - BLOCK_OFFSET, pe.pc, "pc after an instruction inside a block");
        }
        assertEquals(0, pe.x[Pe.ZR], "XZR");
        return this;
    }

    long x(int number) {
        return pe.x[number];
    }
}
