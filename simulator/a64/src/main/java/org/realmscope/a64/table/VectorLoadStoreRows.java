package org.realmscope.a64.table;

import java.util.Locale;
import org.realmscope.a64.exec.Operands;
import org.realmscope.a64.exec.memory.LoadStorePair.Index;
import org.realmscope.a64.exec.vector.VectorLoadStore;
import org.realmscope.a64.exec.vector.VectorPair;
import org.realmscope.a64.exec.vector.VectorStructures;

/** Loads and stores of SIMD and floating-point registers. */
final class VectorLoadStoreRows {
    private static final String SCALARS = "BHSDQ";
    private static final String ELEMENTS = "bhsd";
    private static final int QUADWORD = 4;

    private VectorLoadStoreRows() {}

    static void addTo(TableBuilder table) {
        for (int sizeLog2 = 0; sizeLog2 <= QUADWORD; sizeLog2++) {
            addSingle(table, sizeLog2, false);
            addSingle(table, sizeLog2, true);
        }
        for (int opc = 0; opc <= 2; opc++) {
            addLiteral(table, opc);
            addPair(table, opc, false);
            addPair(table, opc, true);
        }
        addMultipleStructures(table);
        for (int count = 1; count <= 4; count++) {
            for (int width = 0; width < ELEMENTS.length(); width++) {
                addSingleStructure(table, count, width, false);
                addSingleStructure(table, count, width, true);
            }
            addReplicate(table, count);
        }
    }

    private static void addSingle(TableBuilder table, int sizeLog2, boolean load) {
        String sizeBits = twoBits(sizeLog2 & 3);
        String opcBits = (sizeLog2 == QUADWORD ? "1" : "0") + (load ? "1" : "0");
        String mnemonic = load ? "ldr" : "str";
        String unscaled = load ? "ldur" : "stur";
        String register = " <" + SCALARS.charAt(sizeLog2) + "t>, ";
        String heading = mnemonic.toUpperCase(Locale.ROOT);
        String diagram = sizeBits + " 111 1 00 " + opcBits + " 0 imm9:9 %s Rn:5 Rt:5";
        String plain = register + "[<Xn|SP>{, #<sdec:imm9>}]";
        row(
                table,
                heading + " (immediate, SIMD&FP)",
                sizeBits + " 111 1 01 " + opcBits + " imm12:12 Rn:5 Rt:5",
                mnemonic + register + "[<Xn|SP>{, #<dec:imm12*" + (1 << sizeLog2) + ">}]",
                (word, blockOffset) ->
                        VectorLoadStore.offset(sizeLog2, load, word, (long) Operands.bits(word, 21, 10) << sizeLog2));
        row(
                        table,
                        unscaled.toUpperCase(Locale.ROOT) + " (SIMD&FP)",
                        diagram.formatted("00"),
                        unscaled + plain,
                        (word, blockOffset) ->
                                VectorLoadStore.offset(sizeLog2, load, word, Operands.signedBits(word, 20, 12)))
                .alias(heading + " (immediate, SIMD&FP)", mnemonic + plain, "", word -> false);
        row(
                table,
                heading + " (immediate, SIMD&FP)",
                diagram.formatted("11"),
                mnemonic + register + "[<Xn|SP>, #<sdec:imm9>]!",
                (word, blockOffset) -> VectorLoadStore.pre(sizeLog2, load, word));
        row(
                table,
                heading + " (immediate, SIMD&FP)",
                diagram.formatted("01"),
                mnemonic + register + "[<Xn|SP>], #<sdec:imm9>",
                (word, blockOffset) -> VectorLoadStore.post(sizeLog2, load, word));
        row(
                table,
                heading + " (register, SIMD&FP)",
                sizeBits + " 111 1 00 " + opcBits + " 1 Rm:5 option:3 S 10 Rn:5 Rt:5; option!=x0x",
                mnemonic + register + "[<Xn|SP>, <index:" + sizeLog2 + ">]",
                (word, blockOffset) -> VectorLoadStore.register(sizeLog2, load, word));
    }

    private static void addLiteral(TableBuilder table, int opc) {
        int sizeLog2 = opc + 2;
        row(
                table,
                "LDR (literal, SIMD&FP)",
                twoBits(opc) + " 011 1 00 imm19:19 Rt:5",
                "ldr <" + SCALARS.charAt(sizeLog2) + "t>, <label:imm19>",
                (word, blockOffset) -> VectorLoadStore.literal(sizeLog2, word, blockOffset));
    }

    private static void addPair(TableBuilder table, int opc, boolean load) {
        int sizeLog2 = opc + 2;
        String diagram = twoBits(opc) + " 101 1 %s " + (load ? "1" : "0") + " imm7:7 Rt2:5 Rn:5 Rt:5";
        String mnemonic = load ? "ldp" : "stp";
        String nonTemporal = load ? "ldnp" : "stnp";
        String registers = " <%1$st>, <%1$st2>, ".formatted(SCALARS.charAt(sizeLog2));
        String offset = "#<sdec:imm7*" + (1 << sizeLog2) + ">";
        String plain = registers + "[<Xn|SP>{, " + offset + "}]";
        String heading = mnemonic.toUpperCase(Locale.ROOT) + " (SIMD&FP)";
        row(
                table,
                heading,
                diagram.formatted("010"),
                mnemonic + plain,
                (word, blockOffset) -> VectorPair.translate(sizeLog2, load, Index.OFFSET, word));
        row(
                table,
                heading,
                diagram.formatted("011"),
                mnemonic + registers + "[<Xn|SP>, " + offset + "]!",
                (word, blockOffset) -> VectorPair.translate(sizeLog2, load, Index.PRE, word));
        row(
                table,
                heading,
                diagram.formatted("001"),
                mnemonic + registers + "[<Xn|SP>], " + offset,
                (word, blockOffset) -> VectorPair.translate(sizeLog2, load, Index.POST, word));
        row(
                table,
                nonTemporal.toUpperCase(Locale.ROOT) + " (SIMD&FP)",
                diagram.formatted("000"),
                nonTemporal + plain,
                (word, blockOffset) -> VectorPair.translate(sizeLog2, load, Index.OFFSET, word));
    }

    private static void addMultipleStructures(TableBuilder table) {
        String[] opcodes = {"0111", "1010", "0110", "0010", "1000", "0100", "0000"};
        int[] registers = {1, 2, 3, 4, 2, 3, 4};
        int[] structure = {1, 1, 1, 1, 2, 3, 4};
        for (int i = 0; i < opcodes.length; i++) {
            addMultipleStructures(table, opcodes[i], registers[i], structure[i], false);
            addMultipleStructures(table, opcodes[i], registers[i], structure[i], true);
        }
    }

    private static void addMultipleStructures(
            TableBuilder table, String opcode, int registers, int structure, boolean load) {
        String mnemonic = (load ? "ld" : "st") + structure;
        String heading = mnemonic.toUpperCase(Locale.ROOT) + " (multiple structures)";
        String bit = load ? "1" : "0";
        String text = mnemonic + " <VL:" + registers + ".size>, [<Xn|SP>]";
        Semantics semantics = (word, blockOffset) -> VectorStructures.multiple(load, registers, structure, word);
        row(table, heading, "0 Q 0011000 " + bit + " 000000 " + opcode + " size:2 Rn:5 Rt:5", text, semantics)
                .when(word -> structure == 1 || isAllocatedArrangement(word));
        row(
                        table,
                        heading,
                        "0 Q 0011001 " + bit + " 0 Rm:5 " + opcode + " size:2 Rn:5 Rt:5; Rm!=11111",
                        text + ", <Xm>",
                        semantics)
                .when(word -> structure == 1 || isAllocatedArrangement(word));
        for (int q = 0; q <= 1; q++) {
            int bytes = registers * (8 << q);
            row(
                            table,
                            heading,
                            "0 Q=" + q + " 0011001 " + bit + " 0 11111 " + opcode + " size:2 Rn:5 Rt:5",
                            text + ", #" + bytes,
                            semantics)
                    .when(word -> structure == 1 || isAllocatedArrangement(word));
        }
    }

    /** Only LD1 and ST1 know vectors of one doubleword. */
    private static boolean isAllocatedArrangement(int word) {
        return Operands.bits(word, 30, 30) == 1 || Operands.bits(word, 11, 10) != 3;
    }

    private static void addSingleStructure(TableBuilder table, int count, int width, boolean load) {
        String opcode = switch (width) {
            case 0 -> "00";
            case 1 -> "01";
            default -> "10";
        };
        String sAndSize = switch (width) {
            case 0 -> "S size:2";
            case 1 -> "S size:2; size!=x1";
            case 2 -> "S size=00";
            default -> "S=0 size=01";
        };
        String element = "<VLE:" + count + "." + ELEMENTS.charAt(width) + ">";
        addElementStructure(
                table,
                (load ? "ld" : "st") + count,
                new Shape(count, load, opcode, sAndSize, element),
                (count << width),
                (word, blockOffset) -> VectorStructures.single(load, count, width, word));
    }

    private static void addReplicate(TableBuilder table, int count) {
        for (int size = 0; size < ELEMENTS.length(); size++) {
            int width = size;
            String list = "<VL:" + count + ".size>";
            addElementStructure(
                    table,
                    "ld" + count + "r",
                    new Shape(count, true, "11", "0 size=" + twoBits(size), list),
                    count << size,
                    (word, blockOffset) -> VectorStructures.replicate(count, width, word));
        }
    }

    /**
     * Encoding of a structure of single elements.
     *
     * @param count    registers
     * @param opcode   bits 15:14
     * @param sAndSize bits 12:10 and constraints
     * @param list     operand template
     */
    private record Shape(int count, boolean load, String opcode, String sAndSize, String list) {

        /** The diagram from bit 31 on, with the given bits 20:16. */
        String diagram(String post, String rm) {
            int semicolon = sAndSize.indexOf(';');
            String bits = semicolon < 0 ? sAndSize : sAndSize.substring(0, semicolon);
            String constraints = semicolon < 0 ? "" : sAndSize.substring(semicolon);
            return "0 Q 001101 %s %s %d %s %s %d %s Rn:5 Rt:5%s"
                    .formatted(post, load ? "1" : "0", count - 1 & 1, rm, opcode, count - 1 >> 1, bits, constraints);
        }
    }

    private static void addElementStructure(
            TableBuilder table, String mnemonic, Shape shape, int bytes, Semantics semantics) {
        String heading = mnemonic.toUpperCase(Locale.ROOT) + (shape.opcode().equals("11") ? "" : " (single structure)");
        String text = mnemonic + " " + shape.list() + ", [<Xn|SP>]";
        row(table, heading, shape.diagram("0", "00000"), text, semantics);
        String indexed = shape.diagram("1", "Rm:5");
        row(table, heading, indexed + (indexed.contains(";") ? ", " : "; ") + "Rm!=11111", text + ", <Xm>", semantics);
        row(table, heading, shape.diagram("1", "11111"), text + ", #" + bytes, semantics);
    }

    private static TableBuilder.Row row(
            TableBuilder table, String name, String diagram, String template, Semantics semantics) {
        return table.row(Feature.FEAT_AdvSIMD, name, diagram, template, semantics);
    }

    private static String twoBits(int number) {
        return "%d%d".formatted(number >> 1, number & 1);
    }
}
