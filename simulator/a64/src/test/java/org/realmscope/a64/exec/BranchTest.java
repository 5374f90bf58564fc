package org.realmscope.a64.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchTest {
    private static final long NEXT = Execution.ADDRESS + 4;
    private static final long TAKEN = Execution.ADDRESS + 0x40;

    @Test
    void unconditionalBranchesGoToTheirTarget() {
        assertEquals(TAKEN, new Execution().run("b .+0x40").pe.pc);
        assertEquals(Execution.ADDRESS - 0x800_0000L, new Execution().run("b .-0x8000000").pe.pc);
        assertEquals(Execution.ADDRESS, new Execution().run("b .").pe.pc);
    }

    @Test
    void branchWithLinkLeavesTheNextAddressInX30() {
        Execution execution = new Execution().run("bl .-4");
        assertEquals(Execution.ADDRESS - 4, execution.pe.pc);
        assertEquals(NEXT, execution.x(30));
    }

    /**
     * The NZCV values for which each condition holds, as a bit set written out from the definition of the conditions.
     */
    @ParameterizedTest
    @CsvSource({
        "eq, 4 5 6 7 12 13 14 15",
        "ne, 0 1 2 3 8 9 10 11",
        "cs, 2 3 6 7 10 11 14 15",
        "cc, 0 1 4 5 8 9 12 13",
        "mi, 8 9 10 11 12 13 14 15",
        "pl, 0 1 2 3 4 5 6 7",
        "vs, 1 3 5 7 9 11 13 15",
        "vc, 0 2 4 6 8 10 12 14",
        "hi, 2 3 10 11",
        "ls, 0 1 4 5 6 7 8 9 12 13 14 15",
        "ge, 0 2 4 6 9 11 13 15",
        "lt, 1 3 5 7 8 10 12 14",
        "gt, 0 2 9 11",
        "le, 1 3 4 5 6 7 8 10 12 13 14 15",
        "al, 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
        "nv, 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"
    })
    void conditionHoldsExactlyForItsFlagValues(String condition, String flagValues) {
        StringBuilder branches = new StringBuilder();
        StringBuilder selections = new StringBuilder();
        for (int nzcv = 0; nzcv < 16; nzcv++) {
            Execution execution = new Execution().x(1, 1).x(2, 2);
            execution.pe.setNzcv(nzcv);
            if (execution.run("b." + condition + " .+0x40").pe.pc == TAKEN) {
                branches.append(nzcv).append(' ');
            } else {
                assertEquals(NEXT, execution.pe.pc);
            }
            if (execution.run("csel x0, x1, x2, " + condition).x(0) == 1) {
                selections.append(nzcv).append(' ');
            }
        }
        assertEquals(flagValues, branches.toString().strip());
        assertEquals(flagValues, selections.toString().strip());
    }

    @ParameterizedTest
    @CsvSource({
        "cbz x1, 0, true",
        "cbz x1, 0x100000000, false",
        "cbz w1, 0x100000000, true",
        "cbz w1, 1, false",
        "cbnz x1, 0, false",
        "cbnz x1, 0x100000000, true",
        "cbnz w1, 0x100000000, false",
        "cbnz w1, 0x80000000, true",
        "'tbz x1, #63', 0x7fffffffffffffff, true",
        "'tbz x1, #63', 0x8000000000000000, false",
        "'tbz w1, #0', 2, true",
        "'tbnz w1, #31', 0x80000000, true",
        "'tbnz w1, #31', 0x100000000, false",
        "'tbnz x1, #32', 0x100000000, true",
        "cbz xzr, 1, true",
        "cbnz wzr, 1, false"
    })
    void registerBranchesLookAtTheirBits(String text, String x1, boolean taken) {
        Execution execution = new Execution().x(1, Long.parseUnsignedLong(x1.replace("0x", ""), 16));
        assertEquals(taken ? TAKEN : NEXT, execution.run(text + ", .+0x40").pe.pc);
    }

    @Test
    void indirectBranchesGoToTheRegister() {
        assertEquals(0x1234L, new Execution().x(5, 0x1234).run("br x5").pe.pc);
        assertEquals(0x1234L, new Execution().x(5, 0x1234).run("ret x5").pe.pc);
        assertEquals(0x1234L, new Execution().x(30, 0x1234).run("ret").pe.pc);
        assertEquals(0, new Execution().run("br xzr").pe.pc);
    }

    @Test
    void callThroughX30ReadsTheTargetFirst() {
        Execution execution = new Execution().x(30, 0x1234).run("blr x30");
        assertEquals(0x1234L, execution.pe.pc);
        assertEquals(NEXT, execution.x(30));
    }

    @ParameterizedTest
    @CsvSource({
        "br x5, false, 1",
        "br x5, true, 3",
        "br x16, true, 1",
        "br x17, true, 1",
        "br x18, true, 3",
        "blr x5, false, 2",
        "blr x16, true, 2",
        "ret, true, 0",
        "b ., true, 0",
        "bl ., true, 0",
        "braaz x5, true, 3",
        "'braa x17, x1', true, 1",
        "blrabz x5, true, 2",
        "retaa, true, 0"
    })
    void indirectBranchesSetTheBranchType(String text, boolean guarded, int btype) {
        Execution execution = new Execution()
                .x(5, 0x4000_1000L)
                .x(16, 0x4000_1000L)
                .x(17, 0x4000_1000L)
                .x(18, 0);
        for (int i = 0; i < execution.pe.fetch.guarded.length; i++) {
            execution.pe.fetch.guarded[i] = guarded;
        }
        assertEquals(btype, execution.run(text).pe.btype);
    }
}
