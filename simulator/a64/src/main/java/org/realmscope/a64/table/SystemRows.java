package org.realmscope.a64.table;

import java.util.Locale;
import java.util.function.IntPredicate;
import org.realmscope.a64.exec.PstateField;
import org.realmscope.a64.exec.SystemOps;
import org.realmscope.a64.exec.SystemRegisterAccess;
import org.realmscope.platform.sysreg.SystemInstruction;

/**
 * MRS, MSR, and SYS by the names of what it does. Encodings of registers and instructions that the platform does not
 * have are in no row, except for the IMPLEMENTATION DEFINED space, which EL2 may trap.
 */
final class SystemRows {
    private static final String REGISTER = "o0.op1.CRn.CRm.op2";
    /** Width of op1, CRn, CRm and op2. */
    private static final int OPERATION_BITS = 14;

    private SystemRows() {}

    static void addTo(TableBuilder table) {
        moves(table);
        fields(table);
        for (SystemInstruction instruction : SystemInstruction.values()) {
            operation(table, instruction);
        }
        implementationDefined(table);
    }

    private static void moves(TableBuilder table) {
        IntPredicate exists = word -> SystemRegisterAccess.register(word) != null;
        table.row(
                        "MRS",
                        "1101010100 1 1 o0 op1:3 CRn:4 CRm:4 op2:3 Rt:5",
                        "mrs <Xt>, <mrs:" + REGISTER + ">",
                        SystemRegisterAccess::read)
                .when(exists);
        table.row(
                        "MSR (register)",
                        "1101010100 0 1 o0 op1:3 CRn:4 CRm:4 op2:3 Rt:5",
                        "msr <msr:" + REGISTER + ">, <Xt>",
                        SystemRegisterAccess::write)
                .when(exists);
    }

    private static void fields(TableBuilder table) {
        field(table, "000", "101", "spsel", PstateField::spSel);
        field(table, "000", "100", "pan", PstateField::pan);
        field(table, "000", "011", "uao", PstateField::uao);
        field(table, "011", "010", "dit", PstateField::dit);
        field(table, "011", "001", "ssbs", PstateField::ssbs);
        mask(table, "110", "daifset", PstateField::daifSet);
        mask(table, "111", "daifclr", PstateField::daifClear);
    }

    private static void field(TableBuilder table, String op1, String op2, String name, Semantics semantics) {
        table.row(
                "MSR (immediate) " + name,
                "1101010100 0 00 " + op1 + " 0100 (000) imm " + op2 + " 11111",
                "msr " + name + ", #<hex:imm>",
                semantics);
    }

    private static void mask(TableBuilder table, String op2, String name, Semantics semantics) {
        table.row(
                "MSR (immediate) " + name,
                "1101010100 0 00 011 0100 CRm:4 " + op2 + " 11111",
                "msr " + name + ", #<hex:CRm>",
                semantics);
    }

    /** SYS: a row for each name, such as {@code DC ZVA}. */
    private static void operation(TableBuilder table, SystemInstruction instruction) {
        String name = instruction.name().replace('_', ' ');
        String text = name.toLowerCase(Locale.ROOT);
        String diagram = "1101010100 0 01 " + binary(instruction.encoding()) + " ";
        if (instruction.hasOperand()) {
            table.row(name, diagram + "Rt:5", text + ", <Xt>", SystemOps::sys);
        } else {
            table.row(name, diagram + "(11111)", text, SystemOps::sys);
        }
    }

    private static String binary(int encoding) {
        String digits = Integer.toBinaryString(encoding);
        return "0".repeat(OPERATION_BITS - digits.length()) + digits;
    }

    private static void implementationDefined(TableBuilder table) {
        table.row(
                "MRS (implementation defined)",
                "1101010100 1 1 o0=1 op1:3 1 CRn2 11 CRm:4 op2:3 Rt:5",
                "mrs <Xt>, s3_<dec:op1>_c<dec:CRn2*4+11>_c<dec:CRm>_<dec:op2>",
                SystemRegisterAccess::implementationDefined);
        table.row(
                "MSR (implementation defined)",
                "1101010100 0 1 o0=1 op1:3 1 CRn2 11 CRm:4 op2:3 Rt:5",
                "msr s3_<dec:op1>_c<dec:CRn2*4+11>_c<dec:CRm>_<dec:op2>, <Xt>",
                SystemRegisterAccess::implementationDefined);
        table.row(
                "SYS (implementation defined)",
                "1101010100 0 01 op1:3 1 CRn2 11 CRm:4 op2:3 Rt:5",
                "sys #<dec:op1>, <creg:CRn2*4+11>, <creg:CRm>, #<dec:op2>{, <Xt!31>}",
                SystemRegisterAccess::implementationDefined);
        table.row(
                "SYSL (implementation defined)",
                "1101010100 1 01 op1:3 1 CRn2 11 CRm:4 op2:3 Rt:5",
                "sysl <Xt>, #<dec:op1>, <creg:CRn2*4+11>, <creg:CRm>, #<dec:op2>",
                SystemRegisterAccess::implementationDefined);
    }
}
