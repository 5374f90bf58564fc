package org.realmscope.a64.table;

import java.util.Locale;
import org.realmscope.a64.exec.vector.VectorImmediate;
import org.realmscope.a64.exec.vector.VectorLogic;
import org.realmscope.a64.exec.vector.VectorLogic.Operation;
import org.realmscope.a64.exec.vector.VectorMove;

/** Moves and bitwise operations of SIMD and floating-point registers. */
final class VectorMoveRows {
    /** imm5 by width of the element: a set bit, above it the index {@code i}. */
    private static final String[] ELEMENT = {"i:4 1", "i:3 10", "i:2 100", "i 1000"};
    /** imm5 where no element is selected. */
    private static final String[] NO_ELEMENT = {"xxxx1", "xxx10", "xx100", "x1000"};
    /** imm4 by width: the index {@code j} of the source element. */
    private static final String[] SOURCE_ELEMENT = {"j:4", "j:3 x", "j:2 xx", "j xxx"};

    private static final String WIDTHS = "bhsd";
    private static final int DOUBLEWORD = 3;

    private VectorMoveRows() {}

    static void addTo(TableBuilder table) {
        addFloatingPointMoves(table);
        for (int width = 0; width <= DOUBLEWORD; width++) {
            addDuplicates(table, width);
            addInserts(table, width);
            addElementToGeneral(table, width);
        }
        addImmediates(table);
        addLogic(table);
    }

    private static void addFloatingPointMoves(TableBuilder table) {
        scalar(table, "FMOV (register)", "00011110 00 1 000000 10000 Rn:5 Rd:5", "fmov <Sd>, <Sn>", VectorMove::single);
        scalar(
                table,
                "FMOV (register)",
                "00011110 01 1 000000 10000 Rn:5 Rd:5",
                "fmov <Dd>, <Dn>",
                VectorMove::doublePrecision);
        scalar(
                table,
                "FMOV (scalar, immediate)",
                "00011110 00 1 imm8:8 100 00000 Rd:5",
                "fmov <Sd>, <fpimm:imm8>",
                VectorImmediate::single);
        scalar(
                table,
                "FMOV (scalar, immediate)",
                "00011110 01 1 imm8:8 100 00000 Rd:5",
                "fmov <Dd>, <fpimm:imm8>",
                VectorImmediate::doublePrecision);
        String general = "FMOV (general)";
        scalar(
                table,
                general,
                "0 0011110 00 1 00 110 000000 Rn:5 Rd:5",
                "fmov <Wd>, <Sn>",
                VectorMove::singleToGeneral);
        scalar(
                table,
                general,
                "0 0011110 00 1 00 111 000000 Rn:5 Rd:5",
                "fmov <Sd>, <Wn>",
                VectorMove::generalToSingle);
        scalar(
                table,
                general,
                "1 0011110 01 1 00 110 000000 Rn:5 Rd:5",
                "fmov <Xd>, <Dn>",
                VectorMove::doubleToGeneral);
        scalar(
                table,
                general,
                "1 0011110 01 1 00 111 000000 Rn:5 Rd:5",
                "fmov <Dd>, <Xn>",
                VectorMove::generalToDouble);
        scalar(
                table,
                general,
                "1 0011110 10 1 01 110 000000 Rn:5 Rd:5",
                "fmov <Xd>, <V:Rn.d>[1]",
                VectorMove::upperToGeneral);
        scalar(
                table,
                general,
                "1 0011110 10 1 01 111 000000 Rn:5 Rd:5",
                "fmov <V:Rd.d>[1], <Xn>",
                VectorMove::generalToUpper);
    }

    private static void scalar(TableBuilder table, String name, String diagram, String template, Semantics semantics) {
        table.row(Feature.FEAT_FP, name, diagram, template, semantics);
    }

    private static TableBuilder.Row vector(
            TableBuilder table, String name, String diagram, String template, Semantics semantics) {
        return table.row(Feature.FEAT_AdvSIMD, name, diagram, template, semantics);
    }

    /** How a whole vector of elements of that width is written, and its Q bit: there is no 1D. */
    private static String arrangement(int width) {
        return width == DOUBLEWORD ? "2d" : WIDTHS.substring(width, width + 1);
    }

    private static String q(int width) {
        return width == DOUBLEWORD ? "1" : "Q";
    }

    private static char generalLetter(int width) {
        return width == DOUBLEWORD ? 'X' : 'W';
    }

    private static String element(String register, int width, String index) {
        return "<VE:%s.%s[%s]>".formatted(register, WIDTHS.charAt(width), index);
    }

    private static void addDuplicates(TableBuilder table, int width) {
        String letter = WIDTHS.substring(width, width + 1);
        vector(
                table,
                "DUP (element)",
                "0 " + q(width) + " 0 01110000 " + ELEMENT[width] + " 0 0000 1 Rn:5 Rd:5",
                "dup <V:Rd." + arrangement(width) + ">, " + element("Rn", width, "i"),
                VectorMove::duplicateElement);
        String scalar = " <%sd>, %s".formatted(letter.toUpperCase(Locale.ROOT), element("Rn", width, "i"));
        vector(
                        table,
                        "DUP (element)",
                        "01 0 11110000 " + ELEMENT[width] + " 0 0000 1 Rn:5 Rd:5",
                        "dup" + scalar,
                        VectorMove::elementToScalar)
                .alias("MOV (scalar)", "mov" + scalar, "");
        vector(
                table,
                "DUP (general)",
                "0 " + q(width) + " 0 01110000 " + NO_ELEMENT[width] + " 0 0001 1 Rn:5 Rd:5",
                "dup <V:Rd." + arrangement(width) + ">, <" + generalLetter(width) + "n>",
                VectorMove::duplicateGeneral);
    }

    private static void addInserts(TableBuilder table, int width) {
        String general = " " + element("Rd", width, "i") + ", <" + generalLetter(width) + "n>";
        vector(
                        table,
                        "INS (general)",
                        "0 1 0 01110000 " + ELEMENT[width] + " 0 0011 1 Rn:5 Rd:5",
                        "ins" + general,
                        VectorMove::insertGeneral)
                .alias("MOV (from general)", "mov" + general, "");
        String elements = " " + element("Rd", width, "i") + ", " + element("Rn", width, "j");
        vector(
                        table,
                        "INS (element)",
                        "0 1 1 01110000 " + ELEMENT[width] + " 0 " + SOURCE_ELEMENT[width] + " 1 Rn:5 Rd:5",
                        "ins" + elements,
                        VectorMove::insertElement)
                .alias("MOV (element)", "mov" + elements, "");
    }

    private static void addElementToGeneral(TableBuilder table, int width) {
        String tail = " 0 01110000 " + ELEMENT[width] + " 0 %s 1 Rn:5 Rd:5";
        String operands = " <" + generalLetter(width) + "d>, " + element("Rn", width, "i");
        TableBuilder.Row unsigned = vector(
                table,
                "UMOV",
                (width == DOUBLEWORD ? "0 1" : "0 0") + tail.formatted("0111"),
                "umov" + operands,
                VectorMove::unsignedToGeneral);
        if (width >= 2) {
            unsigned.alias("MOV (to general)", "mov" + operands, "");
        }
        if (width < 2) {
            vector(table, "SMOV", "0 0" + tail.formatted("0101"), "smov" + operands, VectorMove::signedToGeneral);
        }
        if (width < DOUBLEWORD) {
            vector(
                    table,
                    "SMOV",
                    "0 1" + tail.formatted("0101"),
                    "smov <Xd>, " + element("Rn", width, "i"),
                    VectorMove::signedToGeneral);
        }
    }

    private static void addImmediates(TableBuilder table) {
        String hex = "#<hex:abc.defgh>";
        immediate(table, "MOVI", "Q 0", "0 sh:2 0", "movi <V:Rd.s>, " + hex + "{, lsl #<dec:sh*8>}");
        immediate(table, "MVNI", "Q 1", "0 sh:2 0", "mvni <V:Rd.s>, " + hex + "{, lsl #<dec:sh*8>}");
        immediate(table, "ORR (vector, immediate)", "Q 0", "0 sh:2 1", "orr <V:Rd.s>, " + hex + "{, lsl #<dec:sh*8>}");
        immediate(table, "BIC (vector, immediate)", "Q 1", "0 sh:2 1", "bic <V:Rd.s>, " + hex + "{, lsl #<dec:sh*8>}");
        immediate(table, "MOVI", "Q 0", "10 sh 0", "movi <V:Rd.h>, " + hex + "{, lsl #<dec:sh*8>}");
        immediate(table, "MVNI", "Q 1", "10 sh 0", "mvni <V:Rd.h>, " + hex + "{, lsl #<dec:sh*8>}");
        immediate(table, "ORR (vector, immediate)", "Q 0", "10 sh 1", "orr <V:Rd.h>, " + hex + "{, lsl #<dec:sh*8>}");
        immediate(table, "BIC (vector, immediate)", "Q 1", "10 sh 1", "bic <V:Rd.h>, " + hex + "{, lsl #<dec:sh*8>}");
        immediate(table, "MOVI", "Q 0", "110 sh", "movi <V:Rd.s>, " + hex + ", msl #<dec:sh*8+8>");
        immediate(table, "MVNI", "Q 1", "110 sh", "mvni <V:Rd.s>, " + hex + ", msl #<dec:sh*8+8>");
        immediate(table, "MOVI", "Q 0", "1110", "movi <V:Rd.b>, " + hex);
        immediate(table, "MOVI", "0 1", "1110", "movi <Dd>, <bytemask:abc.defgh>");
        immediate(table, "MOVI", "1 1", "1110", "movi <V:Rd.2d>, <bytemask:abc.defgh>");
        immediate(table, "FMOV (vector, immediate)", "Q 0", "1111", "fmov <V:Rd.s>, <fpimm:abc.defgh>");
        immediate(table, "FMOV (vector, immediate)", "1 1", "1111", "fmov <V:Rd.2d>, <fpimm:abc.defgh>");
    }

    private static void immediate(TableBuilder table, String name, String qAndOp, String cmode, String template) {
        vector(
                table,
                name,
                "0 " + qAndOp + " 0111100000 abc:3 " + cmode + " 01 defgh:5 Rd:5",
                template,
                VectorImmediate::vector);
    }

    private static void addLogic(TableBuilder table) {
        logic(table, Operation.AND, "0", "00");
        logic(table, Operation.BIC, "0", "01");
        logic(table, Operation.ORR, "0", "10")
                .alias(
                        "MOV (vector)",
                        "mov <V:Rd.b>, <V:Rn=Rm.b>",
                        "",
                        word -> (word >>> 16 & 31) == (word >>> 5 & 31));
        logic(table, Operation.ORN, "0", "11");
        logic(table, Operation.EOR, "1", "00");
        logic(table, Operation.BSL, "1", "01");
        logic(table, Operation.BIT, "1", "10");
        logic(table, Operation.BIF, "1", "11");
        vector(
                        table,
                        "NOT",
                        "0 Q 1 01110 00 10000 00101 10 Rn:5 Rd:5",
                        "not <V:Rd.b>, <V:Rn.b>",
                        (word, blockOffset) -> VectorLogic.translate(Operation.NOT, word))
                .alias("MVN", "mvn <V:Rd.b>, <V:Rn.b>", "");
    }

    private static TableBuilder.Row logic(TableBuilder table, Operation operation, String u, String size) {
        String mnemonic = operation.name().toLowerCase(Locale.ROOT);
        return vector(
                table,
                operation.name() + " (vector)",
                "0 Q " + u + " 01110 " + size + " 1 Rm:5 00011 1 Rn:5 Rd:5",
                mnemonic + " <V:Rd.b>, <V:Rn.b>, <V:Rm.b>",
                (word, blockOffset) -> VectorLogic.translate(operation, word));
    }
}
