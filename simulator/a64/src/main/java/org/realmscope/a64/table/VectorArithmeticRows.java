package org.realmscope.a64.table;

import java.util.function.IntPredicate;

/**
 * SIMD instructions of Armv8.0-A on whole vectors that are not executed: the machine stops at them with their
 * mnemonic. Those of later or optional features (FEAT_FP16, FEAT_RDM, FEAT_DotProd, FEAT_FHM, FEAT_FCMA,
 * FEAT_JSCVT, FEAT_FRINTTS, FEAT_BF16, FEAT_I8MM, the AES, SHA and SM extensions, FEAT_SVE, FEAT_SME) have no rows:
 * the ID registers say that they are absent, and they are UNDEFINED.
 */
final class VectorArithmeticRows {
    private static final String NOT_DOUBLEWORD = ", size!=11";
    private static final String HALFWORD_OR_WORD = ", size!=00, size!=11";

    /** There is no arrangement 1D: doublewords need Q. */
    private static final IntPredicate NOT_1D = word -> (word >>> 22 & 3) != 3 || bit(word, 30) == 1;
    /** As {@link #NOT_1D} for floating-point elements, of whose size only bit 22 remains. */
    private static final IntPredicate NOT_1D_FLOAT = word -> bit(word, 22) == 0 || bit(word, 30) == 1;

    private VectorArithmeticRows() {}

    static void addTo(TableBuilder table) {
        addThreeSame(table);
        addThreeSameFloat(table);
        addThreeDifferent(table);
        addTwoRegisters(table);
        addTwoRegistersFloat(table);
        addAcrossLanes(table);
        addPermutations(table);
        addShifts(table);
        addByElement(table);
    }

    private static int bit(int word, int bit) {
        return word >>> bit & 1;
    }

    private static UnimplementedGroup group(TableBuilder table, String diagram) {
        return new UnimplementedGroup(table, Feature.FEAT_AdvSIMD, diagram);
    }

    private static void addThreeSame(TableBuilder table) {
        group(table, "0 Q U 01110 size:2 1 Rm:5 opcode:5 1 Rn:5 Rd:5")
                .both("opcode==00000" + NOT_DOUBLEWORD, "shadd", "uhadd")
                .both("opcode==00001", "sqadd", "uqadd", NOT_1D)
                .both("opcode==00010" + NOT_DOUBLEWORD, "srhadd", "urhadd")
                .both("opcode==00100" + NOT_DOUBLEWORD, "shsub", "uhsub")
                .both("opcode==00101", "sqsub", "uqsub", NOT_1D)
                .both("opcode==00110", "cmgt", "cmhi", NOT_1D)
                .both("opcode==00111", "cmge", "cmhs", NOT_1D)
                .both("opcode==01000", "sshl", "ushl", NOT_1D)
                .both("opcode==01001", "sqshl", "uqshl", NOT_1D)
                .both("opcode==01010", "srshl", "urshl", NOT_1D)
                .both("opcode==01011", "sqrshl", "uqrshl", NOT_1D)
                .both("opcode==01100" + NOT_DOUBLEWORD, "smax", "umax")
                .both("opcode==01101" + NOT_DOUBLEWORD, "smin", "umin")
                .both("opcode==01110" + NOT_DOUBLEWORD, "sabd", "uabd")
                .both("opcode==01111" + NOT_DOUBLEWORD, "saba", "uaba")
                .both("opcode==10000", "add", "sub", NOT_1D)
                .both("opcode==10001", "cmtst", "cmeq", NOT_1D)
                .both("opcode==10010" + NOT_DOUBLEWORD, "mla", "mls")
                .both("opcode==10011" + NOT_DOUBLEWORD, "mul", "-")
                .both("opcode==10011, size==00", "-", "pmul")
                .both("opcode==10100" + NOT_DOUBLEWORD, "smaxp", "umaxp")
                .both("opcode==10101" + NOT_DOUBLEWORD, "sminp", "uminp")
                .both("opcode==10110" + HALFWORD_OR_WORD, "sqdmulh", "sqrdmulh")
                .both("opcode==10111", "addp", "-", NOT_1D);
    }

    private static void addThreeSameFloat(TableBuilder table) {
        group(table, "0 Q U 01110 0 sz 1 Rm:5 opcode:5 1 Rn:5 Rd:5")
                .both("opcode==11000", "fmaxnm", "fmaxnmp", NOT_1D_FLOAT)
                .both("opcode==11001", "fmla", "-", NOT_1D_FLOAT)
                .both("opcode==11010", "fadd", "faddp", NOT_1D_FLOAT)
                .both("opcode==11011", "fmulx", "fmul", NOT_1D_FLOAT)
                .both("opcode==11100", "fcmeq", "fcmge", NOT_1D_FLOAT)
                .both("opcode==11101", "-", "facge", NOT_1D_FLOAT)
                .both("opcode==11110", "fmax", "fmaxp", NOT_1D_FLOAT)
                .both("opcode==11111", "frecps", "fdiv", NOT_1D_FLOAT);
        group(table, "0 Q U 01110 1 sz 1 Rm:5 opcode:5 1 Rn:5 Rd:5")
                .both("opcode==11000", "fminnm", "fminnmp", NOT_1D_FLOAT)
                .both("opcode==11001", "fmls", "-", NOT_1D_FLOAT)
                .both("opcode==11010", "fsub", "fabd", NOT_1D_FLOAT)
                .both("opcode==11100", "-", "fcmgt", NOT_1D_FLOAT)
                .both("opcode==11101", "-", "facgt", NOT_1D_FLOAT)
                .both("opcode==11110", "fmin", "fminp", NOT_1D_FLOAT)
                .both("opcode==11111", "frsqrts", "-", NOT_1D_FLOAT);
    }

    private static void addThreeDifferent(TableBuilder table) {
        group(table, "0 Q U 01110 size:2 1 Rm:5 opcode:4 00 Rn:5 Rd:5; size!=11")
                .both("opcode==0000", "saddl", "uaddl")
                .both("opcode==0001", "saddw", "uaddw")
                .both("opcode==0010", "ssubl", "usubl")
                .both("opcode==0011", "ssubw", "usubw")
                .both("opcode==0100", "addhn", "raddhn")
                .both("opcode==0101", "sabal", "uabal")
                .both("opcode==0110", "subhn", "rsubhn")
                .both("opcode==0111", "sabdl", "uabdl")
                .both("opcode==1000", "smlal", "umlal")
                .both("opcode==1001, size!=00", "sqdmlal", "-")
                .both("opcode==1010", "smlsl", "umlsl")
                .both("opcode==1011, size!=00", "sqdmlsl", "-")
                .both("opcode==1100", "smull", "umull")
                .both("opcode==1101, size!=00", "sqdmull", "-")
                .both("opcode==1110, size==00", "pmull", "-");
    }

    private static void addTwoRegisters(TableBuilder table) {
        group(table, "0 Q U 01110 size:2 10000 opcode:5 10 Rn:5 Rd:5")
                .both("opcode==00000" + NOT_DOUBLEWORD, "rev64", "-")
                .both("opcode==00000, size!=1x", "-", "rev32")
                .both("opcode==00001, size==00", "rev16", "-")
                .both("opcode==00010" + NOT_DOUBLEWORD, "saddlp", "uaddlp")
                .both("opcode==00011", "suqadd", "usqadd", NOT_1D)
                .both("opcode==00100" + NOT_DOUBLEWORD, "cls", "clz")
                .both("opcode==00101, size==00", "cnt", "-")
                .both("opcode==00101, size==01", "-", "rbit")
                .both("opcode==00110" + NOT_DOUBLEWORD, "sadalp", "uadalp")
                .both("opcode==00111", "sqabs", "sqneg", NOT_1D)
                .both("opcode==01000", "cmgt", "cmge", NOT_1D)
                .both("opcode==01001", "cmeq", "cmle", NOT_1D)
                .both("opcode==01010", "cmlt", "-", NOT_1D)
                .both("opcode==01011", "abs", "neg", NOT_1D)
                .both("opcode==10010" + NOT_DOUBLEWORD, "xtn", "sqxtun")
                .both("opcode==10011" + NOT_DOUBLEWORD, "-", "shll")
                .both("opcode==10100" + NOT_DOUBLEWORD, "sqxtn", "uqxtn");
    }

    private static void addTwoRegistersFloat(TableBuilder table) {
        group(table, "0 Q U 01110 0 sz 10000 opcode:5 10 Rn:5 Rd:5")
                .both("opcode==10110", "fcvtn", "-")
                .both("opcode==10110, sz==1", "-", "fcvtxn")
                .both("opcode==10111", "fcvtl", "-")
                .both("opcode==11000", "frintn", "frinta", NOT_1D_FLOAT)
                .both("opcode==11001", "frintm", "frintx", NOT_1D_FLOAT)
                .both("opcode==11010", "fcvtns", "fcvtnu", NOT_1D_FLOAT)
                .both("opcode==11011", "fcvtms", "fcvtmu", NOT_1D_FLOAT)
                .both("opcode==11100", "fcvtas", "fcvtau", NOT_1D_FLOAT)
                .both("opcode==11101", "scvtf", "ucvtf", NOT_1D_FLOAT);
        group(table, "0 Q U 01110 1 sz 10000 opcode:5 10 Rn:5 Rd:5")
                .both("opcode==01100", "fcmgt", "fcmge", NOT_1D_FLOAT)
                .both("opcode==01101", "fcmeq", "fcmle", NOT_1D_FLOAT)
                .both("opcode==01110", "fcmlt", "-", NOT_1D_FLOAT)
                .both("opcode==01111", "fabs", "fneg", NOT_1D_FLOAT)
                .both("opcode==11000", "frintp", "-", NOT_1D_FLOAT)
                .both("opcode==11001", "frintz", "frinti", NOT_1D_FLOAT)
                .both("opcode==11010", "fcvtps", "fcvtpu", NOT_1D_FLOAT)
                .both("opcode==11011", "fcvtzs", "fcvtzu", NOT_1D_FLOAT)
                .both("opcode==11100, sz==0", "urecpe", "ursqrte")
                .both("opcode==11101", "frecpe", "frsqrte", NOT_1D_FLOAT)
                .both("opcode==11111", "-", "fsqrt", NOT_1D_FLOAT);
    }

    private static void addAcrossLanes(TableBuilder table) {
        IntPredicate notTwoWords = word -> (word >>> 22 & 3) != 2 || bit(word, 30) == 1;
        group(table, "0 Q U 01110 size:2 11000 opcode:5 10 Rn:5 Rd:5; size!=11")
                .both("opcode==00011", "saddlv", "uaddlv", notTwoWords)
                .both("opcode==01010", "smaxv", "umaxv", notTwoWords)
                .both("opcode==11010", "sminv", "uminv", notTwoWords)
                .both("opcode==11011", "addv", "-", notTwoWords);
        UnimplementedGroup fourSingles = group(table, "0 1 1 01110 a 0 11000 opcode:5 10 Rn:5 Rd:5");
        fourSingles.one("a==0, opcode==01100", "fmaxnmv");
        fourSingles.one("a==0, opcode==01111", "fmaxv");
        fourSingles.one("a==1, opcode==01100", "fminnmv");
        fourSingles.one("a==1, opcode==01111", "fminv");
    }

    private static void addPermutations(TableBuilder table) {
        String[] mnemonics = {"uzp1", "trn1", "zip1", "uzp2", "trn2", "zip2"};
        String[] opcodes = {"001", "010", "011", "101", "110", "111"};
        UnimplementedGroup group = group(table, "0 Q 001110 size:2 0 Rm:5 0 opcode:3 10 Rn:5 Rd:5");
        for (int i = 0; i < mnemonics.length; i++) {
            group.one("opcode==" + opcodes[i], mnemonics[i]).when(NOT_1D);
        }
        group(table, "0 Q 101110 00 0 Rm:5 0 imm4:4 0 Rn:5 Rd:5")
                .one("", "ext")
                .when(word -> bit(word, 14) == 0 || bit(word, 30) == 1);
        UnimplementedGroup lookup = group(table, "0 Q 001110 00 0 Rm:5 0 len:2 op 00 Rn:5 Rd:5");
        lookup.one("op==0", "tbl");
        lookup.one("op==1", "tbx");
    }

    private static void addShifts(TableBuilder table) {
        IntPredicate wholeVector = word -> bit(word, 22) == 0 || bit(word, 30) == 1;
        group(table, "0 Q U 011110 immh:4 immb:3 opcode:5 1 Rn:5 Rd:5; immh!=0000")
                .both("opcode==00000", "sshr", "ushr", wholeVector)
                .both("opcode==00010", "ssra", "usra", wholeVector)
                .both("opcode==00100", "srshr", "urshr", wholeVector)
                .both("opcode==00110", "srsra", "ursra", wholeVector)
                .both("opcode==01000", "-", "sri", wholeVector)
                .both("opcode==01010", "shl", "sli", wholeVector)
                .both("opcode==01100", "-", "sqshlu", wholeVector)
                .both("opcode==01110", "sqshl", "uqshl", wholeVector)
                .both("opcode==10000, immh!=1xxx", "shrn", "sqshrun")
                .both("opcode==10001, immh!=1xxx", "rshrn", "sqrshrun")
                .both("opcode==10010, immh!=1xxx", "sqshrn", "uqshrn")
                .both("opcode==10011, immh!=1xxx", "sqrshrn", "uqrshrn")
                .both("opcode==10100, immh!=1xxx", "sshll", "ushll")
                .both("opcode==11100, immh!=00xx", "scvtf", "ucvtf", wholeVector)
                .both("opcode==11111, immh!=00xx", "fcvtzs", "fcvtzu", wholeVector);
    }

    private static void addByElement(TableBuilder table) {
        group(table, "0 Q U 01111 size:2 L M Rm:4 opcode:4 H 0 Rn:5 Rd:5; size!=00, size!=11")
                .both("opcode==0000", "-", "mla")
                .both("opcode==0010", "smlal", "umlal")
                .both("opcode==0011", "sqdmlal", "-")
                .both("opcode==0100", "-", "mls")
                .both("opcode==0110", "smlsl", "umlsl")
                .both("opcode==0111", "sqdmlsl", "-")
                .both("opcode==1000", "mul", "-")
                .both("opcode==1010", "smull", "umull")
                .both("opcode==1011", "sqdmull", "-")
                .both("opcode==1100", "sqdmulh", "-")
                .both("opcode==1101", "sqrdmulh", "-");
        IntPredicate twoDoubles = word -> bit(word, 22) == 0 || bit(word, 30) == 1 && bit(word, 21) == 0;
        group(table, "0 Q U 01111 1 sz L M Rm:4 opcode:4 H 0 Rn:5 Rd:5")
                .both("opcode==0001", "fmla", "-", twoDoubles)
                .both("opcode==0101", "fmls", "-", twoDoubles)
                .both("opcode==1001", "fmul", "fmulx", twoDoubles);
    }
}
