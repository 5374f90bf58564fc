package org.realmscope.a64.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.realmscope.a64.engine.BarePlatform.DRAM;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.platform.mmu.FetchTlb;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.StopCause;
import org.realmscope.platform.sysreg.SystemRegister;

class ThreadedEngineTest {
    private static final String COUNTING_LOOP = """
        add x0, x0, #1
        add x1, x1, x0
        eor x2, x2, x1
        b 0x40000000
        """;

    private final BarePlatform bare = new BarePlatform();
    private final Pe pe = bare.pe;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 7, 8, 1001})
    void runStopsAtTheExactInstructionWhereverTheLimitFalls(long limit) {
        bare.load(DRAM, COUNTING_LOOP);

        assertEquals(StopCause.LIMIT, bare.run(limit));

        assertEquals(limit, pe.instructions);
        assertEquals(DRAM + 4 * (limit % 4), pe.pc);
        assertEquals((limit + 3) / 4, pe.x[0]);
    }

    @Test
    void slicesOfEveryLengthGiveTheStateOfOneRun() {
        bare.load(DRAM, COUNTING_LOOP);
        bare.run(10_000);
        BarePlatform sliced = new BarePlatform();
        sliced.load(DRAM, COUNTING_LOOP);
        long state = 1;
        while (sliced.pe.instructions < 10_000) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            long limit = Math.min(10_000, sliced.pe.instructions + (state >>> 60) + 1);
            sliced.engine.run(sliced.pe, limit);
        }

        assertEquals(pe.pc, sliced.pe.pc);
        assertEquals(pe.x[2], sliced.pe.x[2]);
    }

    @Test
    void stepExecutesOneInstruction() {
        bare.load(DRAM, COUNTING_LOOP);

        for (int i = 0; i < 5; i++) {
            bare.engine.step(pe);
        }

        assertEquals(5, pe.instructions);
        assertEquals(DRAM + 4, pe.pc);
        assertEquals(2, pe.x[0]);
    }

    @Test
    void storeToALaterInstructionOfTheSameBlockIsSeenByIt() {
        bare.load(DRAM, """
            adr x3, 0x40000010
            movz w4, #0x0540
            movk w4, #0xd280, lsl #16
            str w4, [x3]
            mov x0, #1
            b 0x40000014
            """);

        bare.run(5);

        assertEquals(42, pe.x[0]);
        assertEquals(DRAM + 0x14, pe.pc);
    }

    @Test
    void storeAfterASnapshotIsSeenByTheCodeThatItChanges() {
        bare.load(DRAM, """
            adr x3, 0x40000014
            movz w4, #0x0540
            movk w4, #0xd280, lsl #16
            str w4, [x3]
            b 0x40000014
            mov x0, #1
            b 0x40000018
            """);
        pe.pc = DRAM + 0x14;
        bare.run(1);
        pe.pc = DRAM;
        takeSnapshot();

        bare.run(6);

        assertEquals(42, pe.x[0]);
    }

    @Test
    void codeWrittenBesideDecodedCodeAfterASnapshotIsExecuted() {
        bare.load(DRAM, """
            adr x3, 0x40000400
            movz w4, #0x0540
            movk w4, #0xd280, lsl #16
            str w4, [x3]
            b 0x40000400
            """);
        bare.run(1);
        takeSnapshot();

        bare.run(5);

        assertEquals(42, pe.x[0]);
    }

    /** As a checkpoint does it: the next write of each frame replaces it. */
    private void takeSnapshot() {
        bare.platform.memory.snapshot();
        pe.mmu.memorySnapshotTaken();
    }

    @Test
    void storeBesideDecodedCodeKeepsItDecoded() {
        bare.load(DRAM, """
            adr x3, 0x40000800
            str x3, [x3]
            b 0x40000000
            """);
        bare.run(3);
        Object decoded = block(DRAM);

        bare.run(3000);

        assertSame(decoded, block(DRAM));
        assertEquals(DRAM + 0x800, bare.platform.memory.read64(DRAM + 0x800));
    }

    @Test
    void breakpointStopsBeforeItsInstruction() {
        bare.load(DRAM, COUNTING_LOOP);
        bare.engine.breakpoints().add(DRAM + 8);

        assertEquals(StopCause.BREAKPOINT, bare.run(1000));

        assertEquals(2, pe.instructions);
        assertEquals(DRAM + 8, pe.pc);
    }

    @Test
    void breakpointHitsAgainAfterAStepOverIt() {
        bare.load(DRAM, COUNTING_LOOP);
        bare.engine.breakpoints().add(DRAM + 8);
        bare.run(1000);

        bare.engine.step(pe);
        assertEquals(StopCause.BREAKPOINT, bare.run(1000));

        assertEquals(6, pe.instructions);
    }

    @Test
    void breakpointIsFoundWhenTheLimitFallsIntoItsBlock() {
        bare.load(DRAM, COUNTING_LOOP);
        bare.run(400);
        bare.engine.breakpoints().add(DRAM + 4);

        assertEquals(StopCause.BREAKPOINT, bare.run(2));

        assertEquals(401, pe.instructions);
    }

    @Test
    void breakpointLeavesTheBlocksOfOtherPagesAsTheyWere() {
        bare.load(DRAM, "b 0x40001000");
        bare.load(DRAM + 0x1000, "add x0, x0, #1\nb 0x40000000");
        bare.run(100);
        Object here = block(DRAM + 0x1000);
        bare.load(DRAM + 0x2000, "nop");

        bare.engine.breakpoints().add(DRAM + 0x2000);
        bare.run(100);
        assertSame(here, block(DRAM + 0x1000));

        bare.engine.breakpoints().add(DRAM + 0x1004);
        bare.run(100);
        assertNotSame(here, block(DRAM + 0x1000));
    }

    @Test
    void removedBreakpointNoLongerStops() {
        bare.load(DRAM, COUNTING_LOOP);
        bare.engine.breakpoints().add(DRAM + 8);
        bare.engine.breakpoints().remove(DRAM + 8);

        assertEquals(StopCause.LIMIT, bare.run(1000));
    }

    @Test
    void abortInTheMiddleOfABlockIsPrecise() {
        pe.sys.set(SystemRegister.VBAR_EL2, DRAM + 0x8000);
        bare.load(DRAM, """
            mov x0, #1
            mov x1, #0x10
            ldr x2, [x1], #8
            mov x0, #2
            """);
        bare.load(DRAM + 0x8200, "b 0x40008200");

        bare.run(4);

        assertEquals(1, pe.x[0]);
        assertEquals(0x10, pe.x[1]);
        assertEquals(DRAM + 8, pe.sys.get(SystemRegister.ELR_EL2));
        assertEquals(0x10, pe.sys.get(SystemRegister.FAR_EL2));
        assertEquals(0x25, pe.sys.get(SystemRegister.ESR_EL2) >>> 26);
        assertEquals(4, pe.instructions);
        assertEquals(DRAM + 0x8200, pe.pc);
    }

    @Test
    void fetchFromNowhereTakesAnInstructionAbort() {
        pe.sys.set(SystemRegister.VBAR_EL2, DRAM + 0x8000);
        bare.load(DRAM, "mov x0, #0x1000\nbr x0");
        bare.load(DRAM + 0x8200, "b 0x40008200");

        bare.run(4);

        assertEquals(0x1000, pe.sys.get(SystemRegister.ELR_EL2));
        assertEquals(0x21, pe.sys.get(SystemRegister.ESR_EL2) >>> 26);
        assertEquals(DRAM + 0x8200, pe.pc);
    }

    @Test
    void unallocatedWordTakesAnUndefinedInstructionException() {
        pe.sys.set(SystemRegister.VBAR_EL2, DRAM + 0x8000);
        bare.load(DRAM, "nop");
        bare.platform.memory.write32(DRAM + 4, 0);
        bare.load(DRAM + 0x8200, "b 0x40008200");

        bare.run(3);

        assertEquals(0, pe.sys.get(SystemRegister.ESR_EL2) >>> 26);
        assertEquals(DRAM + 4, pe.sys.get(SystemRegister.ELR_EL2));
    }

    @Test
    void unimplementedInstructionStopsTheMachineBeforeIt() {
        bare.load(DRAM, "nop");
        bare.platform.memory.write32(DRAM + 4, 0x1E61_C020); // fsqrt d0, d1
        pe.sys.set(SystemRegister.CPTR_EL2, 0);

        assertEquals(StopCause.NOT_IMPLEMENTED, bare.run(10));

        assertEquals(DRAM + 4, pe.pc);
        assertEquals(1, pe.instructions);
    }

    private Object block(long va) {
        CodePage page = (CodePage) pe.fetch.page[FetchTlb.index(va)];
        return page == null ? "no page" : page.blocks[CodePage.slot(va)];
    }
}
