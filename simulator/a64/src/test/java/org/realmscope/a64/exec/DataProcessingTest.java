package org.realmscope.a64.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.realmscope.platform.pe.Pe;

/**
 * Data processing instructions by tables of hand-written results. In the tables X0 is the destination, X1 to X3 are the
 * sources.
 */
class DataProcessingTest {
    private static final String UNCHANGED = "-";

    @ParameterizedTest(name = "{0} with {2}, {3}, {4}")
    @CsvFileSource(resources = "data-processing.csv", delimiter = '|', numLinesToSkip = 1)
    void resultAndFlagsAreAsTheArchitectureSays(
            String text, String flagsBefore, String x1, String x2, String x3, String result, String flagsAfter) {
        Execution execution = new Execution()
                .flags(flagsBefore)
                .x(1, number(x1))
                .x(2, number(x2))
                .x(3, number(x3))
                .run(text);
        if (result.equals(UNCHANGED)) {
            result = "0xa5a500005a5a0000";
        }
        assertEquals(hexadecimal(number(result)), hexadecimal(execution.x(0)), "X0");
        assertEquals(flagsAfter.equals(UNCHANGED) ? flagsBefore : flagsAfter, execution.flags(), "NZCV");
        assertEquals(0x8000_0000L, execution.x(Pe.SP), "SP");
    }

    @Test
    void stackPointerIsSourceAndDestinationOfImmediateAndExtendedForms() {
        assertEquals(0x7fff_fff0L, new Execution().run("sub sp, sp, #16").x(Pe.SP));
        assertEquals(
                0x8000_1000L, new Execution().run("add x0, sp, #1, lsl #12").x(0));
        assertEquals(0x8000_0000L, new Execution().run("mov x29, sp").x(29));
        assertEquals(0x1234L, new Execution().x(5, 0x1234).run("mov sp, x5").x(Pe.SP));
        assertEquals(
                0x8000_0020L,
                new Execution().x(5, 2).run("add sp, sp, x5, lsl #4").x(Pe.SP));
        assertEquals(
                0x7fff_fffeL,
                new Execution().x(5, -2).run("add x0, sp, w5, sxtw").x(0));
        assertEquals(
                0xf0L,
                new Execution()
                        .x(5, 0xff)
                        .run("and sp, x5, #0xfffffffffffffff0")
                        .x(Pe.SP));
        assertEquals(
                0x8000_0000L,
                new Execution()
                        .sp(0xffff_ffff_8000_0001L)
                        .run("sub wsp, wsp, #1")
                        .x(Pe.SP));
    }

    @Test
    void comparisonWithTheStackPointerSetsFlagsOnly() {
        Execution execution = new Execution().x(5, 0x8000_0000L).run("cmp sp, x5");
        assertEquals("nZCv", execution.flags());
        assertEquals(0x8000_0000L, execution.x(Pe.SP));
    }

    @Test
    void zeroRegisterTakesResultsAndStaysZero() {
        new Execution().run("add xzr, x1, x2");
        new Execution().run("movz xzr, #5");
        new Execution().run("bfxil xzr, x1, #0, #8");
        new Execution().run("mul xzr, x1, x2");
        assertEquals(0, new Execution().run("orr x0, xzr, xzr").x(0));
        assertEquals("nZCv", new Execution().run("cmp xzr, xzr").flags());
    }

    @Test
    void addressesAreRelativeToTheInstruction() {
        assertEquals(Execution.ADDRESS - 4, new Execution().run("adr x0, .-4").x(0));
        assertEquals(
                Execution.ADDRESS + 0xf_ffffL,
                new Execution().run("adr x0, .+0xfffff").x(0));
        assertEquals(0x4000_1000L, new Execution().run("adrp x0, 0x40001000").x(0));
        assertEquals(0x3fff_f000L, new Execution().run("adrp x0, 0x3ffff000").x(0));
        assertEquals(0x1_3fff_f000L, new Execution().run("adrp x0, 0x13ffff000").x(0));
    }

    private static long number(String text) {
        return text.startsWith("0x") ? Long.parseUnsignedLong(text, 2, text.length(), 16) : Long.parseLong(text);
    }

    private static String hexadecimal(long value) {
        return "0x" + Long.toHexString(value);
    }
}
