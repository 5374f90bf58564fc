package org.realmscope.a64.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.a64.engine.BarePlatform.DRAM;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.platform.mmu.FetchTlb;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.pe.StopCause;
import org.realmscope.platform.sysreg.SystemRegister;

/** A block that has been unrolled does what it did before. */
class UnrolledBlockTest {
    private static final int AT_ONCE = 0;
    private static final long FAULTS_FROM = DRAM + 0x100_0000;

    /** Blocks that take turns in several orders. */
    private static final String BRANCHING_LOOP = """
        add x0, x0, #1
        and x6, x0, #2
        and x7, x0, #1
        cbz x6, 0x40000014
        add x2, x2, x0
        add x3, x3, x2
        cbnz x7, 0x40000020
        add x4, x4, x3
        add x5, x5, x4
        b 0x40000000
        """;

    private final BarePlatform bare = new BarePlatform(AT_ONCE);
    private final Pe pe = bare.pe;

    /** A loop of one block, with {@code length} instructions before its branch. */
    private static String loop(int length) {
        StringBuilder program = new StringBuilder();
        for (int i = 0; i < length; i++) {
            program.append("add x%d, x%d, #%d\n".formatted(i % 8, i % 8, i + 1));
        }
        return program + "b 0x40000000\n";
    }

    private Block block(long va) {
        CodePage page = assertInstanceOf(CodePage.class, pe.fetch.page[FetchTlb.index(va)]);
        return assertInstanceOf(Block.class, page.blocks[CodePage.slot(va)]);
    }

    private static boolean isUnrolled(Block block) {
        return block.getClass().isHidden();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 33})
    void bodiesOfEveryLengthGiveTheSameState(int length) {
        BarePlatform threaded = new BarePlatform(BlockUnroller.NEVER);
        threaded.load(DRAM, loop(length));
        threaded.run(1000);
        bare.load(DRAM, loop(length));

        bare.run(1000);

        assertTrue(isUnrolled(block(DRAM)));
        assertEquals(state(threaded.pe), state(pe));
    }

    private static List<Long> state(Pe pe) {
        List<Long> state = new ArrayList<>(List.of(pe.pc, pe.instructions));
        for (long x : pe.x) {
            state.add(x);
        }
        return state;
    }

    @ParameterizedTest
    @CsvSource({"1000, 1", "1000, 3", "1003, 0", "1002, 7"})
    void loopStopsAtTheExactInstruction(long limit, long rest) {
        bare.load(DRAM, loop(3));

        assertEquals(StopCause.LIMIT, bare.run(limit));
        bare.run(rest);

        assertEquals(limit + rest, pe.instructions);
        assertEquals(DRAM + 4 * ((limit + rest) % 4), pe.pc);
        assertEquals((limit + rest + 3) / 4, pe.x[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 15})
    void abortIsPreciseAtEveryPosition(int position) {
        pe.sys.set(SystemRegister.VBAR_EL2, DRAM + 0x8000);
        String[] lines = loop(16).lines().toArray(String[]::new);
        lines[position] = "str x30, [x20], #8";
        bare.load(DRAM, String.join("\n", lines));
        bare.load(DRAM + 0x8200, "b 0x40008200");
        pe.x[20] = FAULTS_FROM - 10 * 8;

        bare.run(10 * 17 + position + 1);

        assertTrue(isUnrolled(block(DRAM)));
        assertEquals(DRAM + 4L * position, pe.sys.get(SystemRegister.ELR_EL2));
        assertEquals(FAULTS_FROM, pe.sys.get(SystemRegister.FAR_EL2));
        assertEquals(FAULTS_FROM, pe.x[20]);
        assertEquals(10 * 17 + position + 1, pe.instructions);
        assertEquals(DRAM + 0x8200, pe.pc);
    }

    @Test
    void trapOfTheInstructionThatEndsTheBlockIsPrecise() {
        pe.sys.set(SystemRegister.VBAR_EL2, DRAM + 0x8000);
        bare.load(DRAM, "add x0, x0, #1\nmsr spsr_el1, x0\nmsr ttbr0_el1, x0\nb 0x40000000");
        bare.run(40);
        assertTrue(isUnrolled(block(DRAM)));
        bare.load(DRAM + 0x8400, "b 0x40008400");
        pe.sys.set(SystemRegister.HCR_EL2, 1L << 31 | 1L << 26);
        pe.system.enter(0x3c5, DRAM);

        bare.run(4);

        assertEquals(0x18, pe.sys.get(SystemRegister.ESR_EL2) >>> 26);
        assertEquals(DRAM + 8, pe.sys.get(SystemRegister.ELR_EL2));
        assertEquals(44, pe.instructions);
        assertEquals(11, pe.x[0]);
    }

    @Test
    void blocksOfALoopAreChained() {
        bare.load(DRAM, BRANCHING_LOOP);

        bare.run(10_000);

        assertTrue(block(DRAM + 0x20).chain > 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void slicesOfEveryLengthGiveTheStateOfOneRun(long slice) {
        BarePlatform whole = new BarePlatform(BlockUnroller.NEVER);
        whole.load(DRAM, BRANCHING_LOOP);
        whole.run(10_000);
        bare.load(DRAM, BRANCHING_LOOP);
        bare.run(5_000);

        while (pe.instructions < 10_000) {
            bare.run(Math.min(slice, 10_000 - pe.instructions));
        }

        assertEquals(state(whole.pe), state(pe));
    }

    @Test
    void branchTypeIsThatOfTheThrowingInstruction() {
        pe.sys.set(SystemRegister.VBAR_EL2, DRAM + 0x8000);
        bare.load(DRAM, "str x0, [x20], #8\nb 0x40000000");
        bare.load(DRAM + 0x1000, "br x1");
        bare.load(DRAM + 0x8200, "b 0x40008200");
        pe.x[20] = FAULTS_FROM - 80 * 8;
        bare.run(100);
        assertTrue(isUnrolled(block(DRAM)));

        pe.x[1] = DRAM;
        pe.pc = DRAM + 0x1000;
        bare.run(1000);
        assertEquals(0, pe.sys.get(SystemRegister.SPSR_EL2) >>> 10 & 3);

        pe.pc = DRAM + 0x1000;
        bare.run(10);
        assertEquals(1, pe.sys.get(SystemRegister.SPSR_EL2) >>> 10 & 3);
    }

    @Test
    void abortInAChainedBlockIsPrecise() {
        pe.sys.set(SystemRegister.VBAR_EL2, DRAM + 0x8000);
        bare.load(DRAM, """
            str x1, [x20], #8
            add x0, x0, #1
            cbz xzr, 0x40000010
            nop
            add x1, x1, #1
            b 0x40000000
            """);
        bare.load(DRAM + 0x8200, "b 0x40008200");
        pe.x[20] = FAULTS_FROM - 100 * 8;

        bare.run(5 * 100 + 1);

        assertEquals(2, block(DRAM + 0x10).chain);
        assertEquals(DRAM, pe.sys.get(SystemRegister.ELR_EL2));
        assertEquals(100, pe.x[0]);
        assertEquals(100, pe.x[1]);
        assertEquals(501, pe.instructions);
        assertEquals(DRAM + 0x8200, pe.pc);
    }

    @Test
    void breakpointInALoopThatWasUnrolledStops() {
        bare.load(DRAM, loop(3));
        bare.run(400);
        assertTrue(isUnrolled(block(DRAM)));
        bare.engine.breakpoints().add(DRAM + 8);

        assertEquals(StopCause.BREAKPOINT, bare.run(1000));

        assertEquals(402, pe.instructions);
    }

    @Test
    void codeThatChangesIsDecodedAnew() {
        bare.load(DRAM, loop(3));
        bare.run(400);
        Block before = block(DRAM);
        bare.load(DRAM, "add x9, x9, #1");

        bare.run(400);

        assertNotSame(before, block(DRAM));
        assertEquals(100, pe.x[9]);
    }

    @Test
    void blockIsUnrolledWhenItHasExecutedTheThreshold() {
        BarePlatform patient = new BarePlatform(100);
        patient.load(DRAM, loop(3));

        patient.run(100);
        CodePage page = assertInstanceOf(CodePage.class, patient.pe.fetch.page[FetchTlb.index(DRAM)]);
        Object first = page.blocks[0];
        patient.run(4);

        assertInstanceOf(ThreadedBlock.class, first);
        assertNotSame(first, page.blocks[0]);
    }
}
