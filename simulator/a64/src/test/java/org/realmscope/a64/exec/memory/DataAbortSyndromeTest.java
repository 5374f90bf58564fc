package org.realmscope.a64.exec.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * ISS[24:14] of a stage 2 data abort: ISV in bit 24, SAS in 23:22, SSE in 21, SRT in 20:16, SF in 15, AR in 14.
 * Loads and stores of one general-purpose register without writeback have a valid one, exclusives, atomics, pairs
 * and SIMD have not.
 */
class DataAbortSyndromeTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ldrb w0, [x1]              | 01000000
        ldrb w17, [x1, #1]         | 01110000
        ldrsb w2, [x1]             | 01220000
        ldrsb x2, [x1]             | 01228000
        ldrh w3, [x1]              | 01430000
        ldrsh w3, [x1]             | 01630000
        ldrsh x3, [x1]             | 01638000
        ldr w4, [x1]               | 01840000
        ldrsw x4, [x1]             | 01a48000
        ldr x5, [x1]               | 01c58000
        ldr xzr, [x1]              | 01df8000
        strb w6, [x1]              | 01060000
        strh w7, [x1]              | 01470000
        str w8, [x1, #4]           | 01880000
        str x9, [sp, #8]           | 01c98000
        str wzr, [x1]              | 019f0000
        ldur x5, [x1, #-1]         | 01c58000
        stur w8, [sp, #-1]         | 01880000
        ldr x5, [x1, x2]           | 01c58000
        ldr w4, [x1, w2, sxtw #2]  | 01840000
        strb w6, [x1, w2, uxtw]    | 01060000
        ldrsh x3, [x1, x2]         | 01638000
        ldr x5, .+8                | 01c58000
        ldrsw x4, .+8              | 01a48000
        ldtr w4, [x1]              | 01840000
        ldtrsb w2, [x1]            | 01220000
        sttr x9, [x1]              | 01c98000
        ldar x5, [x1]              | 01c5c000
        ldarb w0, [x1]             | 01004000
        stlr w8, [x1]              | 01884000
        ldapr w4, [x1]             | 01844000
        ldapursw x4, [x1]          | 01a4c000
        stlurh w7, [x1]            | 01474000
        ldraa x5, [x1]             | 01c58000
        ldr x5, [x1, #8]!          | 0
        ldr x5, [x1], #8           | 0
        str w8, [x1], #8           | 0
        strb w6, [sp, #-16]!       | 0
        ldraa x5, [x1]!            | 0
        ldp x0, x1, [x2]           | 0
        stp w0, w1, [x2]           | 0
        ldpsw x0, x1, [x2]         | 0
        ldxr x0, [x1]              | 0
        stlxr w0, x1, [x2]         | 0
        ldxp x0, x1, [x2]          | 0
        ldadd x0, x1, [x2]         | 0
        stset x0, [x2]             | 0
        swp w0, w1, [x2]           | 0
        cas x0, x1, [x2]           | 0
        casp x0, x1, x2, x3, [x4]  | 0
        ldr q0, [x1]               | 0
        str s0, [x1]               | 0
        stp q0, q1, [x1]           | 0
        ld1 {v0.16b}, [x1]         | 0
        """)
    void describesSingleRegisterAccessesWithoutWriteback(String text, String expected) {
        assertEquals(
                "%08x".formatted(Integer.parseUnsignedInt(expected, 16)),
                "%08x".formatted(new MappedPe().translate(text).dataAbortSyndrome()));
    }
}
