package org.realmscope.a64.table;

import org.realmscope.a64.exec.Branch;
import org.realmscope.a64.exec.ConditionalBranch;
import org.realmscope.a64.exec.ExceptionOps;
import org.realmscope.a64.exec.IndirectBranch;
import org.realmscope.a64.exec.UndefinedOp;

/** Branches, exception generation and exception return. */
final class BranchRows {

    private BranchRows() {}

    static void addTo(TableBuilder table) {
        immediate(table);
        register(table);
        authenticated(table);
        exceptionGeneration(table);
    }

    private static void immediate(TableBuilder table) {
        table.row("B", "0 00101 imm26:26", "b <label:imm26>", Branch::b);
        table.row("BL", "1 00101 imm26:26", "bl <label:imm26>", Branch::bl);
        table.row("B.cond", "0101010 0 imm19:19 0 cond:4", "b.<cond> <label:imm19>", ConditionalBranch::bCond);
        table.row("CBZ", "sf 011010 0 imm19:19 Rt:5", "cbz <Rt>, <label:imm19>", Branch::cbz);
        table.row("CBNZ", "sf 011010 1 imm19:19 Rt:5", "cbnz <Rt>, <label:imm19>", Branch::cbnz);
        table.row("TBZ", "b5 011011 0 b40:5 imm14:14 Rt:5", "tbz <Rt?b5>, #<dec:b5.b40>, <label:imm14>", Branch::tbz);
        table.row(
                "TBNZ", "b5 011011 1 b40:5 imm14:14 Rt:5", "tbnz <Rt?b5>, #<dec:b5.b40>, <label:imm14>", Branch::tbnz);
    }

    private static void register(TableBuilder table) {
        table.row("BR", "1101011 0000 11111 000000 Rn:5 00000", "br <Xn>", IndirectBranch::br);
        table.row("BLR", "1101011 0001 11111 000000 Rn:5 00000", "blr <Xn>", IndirectBranch::blr);
        table.row("RET", "1101011 0010 11111 000000 Rn:5 00000", "ret{ <Xn!30>}", IndirectBranch::ret);
        table.row("ERET", "1101011 0100 11111 000000 11111 00000", "eret", ExceptionOps::eret);
        table.row("DRPS", "1101011 0101 11111 000000 11111 00000", "drps", UndefinedOp::translate);
    }

    private static void authenticated(TableBuilder table) {
        String[] keys = {"A", "B"};
        for (int key = 0; key < keys.length; key++) {
            String letter = keys[key];
            String suffix = letter.equals("A") ? "a" : "b";
            Feature feature = Feature.FEAT_PAuth;
            table.row(
                    feature,
                    "BRA" + letter + "Z",
                    "1101011 0000 11111 00001" + key + " Rn:5 11111",
                    "bra" + suffix + "z <Xn>",
                    IndirectBranch::braz);
            table.row(
                    feature,
                    "BLRA" + letter + "Z",
                    "1101011 0001 11111 00001" + key + " Rn:5 11111",
                    "blra" + suffix + "z <Xn>",
                    IndirectBranch::blraz);
            table.row(
                    feature,
                    "RETA" + letter,
                    "1101011 0010 11111 00001" + key + " 11111 11111",
                    "reta" + suffix,
                    IndirectBranch::reta);
            table.row(
                    feature,
                    "ERETA" + letter,
                    "1101011 0100 11111 00001" + key + " 11111 11111",
                    "ereta" + suffix,
                    ExceptionOps::ereta);
            table.row(
                    feature,
                    "BRA" + letter,
                    "1101011 1000 11111 00001" + key + " Rn:5 Rd:5",
                    "bra" + suffix + " <Xn>, <Xd|SP>",
                    IndirectBranch::bra);
            table.row(
                    feature,
                    "BLRA" + letter,
                    "1101011 1001 11111 00001" + key + " Rn:5 Rd:5",
                    "blra" + suffix + " <Xn>, <Xd|SP>",
                    IndirectBranch::blra);
        }
    }

    private static void exceptionGeneration(TableBuilder table) {
        table.row("SVC", "11010100 000 imm16:16 000 01", "svc #<hex:imm16>", ExceptionOps::svc);
        table.row("HVC", "11010100 000 imm16:16 000 10", "hvc #<hex:imm16>", ExceptionOps::hvc);
        table.row("SMC", "11010100 000 imm16:16 000 11", "smc #<hex:imm16>", ExceptionOps::smc);
        table.row("BRK", "11010100 001 imm16:16 000 00", "brk #<hex:imm16>", ExceptionOps::brk);
        table.row("HLT", "11010100 010 imm16:16 000 00", "hlt #<hex:imm16>", ExceptionOps::hlt);
        table.row("DCPS1", "11010100 101 imm16:16 000 01", "dcps1{ #<hex:imm16>}", UndefinedOp::translate);
        table.row("DCPS2", "11010100 101 imm16:16 000 10", "dcps2{ #<hex:imm16>}", UndefinedOp::translate);
        table.row("DCPS3", "11010100 101 imm16:16 000 11", "dcps3{ #<hex:imm16>}", UndefinedOp::translate);
        table.row("UDF", "0000000000000000 imm16:16", "udf #<dec:imm16>", UndefinedOp::translate);
    }
}
