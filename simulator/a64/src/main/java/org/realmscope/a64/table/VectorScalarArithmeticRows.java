package org.realmscope.a64.table;

import java.util.function.IntPredicate;

/**
 * SIMD instructions of Armv8.0-A on one element that are not executed: the machine stops at them with their
 * mnemonic. See {@link VectorArithmeticRows} for those that are UNDEFINED.
 */
final class VectorScalarArithmeticRows {
    private static final String DOUBLEWORD = ", size==11";
    private static final String NOT_DOUBLEWORD = ", size!=11";
    private static final String HALFWORD_OR_WORD = ", size!=00, size!=11";

    private VectorScalarArithmeticRows() {}

    static void addTo(TableBuilder table) {
        addThreeRegisters(table);
        addTwoRegisters(table);
        addTwoRegistersFloat(table);
        addPairwise(table);
        addShifts(table);
        addByElement(table);
    }

    private static UnimplementedGroup group(TableBuilder table, String diagram) {
        return new UnimplementedGroup(table, Feature.FEAT_AdvSIMD, diagram);
    }

    private static void addThreeRegisters(TableBuilder table) {
        group(table, "01 U 11110 size:2 1 Rm:5 opcode:5 1 Rn:5 Rd:5")
                .both("opcode==00001", "sqadd", "uqadd")
                .both("opcode==00101", "sqsub", "uqsub")
                .both("opcode==00110" + DOUBLEWORD, "cmgt", "cmhi")
                .both("opcode==00111" + DOUBLEWORD, "cmge", "cmhs")
                .both("opcode==01000" + DOUBLEWORD, "sshl", "ushl")
                .both("opcode==01001", "sqshl", "uqshl")
                .both("opcode==01010" + DOUBLEWORD, "srshl", "urshl")
                .both("opcode==01011", "sqrshl", "uqrshl")
                .both("opcode==10000" + DOUBLEWORD, "add", "sub")
                .both("opcode==10001" + DOUBLEWORD, "cmtst", "cmeq")
                .both("opcode==10110" + HALFWORD_OR_WORD, "sqdmulh", "sqrdmulh");
        group(table, "01 U 11110 0 sz 1 Rm:5 opcode:5 1 Rn:5 Rd:5")
                .both("opcode==11011", "fmulx", "-")
                .both("opcode==11100", "fcmeq", "fcmge")
                .both("opcode==11101", "-", "facge")
                .both("opcode==11111", "frecps", "-");
        group(table, "01 U 11110 1 sz 1 Rm:5 opcode:5 1 Rn:5 Rd:5")
                .both("opcode==11010", "-", "fabd")
                .both("opcode==11100", "-", "fcmgt")
                .both("opcode==11101", "-", "facgt")
                .both("opcode==11111", "frsqrts", "-");
        group(table, "01 U 11110 size:2 1 Rm:5 opcode:4 00 Rn:5 Rd:5; size!=00, size!=11")
                .both("opcode==1001", "sqdmlal", "-")
                .both("opcode==1011", "sqdmlsl", "-")
                .both("opcode==1101", "sqdmull", "-");
    }

    private static void addTwoRegisters(TableBuilder table) {
        group(table, "01 U 11110 size:2 10000 opcode:5 10 Rn:5 Rd:5")
                .both("opcode==00011", "suqadd", "usqadd")
                .both("opcode==00111", "sqabs", "sqneg")
                .both("opcode==01000" + DOUBLEWORD, "cmgt", "cmge")
                .both("opcode==01001" + DOUBLEWORD, "cmeq", "cmle")
                .both("opcode==01010" + DOUBLEWORD, "cmlt", "-")
                .both("opcode==01011" + DOUBLEWORD, "abs", "neg")
                .both("opcode==10010" + NOT_DOUBLEWORD, "-", "sqxtun")
                .both("opcode==10100" + NOT_DOUBLEWORD, "sqxtn", "uqxtn");
    }

    private static void addTwoRegistersFloat(TableBuilder table) {
        group(table, "01 U 11110 0 sz 10000 opcode:5 10 Rn:5 Rd:5")
                .both("opcode==10110, sz==1", "-", "fcvtxn")
                .both("opcode==11010", "fcvtns", "fcvtnu")
                .both("opcode==11011", "fcvtms", "fcvtmu")
                .both("opcode==11100", "fcvtas", "fcvtau")
                .both("opcode==11101", "scvtf", "ucvtf");
        group(table, "01 U 11110 1 sz 10000 opcode:5 10 Rn:5 Rd:5")
                .both("opcode==01100", "fcmgt", "fcmge")
                .both("opcode==01101", "fcmeq", "fcmle")
                .both("opcode==01110", "fcmlt", "-")
                .both("opcode==11010", "fcvtps", "fcvtpu")
                .both("opcode==11011", "fcvtzs", "fcvtzu")
                .both("opcode==11101", "frecpe", "frsqrte")
                .both("opcode==11111", "frecpx", "-");
    }

    private static void addPairwise(TableBuilder table) {
        group(table, "01 0 11110 11 11000 11011 10 Rn:5 Rd:5").one("", "addp");
        UnimplementedGroup group = group(table, "01 1 11110 a sz 11000 opcode:5 10 Rn:5 Rd:5");
        group.one("a==0, opcode==01100", "fmaxnmp");
        group.one("a==0, opcode==01101", "faddp");
        group.one("a==0, opcode==01111", "fmaxp");
        group.one("a==1, opcode==01100", "fminnmp");
        group.one("a==1, opcode==01111", "fminp");
    }

    private static void addShifts(TableBuilder table) {
        group(table, "01 U 111110 immh:4 immb:3 opcode:5 1 Rn:5 Rd:5; immh!=0xxx")
                .both("opcode==00000", "sshr", "ushr")
                .both("opcode==00010", "ssra", "usra")
                .both("opcode==00100", "srshr", "urshr")
                .both("opcode==00110", "srsra", "ursra")
                .both("opcode==01000", "-", "sri")
                .both("opcode==01010", "shl", "sli");
        group(table, "01 U 111110 immh:4 immb:3 opcode:5 1 Rn:5 Rd:5; immh!=0000")
                .both("opcode==01100", "-", "sqshlu")
                .both("opcode==01110", "sqshl", "uqshl")
                .both("opcode==10000, immh!=1xxx", "-", "sqshrun")
                .both("opcode==10001, immh!=1xxx", "-", "sqrshrun")
                .both("opcode==10010, immh!=1xxx", "sqshrn", "uqshrn")
                .both("opcode==10011, immh!=1xxx", "sqrshrn", "uqrshrn")
                .both("opcode==11100, immh!=00xx", "scvtf", "ucvtf")
                .both("opcode==11111, immh!=00xx", "fcvtzs", "fcvtzu");
    }

    private static void addByElement(TableBuilder table) {
        group(table, "01 U 11111 size:2 L M Rm:4 opcode:4 H 0 Rn:5 Rd:5; size!=00, size!=11")
                .both("opcode==0011", "sqdmlal", "-")
                .both("opcode==0111", "sqdmlsl", "-")
                .both("opcode==1011", "sqdmull", "-")
                .both("opcode==1100", "sqdmulh", "-")
                .both("opcode==1101", "sqrdmulh", "-");
        IntPredicate isElement = word -> (word >>> 21 & 3) != 3;
        group(table, "01 U 11111 1 sz L M Rm:4 opcode:4 H 0 Rn:5 Rd:5")
                .both("opcode==0001", "fmla", "-", isElement)
                .both("opcode==0101", "fmls", "-", isElement)
                .both("opcode==1001", "fmul", "fmulx", isElement);
    }
}
