package org.realmscope.a64.exec.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.realmscope.a64.exec.memory.MappedPe.DATA;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.mmu.Fault;
import org.realmscope.platform.pe.AbortSignal;

/** FEAT_LSE. Memory is given as the value of the doubleword at the address. */
class AtomicTest {
    private static final long BASE = DATA + 0x100;

    @ParameterizedTest(name = "{0} of {1} with {2}")
    @CsvSource(delimiter = '|', textBlock = """
        ldadd x2, x0, [x1]     | 00000000ffffffff | 0000000000000001 | 0000000100000000 | 00000000ffffffff
        ldadd w2, w0, [x1]     | 12345678ffffffff | 1111111100000002 | 1234567800000001 | ffffffff
        ldaddalh w2, w0, [x1]  | 123456789abcffff | ffffffffffffffff | 123456789abcfffe | ffff
        ldaddlb w2, w0, [x1]   | 00000000000000ff | 0000000000000001 | 0000000000000000 | ff
        ldclr x2, x0, [x1]     | ffffffffffffffff | 00000000ffff0000 | ffffffff0000ffff | ffffffffffffffff
        ldclrah w2, w0, [x1]   | 000000000000ffff | 0000000000008001 | 0000000000007ffe | ffff
        ldeor w2, w0, [x1]     | 00000000f0f0f0f0 | 00000000ffff0000 | 000000000f0ff0f0 | f0f0f0f0
        ldset x2, x0, [x1]     | 00000000000000f0 | 8000000000000001 | 80000000000000f1 | f0
        ldsmax x2, x0, [x1]    | 8000000000000000 | 0000000000000000 | 0000000000000000 | 8000000000000000
        ldsmax w2, w0, [x1]    | 0000000080000000 | 000000007fffffff | 000000007fffffff | 80000000
        ldsmaxb w2, w0, [x1]   | 000000000000007f | 0000000000000080 | 000000000000007f | 7f
        ldsmin x2, x0, [x1]    | 0000000000000001 | ffffffffffffffff | ffffffffffffffff | 1
        ldsminh w2, w0, [x1]   | 0000000000007fff | 0000000000018000 | 0000000000008000 | 7fff
        ldumax x2, x0, [x1]    | 8000000000000000 | 7fffffffffffffff | 8000000000000000 | 8000000000000000
        ldumaxb w2, w0, [x1]   | 000000000000007f | 0000000000000080 | 0000000000000080 | 7f
        ldumaxh w2, w0, [x1]   | 0000000000007fff | 0000000000018000 | 0000000000008000 | 7fff
        ldumin w2, w0, [x1]    | 00000000ffffffff | ffffffff00000000 | 0000000000000000 | ffffffff
        ldumin x2, x0, [x1]    | 7fffffffffffffff | 8000000000000000 | 7fffffffffffffff | 7fffffffffffffff
        swp x2, x0, [x1]       | 0123456789abcdef | fedcba9876543210 | fedcba9876543210 | 0123456789abcdef
        swpalb w2, w0, [x1]    | 0123456789abcdef | fedcba9876543299 | 0123456789abcd99 | ef
        swpah w2, w0, [x1]     | 0123456789abcdef | fedcba9876549999 | 0123456789ab9999 | cdef
        """)
    void memoryTakesTheResultAndTheRegisterTheOldValue(
            String text, String before, String operand, String after, String result) {
        MappedPe machine = new MappedPe().x(1, BASE).x(2, parse(operand));
        machine.platform.memory.write64(BASE, parse(before));
        machine.run(text);
        assertEquals(after, "%016x".formatted(machine.platform.memory.read64(BASE)));
        assertEquals(parse(result), machine.pe.x[0]);
    }

    private static long parse(String hexadecimal) {
        return Long.parseUnsignedLong(hexadecimal, 16);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        stadd x2, [x1]     | 0000000000000002
        stclrlh w2, [x1]   | 0000000000000000
        stset w2, [x1]     | 0000000000000001
        stsmin x2, [x1]    | 0000000000000001
        """)
    void formsWithoutResultUpdateMemory(String text, String after) {
        MappedPe machine = new MappedPe().x(1, BASE).x(2, 1);
        machine.platform.memory.write64(BASE, 1);
        machine.run(text);
        assertEquals(after, "%016x".formatted(machine.platform.memory.read64(BASE)));
    }

    @ParameterizedTest(name = "{0} of {1} with {2}")
    @CsvSource(delimiter = '|', textBlock = """
        cas x2, x3, [x1]    | 0123456789abcdef | 0123456789abcdef | aaaaaaaaaaaaaaaa | 0123456789abcdef
        cas x2, x3, [x1]    | 0123456789abcdef | 0123456789abcdee | 0123456789abcdef | 0123456789abcdef
        casal w2, w3, [x1]  | 0123456789abcdef | ffffffff89abcdef | 01234567aaaaaaaa | 89abcdef
        casa w2, w3, [x1]   | 0123456789abcdef | 0000000089abcde0 | 0123456789abcdef | 89abcdef
        casah w2, w3, [x1]  | 0123456789abcdef | 123456789abccdef | 0123456789abaaaa | cdef
        caslb w2, w3, [x1]  | 0123456789abcdef | 00000000000000ef | 0123456789abcdaa | ef
        casb w2, w3, [x1]   | 0123456789abcdef | 0000000000000000 | 0123456789abcdef | ef
        """)
    void compareAndSwapStoresIfTheLowBytesAreEqual(
            String text, String before, String compared, String after, String result) {
        MappedPe machine = new MappedPe().x(1, BASE).x(2, parse(compared)).x(3, 0xaaaa_aaaa_aaaa_aaaaL);
        machine.platform.memory.write64(BASE, parse(before));
        machine.run(text);
        assertEquals(after, "%016x".formatted(machine.platform.memory.read64(BASE)));
        assertEquals(parse(result), machine.pe.x[2]);
    }

    @Test
    void pairIsSwappedOnlyIfBothAreEqual() {
        MappedPe machine =
                new MappedPe().x(1, BASE).x(2, 0x22).x(3, 0x33).x(4, 0x44).x(5, 0x55);
        machine.platform.memory.write64(BASE, 0x22);
        machine.platform.memory.write64(BASE + 8, 0x34);
        machine.run("casp x2, x3, x4, x5, [x1]");
        assertEquals(0x22, machine.pe.x[2]);
        assertEquals(0x34, machine.pe.x[3]);
        assertEquals(0x22, machine.platform.memory.read64(BASE));
        machine.run("caspal x2, x3, x4, x5, [x1]");
        assertEquals(0x44, machine.platform.memory.read64(BASE));
        assertEquals(0x55, machine.platform.memory.read64(BASE + 8));
    }

    @Test
    void pairOfWordsIsOneDoubleword() {
        MappedPe machine = new MappedPe()
                .x(1, BASE)
                .x(2, 0xffff_ffff_0000_0022L)
                .x(3, 0x33)
                .x(4, 0x44)
                .x(5, 0x55);
        machine.platform.memory.write64(BASE, 0x33_0000_0022L);
        machine.run("caspa w2, w3, w4, w5, [x1]");
        assertEquals(0x55_0000_0044L, machine.platform.memory.read64(BASE));
        assertEquals(0x22, machine.pe.x[2]);
        assertEquals(0x33, machine.pe.x[3]);
    }

    @Test
    void secondRegisterOfX30IsTheZeroRegister() {
        MappedPe machine = new MappedPe().x(1, BASE).x(30, 7);
        machine.platform.memory.write64(BASE, 7);
        machine.run("casp x30, xzr, x4, x5, [x1]");
        assertEquals(0xaaaa_aaaa_aaaa_aa04L, machine.platform.memory.read64(BASE));
        assertEquals(7, machine.pe.x[30]);
    }

    @Test
    void accessesThatCrossSixteenBytesAreAlignmentFaults() {
        MappedPe machine = new MappedPe().x(1, BASE + 12);
        for (String text : new String[] {"ldadd x2, x0, [x1]", "cas x2, x3, [x1]", "casp x2, x3, x4, x5, [x1]"}) {
            assertEquals(AbortSignal.EXCEPTION, machine.abort(text));
            assertEquals(Fault.ALIGNMENT, machine.pe.mmu.fault().fsc);
        }
        machine.run("ldadd w2, w0, [x1]").x(1, BASE + 1).run("ldadd x2, x0, [x1]");
    }
}
