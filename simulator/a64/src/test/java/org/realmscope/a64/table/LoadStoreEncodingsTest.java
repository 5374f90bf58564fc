package org.realmscope.a64.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.a64.syntax.Labels;

/** Encodings of loads, stores and SIMD&FP instructions, as GNU as gives them. */
class LoadStoreEncodingsTest {
    private static final Assembler ASSEMBLER = new Assembler(InstructionTable.A64);
    private static final Disassembler DISASSEMBLER = new Disassembler(InstructionTable.A64);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "load-store-encodings.csv", delimiter = '|', numLinesToSkip = 1)
    void textAndWordGiveEachOther(String text, String word) {
        int expected = Integer.parseUnsignedInt(word.substring(2), 16);
        assertEquals(new Assembled.Word(expected), ASSEMBLER.assemble(text, 0, Labels.NONE));
        assertEquals(text, DISASSEMBLER.disassemble(expected, 0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ldr x0, [x1, #-8]           | 0xf85f8020
        str w0, [x1, #3]            | 0xb8003020
        ldr q0, [x1, #1]            | 0x3cc01020
        LDR X0, [SP]                | 0xf94003e0
        ldp x0, x1, [x2, 16]        | 0xa9410440
        ldr w0, [x1, x2, lsl #0]    | 0xb8626820
        prfm 6, [x1]                | 0xf9800026
        fmov d0, #1.0               | 0x1e6e1000
        ld1 {v0.8h, v1.8h}, [x0]    | 0x4c40a400
        ld1 {v0.8h,v1.8h,v2.8h}, [x0] | 0x4c406400
        """)
    void usualVariationsAreUnderstood(String text, String word) {
        int expected = Integer.parseUnsignedInt(word.substring(2), 16);
        assertEquals(new Assembled.Word(expected), ASSEMBLER.assemble(text, 0, Labels.NONE));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        register offset with option 000   | 0xf8620820
        STGP (FEAT_MTE)                   | 0x69000000
        LDG (FEAT_MTE)                    | 0xd9600020
        LD64B (FEAT_LS64)                 | 0xf83fd000
        CASP with odd Rs                  | 0x48217c40
        LD2 of 1D                         | 0x0c408c00
        LD1 single H with size<0> set     | 0x0d404400
        AESE (FEAT_AES)                   | 0x4e284820
        SHA256H (FEAT_SHA256)             | 0x5e024020
        PMULL of 1Q (FEAT_PMULL)          | 0x0ee2e020
        FADD half precision (FEAT_FP16)   | 0x1ee22820
        FMOV Hd, Wn (FEAT_FP16)           | 0x1ee70020
        SQRDMLAH (FEAT_RDM)               | 0x6e828420
        SDOT (FEAT_DotProd)               | 0x4e829420
        FCMLA (FEAT_FCMA)                 | 0x6e82c420
        FJCVTZS (FEAT_JSCVT)              | 0x1e7e0020
        FRINT32Z (FEAT_FRINTTS)           | 0x1e284020
        SMMLA (FEAT_I8MM)                 | 0x4e82a420
        BFDOT (FEAT_BF16)                 | 0x6e42fc20
        LDR Z0 (FEAT_SVE)                 | 0x85804020
        CPYFP (FEAT_MOPS)                 | 0x19010440
        DUP (element), imm5 = 0           | 0x4e000420
        DUP (general) of 1D               | 0x0e080c20
        """)
    void absentInstructionsAreUndefined(String what, String word) {
        assertNull(InstructionTable.A64.decode(Integer.parseUnsignedInt(word.substring(2), 16)), what);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        fsqrt   | 0x1e61c020
        fcmp    | 0x1e622020
        fcvtzs  | 0x9e780020
        scvtf   | 0x1e220020
        fmadd   | 0x1f420c20
        fcsel   | 0x1e620c20
        add     | 0x4ee28420
        fmul    | 0x6e22dc20
        umull   | 0x2ea2c020
        rev64   | 0x4e200820
        addv    | 0x4eb1b820
        zip1    | 0x4ec23820
        ext     | 0x6e024020
        tbl     | 0x4e020020
        sshr    | 0x4f410420
        mla     | 0x6f820020
        cmeq    | 0x7ee28c20
        addp    | 0x5ef1b820
        """)
    void presentButUnimplementedInstructionsAreKnownByTheirMnemonic(String mnemonic, String word) {
        Instruction instruction = InstructionTable.A64.decode(Integer.parseUnsignedInt(word.substring(2), 16));
        assertNotNull(instruction);
        assertFalse(instruction.implemented());
        assertEquals(mnemonic, instruction.mnemonic());
    }
}
