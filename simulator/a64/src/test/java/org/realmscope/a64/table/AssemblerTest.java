package org.realmscope.a64.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.a64.syntax.Labels;

/** Spellings that the disassembler does not produce, and what is said about mistakes. Encodings are GNU as's. */
class AssemblerTest {
    private static final Assembler ASSEMBLER = new Assembler(InstructionTable.A64);
    private static final long ADDRESS = 0x4000_0000L;

    private static Assembled assemble(String text) {
        return ASSEMBLER.assemble(
                text, ADDRESS, label -> label.equals("loop") ? OptionalLong.of(ADDRESS - 8) : OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ADD X0, X1, #4 | 91001020",
                "  add   x0 , x1,#0x4 | 91001020",
                "add x0, x1, 4 | 91001020",
                "add x0, x1, #0x5000 | 91401420",
                "mov x0, #-1 | 92800000",
                "mov w0, #-1 | 12800000",
                "mov w0, #0xfffffffe | 12800020",
                "mov x0, #0xff00ff00ff00ff | b2009fe0",
                "mov x0, #0xffff0000 | d2bfffe0",
                "mov lr, x0 | aa0003fe",
                "and w0, w1, #-2 | 121f7820",
                "ubfm x0, x1, #0, #63 | d340fc20",
                "ubfx x0, x1, #0, #64 | d340fc20",
                "lslv x0, x1, x2 | 9ac22020",
                "add sp, sp, x1, lsl #0 | 8b2163ff",
                "add x0, x1, x2, lsl #0 | 8b020020",
                "b.hs .+8 | 54000042",
                "b.lo loop | 54ffffc3",
                "bl loop | 97fffffe",
                "cbnz x3, loop | b5ffffc3",
                "b 0x40000010 | 14000004",
                "adr x1, . | 10000001",
                "adrp x1, 0x40001234 | b0000001",
                "ret x30 | d65f03c0",
                "isb sy | d5033fdf",
                "dsb #15 | d5033f9f",
                "dsb ISH | d5033b9f",
                "csel x0, x1, x2, lo | 9a823020",
                "tbz x0, #2, loop | 3617ffc0",
                "tbz w0, #2, loop | 3617ffc0",
                "tbnz x3, #32, loop | b707ffc3",
                "tbnz x3, #31, loop | 37ffffc3"
            })
    void usualSpellingsAreUnderstood(String text, String word) {
        assertEquals(new Assembled.Word(Integer.parseUnsignedInt(word, 16)), assemble(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frobnicate x0 | 0 | unknown mnemonic 'frobnicate'",
                "add x0, w1, #1 | 8 | expected a 64-bit register or the stack pointer",
                "add x0, x1, #0x1001 | 19 | immediate must be 12 bits, or 12 bits followed by 12 zero bits",
                "add x0, x1 | 10 | expected ','",
                "add x0, x1, x2, x3 | 16 | expected one of [lsl, lsr, asr, ror]",
                "ret x0, x1 | 6 | unexpected text after the operands",
                "movz x0, #0x10000 | 17 | number must be from 0 to 65535",
                "b nowhere | 2 | expected an address or a known label",
                "b 0x3 | 5 | distance of -1073741821 bytes must be from -134217728 to 134217724 in steps of 4",
                "and x0, x1, #5 | 14 | immediate is not a repeated run of ones",
                "lsl x0, x1, #64 | 15 | number must be from 0 to 63",
                "tbz x0, #64, loop | 11 | number must be from 0 to 63",
                "ubfiz x0, x1, #60, #5 | 21 | number must be from 1 to 4",
                "csel x0, x1, x2, maybe | 17 | expected a condition such as eq or ne",
                "dsb everything | 4 | expected one of [oshld, oshst, osh, nshld, nshst, nsh, ishld, ishst, ish, ld,"
                        + " st, sy]"
            })
    void mistakesAreExplained(String text, int column, String message) {
        assertEquals(new Assembled.Rejected(column, message), assemble(text));
    }

    @Test
    void operandsThatNoEncodingTakesAreRejected() {
        assertInstanceOf(Assembled.Rejected.class, assemble("add w0, w1, w2, lsl #32"));
        assertInstanceOf(Assembled.Rejected.class, assemble("add x0, x1, x2, ror #1"));
        assertInstanceOf(Assembled.Rejected.class, assemble("movz w0, #1, lsl #32"));
        assertInstanceOf(Assembled.Rejected.class, assemble("cset x0, al"));
        assertInstanceOf(Assembled.Rejected.class, assemble("add sp, xzr, #1"));
        assertInstanceOf(Assembled.Rejected.class, assemble("tbz w0, #32, loop"));
    }

    @Test
    void labelsAreOptional() {
        assertEquals(new Assembled.Word(0x1400_0001), ASSEMBLER.assemble("b 0x4", 0, Labels.NONE));
    }
}
