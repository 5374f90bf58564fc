package org.realmscope.a64.table;

import java.util.Locale;
import java.util.function.IntPredicate;
import org.realmscope.a64.exec.AddSubtractCarry;
import org.realmscope.a64.exec.AddSubtractExtended;
import org.realmscope.a64.exec.AddSubtractShifted;
import org.realmscope.a64.exec.ConditionalCompare;
import org.realmscope.a64.exec.ConditionalSelect;
import org.realmscope.a64.exec.Crc32;
import org.realmscope.a64.exec.Divide;
import org.realmscope.a64.exec.FlagManipulation;
import org.realmscope.a64.exec.LogicalShifted;
import org.realmscope.a64.exec.Multiply;
import org.realmscope.a64.exec.OneSource;
import org.realmscope.a64.exec.PointerAuthenticationOps;
import org.realmscope.a64.exec.VariableShift;

/** Data processing, register operands (Arm ARM, "Data Processing -- Register"). */
final class DataProcessingRegisterRows {
    private static final int THIRTY_ONE = 31;
    private static final String SHIFTED = "{, <shift> #<dec:imm6>}";

    private DataProcessingRegisterRows() {}

    static void addTo(TableBuilder table) {
        logicalShifted(table);
        addSubtractShifted(table);
        addSubtractExtended(table);
        addSubtractCarry(table);
        flagManipulation(table);
        conditional(table);
        threeSources(table);
        twoSources(table);
        checksums(table);
        oneSource(table);
        pointerAuthentication(table);
    }

    /** A 32-bit register cannot be shifted by 32 or more. */
    private static boolean isShiftInRange(int word) {
        return word < 0 || (word >>> 15 & 1) == 0;
    }

    private static void logicalShifted(TableBuilder table) {
        IntPredicate allocated = DataProcessingRegisterRows::isShiftInRange;
        table.row(
                        "AND (shifted register)",
                        "sf 00 01010 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5",
                        "and <Rd>, <Rn>, <Rm>" + SHIFTED,
                        LogicalShifted::and)
                .when(allocated);
        table.row(
                        "BIC (shifted register)",
                        "sf 00 01010 shift:2 1 Rm:5 imm6:6 Rn:5 Rd:5",
                        "bic <Rd>, <Rn>, <Rm>" + SHIFTED,
                        LogicalShifted::bic)
                .when(allocated);
        table.row(
                        "ORR (shifted register)",
                        "sf 01 01010 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5",
                        "orr <Rd>, <Rn>, <Rm>" + SHIFTED,
                        LogicalShifted::orr)
                .when(allocated)
                .alias("MOV (register)", "mov <Rd>, <Rm>", "shift==00, imm6==000000, Rn==11111");
        table.row(
                        "ORN (shifted register)",
                        "sf 01 01010 shift:2 1 Rm:5 imm6:6 Rn:5 Rd:5",
                        "orn <Rd>, <Rn>, <Rm>" + SHIFTED,
                        LogicalShifted::orn)
                .when(allocated)
                .alias("MVN", "mvn <Rd>, <Rm>" + SHIFTED, "Rn==11111");
        table.row(
                        "EOR (shifted register)",
                        "sf 10 01010 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5",
                        "eor <Rd>, <Rn>, <Rm>" + SHIFTED,
                        LogicalShifted::eor)
                .when(allocated);
        table.row(
                        "EON (shifted register)",
                        "sf 10 01010 shift:2 1 Rm:5 imm6:6 Rn:5 Rd:5",
                        "eon <Rd>, <Rn>, <Rm>" + SHIFTED,
                        LogicalShifted::eon)
                .when(allocated);
        table.row(
                        "ANDS (shifted register)",
                        "sf 11 01010 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5",
                        "ands <Rd>, <Rn>, <Rm>" + SHIFTED,
                        LogicalShifted::ands)
                .when(allocated)
                .alias("TST (shifted register)", "tst <Rn>, <Rm>" + SHIFTED, "Rd==11111");
        table.row(
                        "BICS (shifted register)",
                        "sf 11 01010 shift:2 1 Rm:5 imm6:6 Rn:5 Rd:5",
                        "bics <Rd>, <Rn>, <Rm>" + SHIFTED,
                        LogicalShifted::bics)
                .when(allocated);
    }

    private static void addSubtractShifted(TableBuilder table) {
        IntPredicate allocated = DataProcessingRegisterRows::isShiftInRange;
        table.row(
                        "ADD (shifted register)",
                        "sf 0 0 01011 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5 ; shift!=11",
                        "add <Rd>, <Rn>, <Rm>" + SHIFTED,
                        AddSubtractShifted::add)
                .when(allocated);
        table.row(
                        "ADDS (shifted register)",
                        "sf 0 1 01011 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5 ; shift!=11",
                        "adds <Rd>, <Rn>, <Rm>" + SHIFTED,
                        AddSubtractShifted::adds)
                .when(allocated)
                .alias("CMN (shifted register)", "cmn <Rn>, <Rm>" + SHIFTED, "Rd==11111");
        table.row(
                        "SUB (shifted register)",
                        "sf 1 0 01011 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5 ; shift!=11",
                        "sub <Rd>, <Rn>, <Rm>" + SHIFTED,
                        AddSubtractShifted::sub)
                .when(allocated)
                .alias("NEG (shifted register)", "neg <Rd>, <Rm>" + SHIFTED, "Rn==11111");
        table.row(
                        "SUBS (shifted register)",
                        "sf 1 1 01011 shift:2 0 Rm:5 imm6:6 Rn:5 Rd:5 ; shift!=11",
                        "subs <Rd>, <Rn>, <Rm>" + SHIFTED,
                        AddSubtractShifted::subs)
                .when(allocated)
                .alias("CMP (shifted register)", "cmp <Rn>, <Rm>" + SHIFTED, "Rd==11111")
                .alias("NEGS", "negs <Rd>, <Rm>" + SHIFTED, "Rn==11111");
    }

    private static void addSubtractExtended(TableBuilder table) {
        String rest = " 01011 00 1 Rm:5 option:3 imm3:3 Rn:5 Rd:5 ; imm3!=101, imm3!=11x";
        table.row(
                "ADD (extended register)",
                "sf 0 S=0" + rest,
                "add <Rd|SP>, <Rn|SP>, <extended>",
                AddSubtractExtended::add);
        table.row(
                        "ADDS (extended register)",
                        "sf 0 S=1" + rest,
                        "adds <Rd>, <Rn|SP>, <extended>",
                        AddSubtractExtended::adds)
                .alias("CMN (extended register)", "cmn <Rn|SP>, <extended>", "Rd==11111");
        table.row(
                "SUB (extended register)",
                "sf 1 S=0" + rest,
                "sub <Rd|SP>, <Rn|SP>, <extended>",
                AddSubtractExtended::sub);
        table.row(
                        "SUBS (extended register)",
                        "sf 1 S=1" + rest,
                        "subs <Rd>, <Rn|SP>, <extended>",
                        AddSubtractExtended::subs)
                .alias("CMP (extended register)", "cmp <Rn|SP>, <extended>", "Rd==11111");
    }

    private static void addSubtractCarry(TableBuilder table) {
        table.row("ADC", "sf 0 0 11010000 Rm:5 000000 Rn:5 Rd:5", "adc <Rd>, <Rn>, <Rm>", AddSubtractCarry::adc);
        table.row("ADCS", "sf 0 1 11010000 Rm:5 000000 Rn:5 Rd:5", "adcs <Rd>, <Rn>, <Rm>", AddSubtractCarry::adcs);
        table.row("SBC", "sf 1 0 11010000 Rm:5 000000 Rn:5 Rd:5", "sbc <Rd>, <Rn>, <Rm>", AddSubtractCarry::sbc)
                .alias("NGC", "ngc <Rd>, <Rm>", "Rn==11111");
        table.row("SBCS", "sf 1 1 11010000 Rm:5 000000 Rn:5 Rd:5", "sbcs <Rd>, <Rn>, <Rm>", AddSubtractCarry::sbcs)
                .alias("NGCS", "ngcs <Rd>, <Rm>", "Rn==11111");
    }

    private static void flagManipulation(TableBuilder table) {
        table.row(
                Feature.FEAT_FlagM,
                "RMIF",
                "1 0 1 11010000 imm6:6 00001 Rn:5 0 mask:4",
                "rmif <Xn>, #<dec:imm6>, #<dec:mask>",
                FlagManipulation::rmif);
        table.row(
                Feature.FEAT_FlagM,
                "SETF8",
                "0 0 1 11010000 000000 0 0010 Rn:5 0 1101",
                "setf8 <Wn>",
                FlagManipulation::setf8);
        table.row(
                Feature.FEAT_FlagM,
                "SETF16",
                "0 0 1 11010000 000000 1 0010 Rn:5 0 1101",
                "setf16 <Wn>",
                FlagManipulation::setf16);
    }

    private static void conditional(TableBuilder table) {
        table.row(
                "CCMN (register)",
                "sf 0 1 11010010 Rm:5 cond:4 0 0 Rn:5 0 nzcv:4",
                "ccmn <Rn>, <Rm>, #<hex:nzcv>, <cond>",
                ConditionalCompare::ccmnRegister);
        table.row(
                "CCMN (immediate)",
                "sf 0 1 11010010 imm5:5 cond:4 1 0 Rn:5 0 nzcv:4",
                "ccmn <Rn>, #<hex:imm5>, #<hex:nzcv>, <cond>",
                ConditionalCompare::ccmnImmediate);
        table.row(
                "CCMP (register)",
                "sf 1 1 11010010 Rm:5 cond:4 0 0 Rn:5 0 nzcv:4",
                "ccmp <Rn>, <Rm>, #<hex:nzcv>, <cond>",
                ConditionalCompare::ccmpRegister);
        table.row(
                "CCMP (immediate)",
                "sf 1 1 11010010 imm5:5 cond:4 1 0 Rn:5 0 nzcv:4",
                "ccmp <Rn>, #<hex:imm5>, #<hex:nzcv>, <cond>",
                ConditionalCompare::ccmpImmediate);
        table.row(
                "CSEL",
                "sf 0 0 11010100 Rm:5 cond:4 0 0 Rn:5 Rd:5",
                "csel <Rd>, <Rn>, <Rm>, <cond>",
                ConditionalSelect::csel);
        table.row(
                        "CSINC",
                        "sf 0 0 11010100 Rm:5 cond:4 0 1 Rn:5 Rd:5",
                        "csinc <Rd>, <Rn>, <Rm>, <cond>",
                        ConditionalSelect::csinc)
                .alias("CSET", "cset <Rd>, <invcond>", "Rm==11111, Rn==11111, cond!=111x")
                .alias("CINC", "cinc <Rd>, <Rn=Rm>, <invcond>", "cond!=111x", DataProcessingRegisterRows::sameSources);
        table.row(
                        "CSINV",
                        "sf 1 0 11010100 Rm:5 cond:4 0 0 Rn:5 Rd:5",
                        "csinv <Rd>, <Rn>, <Rm>, <cond>",
                        ConditionalSelect::csinv)
                .alias("CSETM", "csetm <Rd>, <invcond>", "Rm==11111, Rn==11111, cond!=111x")
                .alias("CINV", "cinv <Rd>, <Rn=Rm>, <invcond>", "cond!=111x", DataProcessingRegisterRows::sameSources);
        table.row(
                        "CSNEG",
                        "sf 1 0 11010100 Rm:5 cond:4 0 1 Rn:5 Rd:5",
                        "csneg <Rd>, <Rn>, <Rm>, <cond>",
                        ConditionalSelect::csneg)
                .alias("CNEG", "cneg <Rd>, <Rn=Rm>, <invcond>", "cond!=111x", DataProcessingRegisterRows::sameSources);
    }

    private static boolean sameSources(int word) {
        return (word >>> 5 & THIRTY_ONE) == (word >>> 16 & THIRTY_ONE);
    }

    private static void threeSources(TableBuilder table) {
        table.row("MADD", "sf 00 11011 000 Rm:5 0 Ra:5 Rn:5 Rd:5", "madd <Rd>, <Rn>, <Rm>, <Ra>", Multiply::madd)
                .alias("MUL", "mul <Rd>, <Rn>, <Rm>", "Ra==11111");
        table.row("MSUB", "sf 00 11011 000 Rm:5 1 Ra:5 Rn:5 Rd:5", "msub <Rd>, <Rn>, <Rm>, <Ra>", Multiply::msub)
                .alias("MNEG", "mneg <Rd>, <Rn>, <Rm>", "Ra==11111");
        table.row("SMADDL", "1 00 11011 001 Rm:5 0 Ra:5 Rn:5 Rd:5", "smaddl <Xd>, <Wn>, <Wm>, <Xa>", Multiply::smaddl)
                .alias("SMULL", "smull <Xd>, <Wn>, <Wm>", "Ra==11111");
        table.row("SMSUBL", "1 00 11011 001 Rm:5 1 Ra:5 Rn:5 Rd:5", "smsubl <Xd>, <Wn>, <Wm>, <Xa>", Multiply::smsubl)
                .alias("SMNEGL", "smnegl <Xd>, <Wn>, <Wm>", "Ra==11111");
        table.row("SMULH", "1 00 11011 010 Rm:5 0 (11111) Rn:5 Rd:5", "smulh <Xd>, <Xn>, <Xm>", Multiply::smulh);
        table.row("UMADDL", "1 00 11011 101 Rm:5 0 Ra:5 Rn:5 Rd:5", "umaddl <Xd>, <Wn>, <Wm>, <Xa>", Multiply::umaddl)
                .alias("UMULL", "umull <Xd>, <Wn>, <Wm>", "Ra==11111");
        table.row("UMSUBL", "1 00 11011 101 Rm:5 1 Ra:5 Rn:5 Rd:5", "umsubl <Xd>, <Wn>, <Wm>, <Xa>", Multiply::umsubl)
                .alias("UMNEGL", "umnegl <Xd>, <Wn>, <Wm>", "Ra==11111");
        table.row("UMULH", "1 00 11011 110 Rm:5 0 (11111) Rn:5 Rd:5", "umulh <Xd>, <Xn>, <Xm>", Multiply::umulh);
    }

    private static void twoSources(TableBuilder table) {
        twoSource(table, "UDIV", "000010", "udiv", Divide::udiv);
        twoSource(table, "SDIV", "000011", "sdiv", Divide::sdiv);
        variableShift(table, "lsl", "001000", VariableShift::lslv);
        variableShift(table, "lsr", "001001", VariableShift::lsrv);
        variableShift(table, "asr", "001010", VariableShift::asrv);
        variableShift(table, "ror", "001011", VariableShift::rorv);
    }

    private static TableBuilder.Row twoSource(
            TableBuilder table, String name, String opcode, String mnemonic, Semantics semantics) {
        return table.row(
                name, "sf 0 0 11010110 Rm:5 " + opcode + " Rn:5 Rd:5", mnemonic + " <Rd>, <Rn>, <Rm>", semantics);
    }

    /** The alias without V is always preferred; the full name is understood. */
    private static void variableShift(TableBuilder table, String alias, String opcode, Semantics semantics) {
        String mnemonic = alias + "v";
        twoSource(table, mnemonic.toUpperCase(Locale.ROOT), opcode, mnemonic, semantics)
                .alias(alias.toUpperCase(Locale.ROOT) + " (register)", alias + " <Rd>, <Rn>, <Rm>", "");
    }

    private static void checksums(TableBuilder table) {
        String[] sizes = {"b", "h", "w", "x"};
        for (int size = 0; size < sizes.length; size++) {
            String value = size == sizes.length - 1 ? "<Xm>" : "<Wm>";
            String sf = size == sizes.length - 1 ? "1" : "0";
            String opcode = (size >>> 1) + "" + (size & 1);
            table.row(
                    Feature.FEAT_CRC32,
                    "CRC32B, CRC32H, CRC32W, CRC32X",
                    sf + " 0 0 11010110 Rm:5 0100 " + opcode + " Rn:5 Rd:5",
                    "crc32" + sizes[size] + " <Wd>, <Wn>, " + value,
                    Crc32::crc32);
            table.row(
                    Feature.FEAT_CRC32,
                    "CRC32CB, CRC32CH, CRC32CW, CRC32CX",
                    sf + " 0 0 11010110 Rm:5 0101 " + opcode + " Rn:5 Rd:5",
                    "crc32c" + sizes[size] + " <Wd>, <Wn>, " + value,
                    Crc32::crc32c);
        }
    }

    private static void oneSource(TableBuilder table) {
        table.row("RBIT", "sf 1 0 11010110 00000 000000 Rn:5 Rd:5", "rbit <Rd>, <Rn>", OneSource::rbit);
        table.row("REV16", "sf 1 0 11010110 00000 000001 Rn:5 Rd:5", "rev16 <Rd>, <Rn>", OneSource::rev16);
        table.row("REV (32-bit)", "0 1 0 11010110 00000 000010 Rn:5 Rd:5", "rev <Wd>, <Wn>", OneSource::rev);
        table.row("REV32", "1 1 0 11010110 00000 000010 Rn:5 Rd:5", "rev32 <Xd>, <Xn>", OneSource::rev32);
        table.row("REV (64-bit)", "1 1 0 11010110 00000 000011 Rn:5 Rd:5", "rev <Xd>, <Xn>", OneSource::rev64);
        table.row("CLZ", "sf 1 0 11010110 00000 000100 Rn:5 Rd:5", "clz <Rd>, <Rn>", OneSource::clz);
        table.row("CLS", "sf 1 0 11010110 00000 000101 Rn:5 Rd:5", "cls <Rd>, <Rn>", OneSource::cls);
    }

    private static void pointerAuthentication(TableBuilder table) {
        String[] keys = {"ia", "ib", "da", "db"};
        for (int key = 0; key < keys.length; key++) {
            String opcode = (key >>> 1) + "" + (key & 1);
            withModifier(table, "pac" + keys[key], "00 00" + opcode, PointerAuthenticationOps::sign);
            withModifier(table, "aut" + keys[key], "00 01" + opcode, PointerAuthenticationOps::authenticate);
            withZero(table, "pac" + zeroForm(keys[key]), "00 10" + opcode, PointerAuthenticationOps::signWithZero);
            withZero(
                    table,
                    "aut" + zeroForm(keys[key]),
                    "00 11" + opcode,
                    PointerAuthenticationOps::authenticateWithZero);
        }
        withZero(table, "xpaci", "01 0000", PointerAuthenticationOps::stripInstruction);
        withZero(table, "xpacd", "01 0001", PointerAuthenticationOps::stripData);
        table.row(
                Feature.FEAT_PAuth,
                "PACGA",
                "1 0 0 11010110 Rm:5 001100 Rn:5 Rd:5",
                "pacga <Xd>, <Xn>, <Xm|SP>",
                PointerAuthenticationOps::pacga);
    }

    /** {@code ia} with a zero modifier is spelled {@code iza}. */
    private static String zeroForm(String key) {
        return key.charAt(0) + "z" + key.charAt(1);
    }

    private static void withModifier(TableBuilder table, String mnemonic, String opcode, Semantics semantics) {
        table.row(
                Feature.FEAT_PAuth,
                mnemonic.toUpperCase(Locale.ROOT),
                "1 1 0 11010110 00001 " + opcode + " Rn:5 Rd:5",
                mnemonic + " <Xd>, <Xn|SP>",
                semantics);
    }

    private static void withZero(TableBuilder table, String mnemonic, String opcode, Semantics semantics) {
        table.row(
                Feature.FEAT_PAuth,
                mnemonic.toUpperCase(Locale.ROOT),
                "1 1 0 11010110 00001 " + opcode + " 11111 Rd:5",
                mnemonic + " <Xd>",
                semantics);
    }
}
