package org.realmscope.a64.table;

import org.realmscope.a64.exec.vector.FloatingPointArithmetic;

/**
 * Scalar floating-point instructions of Armv8.0-A. The basic arithmetic is executed; at the others the machine stops
 * with
 * their mnemonic. See {@link VectorArithmeticRows} for those that are UNDEFINED.
 */
final class FloatingPointRows {
    private static final String SINGLE_OR_DOUBLE = ", ptype!=1x";

    private FloatingPointRows() {}

    static void addTo(TableBuilder table) {
        addOneSource(table);
        addArithmetic(table);
        addTwoAndThreeSources(table);
        addComparisons(table);
        addConversionsToInteger(table);
        addConversionsFromInteger(table);
    }

    private static UnimplementedGroup group(TableBuilder table, String diagram) {
        return new UnimplementedGroup(table, Feature.FEAT_FP, diagram);
    }

    private static void addOneSource(TableBuilder table) {
        UnimplementedGroup group = group(table, "00011110 ptype:2 1 opcode:6 10000 Rn:5 Rd:5");
        group.one("opcode==000001" + SINGLE_OR_DOUBLE, "fabs");
        group.one("opcode==000010" + SINGLE_OR_DOUBLE, "fneg");
        group.one("opcode==000011" + SINGLE_OR_DOUBLE, "fsqrt");
        group.one("opcode==000100, ptype!=00, ptype!=10", "fcvt");
        group.one("opcode==000101, ptype!=01, ptype!=10", "fcvt");
        group.one("opcode==000111" + SINGLE_OR_DOUBLE, "fcvt");
        group.one("opcode==001000" + SINGLE_OR_DOUBLE, "frintn");
        group.one("opcode==001001" + SINGLE_OR_DOUBLE, "frintp");
        group.one("opcode==001010" + SINGLE_OR_DOUBLE, "frintm");
        group.one("opcode==001011" + SINGLE_OR_DOUBLE, "frintz");
        group.one("opcode==001100" + SINGLE_OR_DOUBLE, "frinta");
        group.one("opcode==001110" + SINGLE_OR_DOUBLE, "frintx");
        group.one("opcode==001111" + SINGLE_OR_DOUBLE, "frinti");
    }

    private static void addTwoAndThreeSources(TableBuilder table) {
        UnimplementedGroup two = group(table, "00011110 ptype:2 1 Rm:5 opcode:4 10 Rn:5 Rd:5");
        two.one("opcode==0100" + SINGLE_OR_DOUBLE, "fmax");
        two.one("opcode==0101" + SINGLE_OR_DOUBLE, "fmin");
        two.one("opcode==0110" + SINGLE_OR_DOUBLE, "fmaxnm");
        two.one("opcode==0111" + SINGLE_OR_DOUBLE, "fminnm");
        UnimplementedGroup three = group(table, "00011111 ptype:2 o1 Rm:5 o0 Ra:5 Rn:5 Rd:5");
        three.one("o1==0, o0==0" + SINGLE_OR_DOUBLE, "fmadd");
        three.one("o1==0, o0==1" + SINGLE_OR_DOUBLE, "fmsub");
        three.one("o1==1, o0==0" + SINGLE_OR_DOUBLE, "fnmadd");
        three.one("o1==1, o0==1" + SINGLE_OR_DOUBLE, "fnmsub");
        group(table, "00011110 ptype:2 1 Rm:5 cond:4 11 Rn:5 Rd:5; ptype!=1x").one("", "fcsel");
    }

    /** What is executed: single and double precision, not half. */
    private static void addArithmetic(TableBuilder table) {
        twoSources(table, "FMUL (scalar)", "0000", "fmul", FloatingPointArithmetic::multiply);
        twoSources(table, "FDIV (scalar)", "0001", "fdiv", FloatingPointArithmetic::divide);
        twoSources(table, "FADD (scalar)", "0010", "fadd", FloatingPointArithmetic::add);
        twoSources(table, "FSUB (scalar)", "0011", "fsub", FloatingPointArithmetic::subtract);
        twoSources(table, "FNMUL (scalar)", "1000", "fnmul", FloatingPointArithmetic::multiplyNegate);
    }

    private static void twoSources(
            TableBuilder table, String name, String opcode, String mnemonic, Semantics semantics) {
        String[] registers = {"S", "D"};
        for (int type = 0; type < registers.length; type++) {
            table.row(
                    Feature.FEAT_FP,
                    name,
                    "00011110 0%d 1 Rm:5 %s 10 Rn:5 Rd:5".formatted(type, opcode),
                    "%s <%sd>, <%sn>, <%sm>".formatted(mnemonic, registers[type], registers[type], registers[type]),
                    semantics);
        }
    }

    private static void addComparisons(TableBuilder table) {
        group(table, "00011110 ptype:2 1 Rm:5 00 1000 Rn:5 00000; ptype!=1x").one("", "fcmp");
        group(table, "00011110 ptype:2 1 (00000) 00 1000 Rn:5 01000; ptype!=1x").one("", "fcmp");
        group(table, "00011110 ptype:2 1 Rm:5 00 1000 Rn:5 10000; ptype!=1x").one("", "fcmpe");
        group(table, "00011110 ptype:2 1 (00000) 00 1000 Rn:5 11000; ptype!=1x").one("", "fcmpe");
        UnimplementedGroup conditional = group(table, "00011110 ptype:2 1 Rm:5 cond:4 01 Rn:5 op nzcv:4; ptype!=1x");
        conditional.one("op==0", "fccmp");
        conditional.one("op==1", "fccmpe");
    }

    private static void addConversionsToInteger(TableBuilder table) {
        UnimplementedGroup group = group(table, "sf 0011110 ptype:2 1 rmode:2 opcode:3 000000 Rn:5 Rd:5; ptype!=1x");
        String[] roundings = {"n", "p", "m", "z"};
        for (int rmode = 0; rmode < roundings.length; rmode++) {
            String narrowed = "rmode==%d%d, opcode==".formatted(rmode >> 1, rmode & 1);
            group.one(narrowed + "000", "fcvt" + roundings[rmode] + "s");
            group.one(narrowed + "001", "fcvt" + roundings[rmode] + "u");
        }
        group.one("rmode==00, opcode==100", "fcvtas");
        group.one("rmode==00, opcode==101", "fcvtau");
        UnimplementedGroup fixed = fixedPoint(table);
        fixed.one("rmode==11, opcode==000", "fcvtzs").when(FloatingPointRows::hasFraction);
        fixed.one("rmode==11, opcode==001", "fcvtzu").when(FloatingPointRows::hasFraction);
    }

    private static void addConversionsFromInteger(TableBuilder table) {
        UnimplementedGroup group = group(table, "sf 0011110 ptype:2 1 rmode:2 opcode:3 000000 Rn:5 Rd:5; ptype!=1x");
        group.one("rmode==00, opcode==010", "scvtf");
        group.one("rmode==00, opcode==011", "ucvtf");
        UnimplementedGroup fixed = fixedPoint(table);
        fixed.one("rmode==00, opcode==010", "scvtf").when(FloatingPointRows::hasFraction);
        fixed.one("rmode==00, opcode==011", "ucvtf").when(FloatingPointRows::hasFraction);
    }

    private static UnimplementedGroup fixedPoint(TableBuilder table) {
        return group(table, "sf 0011110 ptype:2 0 rmode:2 opcode:3 scale:6 Rn:5 Rd:5; ptype!=1x");
    }

    /** Fraction bits are 64 - scale, of which W registers have 32 at most. */
    private static boolean hasFraction(int word) {
        return word < 0 || (word >>> 15 & 1) == 1;
    }
}
