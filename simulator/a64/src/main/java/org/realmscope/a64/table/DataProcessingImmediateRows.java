package org.realmscope.a64.table;

import java.util.function.IntPredicate;
import org.realmscope.a64.encoding.BitmaskImmediate;
import org.realmscope.a64.exec.AddSubtractImmediate;
import org.realmscope.a64.exec.Bitfield;
import org.realmscope.a64.exec.Extract;
import org.realmscope.a64.exec.LogicalImmediate;
import org.realmscope.a64.exec.MoveWide;
import org.realmscope.a64.exec.PcRelative;

/** Data processing, immediate operands (Arm ARM, "Data Processing -- Immediate"). */
final class DataProcessingImmediateRows {
    private static final int THIRTY_ONE = 31;

    private DataProcessingImmediateRows() {}

    static void addTo(TableBuilder table) {
        pcRelative(table);
        addSubtract(table);
        logical(table);
        moveWide(table);
        bitfield32(table);
        bitfield64(table);
        table.row(
                        "EXTR (32-bit)",
                        "sf=0 00 100111 0 0 Rm:5 0 imms:5 Rn:5 Rd:5",
                        "extr <Rd>, <Rn>, <Rm>, #<dec:imms>",
                        Extract::extr)
                .alias("ROR (immediate)", "ror <Rd>, <Rn=Rm>, #<dec:imms>", "", Operand::sameSources);
        table.row(
                        "EXTR (64-bit)",
                        "sf=1 00 100111 1 0 Rm:5 imms:6 Rn:5 Rd:5",
                        "extr <Rd>, <Rn>, <Rm>, #<dec:imms>",
                        Extract::extr)
                .alias("ROR (immediate)", "ror <Rd>, <Rn=Rm>, #<dec:imms>", "", Operand::sameSources);
    }

    private static void pcRelative(TableBuilder table) {
        table.row("ADR", "0 immlo:2 10000 immhi:19 Rd:5", "adr <Xd>, <adr:immhi.immlo>", PcRelative::adr);
        table.row("ADRP", "1 immlo:2 10000 immhi:19 Rd:5", "adrp <Xd>, <adrp:immhi.immlo>", PcRelative::adrp);
    }

    private static void addSubtract(TableBuilder table) {
        table.row(
                        "ADD (immediate)",
                        "sf 0 0 100010 sh imm12:12 Rn:5 Rd:5",
                        "add <Rd|SP>, <Rn|SP>, <addimm>",
                        AddSubtractImmediate::add)
                .alias(
                        "MOV (to/from SP)",
                        "mov <Rd|SP>, <Rn|SP>",
                        "sh==0, imm12==000000000000",
                        word -> rd(word) == THIRTY_ONE || rn(word) == THIRTY_ONE);
        table.row(
                        "ADDS (immediate)",
                        "sf 0 1 100010 sh imm12:12 Rn:5 Rd:5",
                        "adds <Rd>, <Rn|SP>, <addimm>",
                        AddSubtractImmediate::adds)
                .alias("CMN (immediate)", "cmn <Rn|SP>, <addimm>", "Rd==11111");
        table.row(
                "SUB (immediate)",
                "sf 1 0 100010 sh imm12:12 Rn:5 Rd:5",
                "sub <Rd|SP>, <Rn|SP>, <addimm>",
                AddSubtractImmediate::sub);
        table.row(
                        "SUBS (immediate)",
                        "sf 1 1 100010 sh imm12:12 Rn:5 Rd:5",
                        "subs <Rd>, <Rn|SP>, <addimm>",
                        AddSubtractImmediate::subs)
                .alias("CMP (immediate)", "cmp <Rn|SP>, <addimm>", "Rd==11111");
    }

    private static void logical(TableBuilder table) {
        IntPredicate allocated = word -> BitmaskImmediate.isAllocated(bitmask(word), width(word));
        table.row(
                        "AND (immediate)",
                        "sf 00 100100 N immr:6 imms:6 Rn:5 Rd:5",
                        "and <Rd|SP>, <Rn>, <bitmask>",
                        LogicalImmediate::and)
                .when(allocated);
        table.row(
                        "ORR (immediate)",
                        "sf 01 100100 N immr:6 imms:6 Rn:5 Rd:5",
                        "orr <Rd|SP>, <Rn>, <bitmask>",
                        LogicalImmediate::orr)
                .when(allocated)
                .alias(
                        "MOV (bitmask immediate)",
                        "mov <Rd|SP>, <bitmask>",
                        "Rn==11111",
                        word -> rd(word) == THIRTY_ONE || !isWideMove(word));
        table.row(
                        "EOR (immediate)",
                        "sf 10 100100 N immr:6 imms:6 Rn:5 Rd:5",
                        "eor <Rd|SP>, <Rn>, <bitmask>",
                        LogicalImmediate::eor)
                .when(allocated);
        table.row(
                        "ANDS (immediate)",
                        "sf 11 100100 N immr:6 imms:6 Rn:5 Rd:5",
                        "ands <Rd>, <Rn>, <bitmask>",
                        LogicalImmediate::ands)
                .when(allocated)
                .alias("TST (immediate)", "tst <Rn>, <bitmask>", "Rd==11111");
    }

    /** Whether MOVZ or MOVN can load the immediate of a word, in which case {@code mov} means those. */
    private static boolean isWideMove(int word) {
        long value = BitmaskImmediate.decode(bitmask(word), width(word));
        long inverted = ~value & -1L >>> Long.SIZE - width(word);
        for (int shift = 0; shift < width(word); shift += Short.SIZE) {
            long others = ~(0xffffL << shift);
            if ((value & others) == 0 || (inverted & others) == 0) {
                return true;
            }
        }
        return false;
    }

    private static void moveWide(TableBuilder table) {
        IntPredicate allocated = word -> word < 0 || (word >>> 22 & 1) == 0;
        table.row(
                        "MOVZ",
                        "sf 10 100101 hw:2 imm16:16 Rd:5",
                        "movz <Rd>, #<hex:imm16>{, lsl #<dec:hw*16>}",
                        MoveWide::movz)
                .when(allocated)
                .alias("MOV (wide immediate)", "mov <Rd>, <movz>", "", word -> !isShiftedZero(word));
        table.row(
                        "MOVN",
                        "sf 00 100101 hw:2 imm16:16 Rd:5",
                        "movn <Rd>, #<hex:imm16>{, lsl #<dec:hw*16>}",
                        MoveWide::movn)
                .when(allocated)
                .alias(
                        "MOV (inverted wide immediate)",
                        "mov <Rd>, <movn>",
                        "",
                        word -> !isShiftedZero(word) && (word < 0 || imm16(word) != 0xffff));
        table.row(
                        "MOVK",
                        "sf 11 100101 hw:2 imm16:16 Rd:5",
                        "movk <Rd>, #<hex:imm16>{, lsl #<dec:hw*16>}",
                        MoveWide::movk)
                .when(allocated);
    }

    private static boolean isShiftedZero(int word) {
        return imm16(word) == 0 && (word >>> 21 & 3) != 0;
    }

    private static void bitfield32(TableBuilder table) {
        table.row(
                        "SBFM (32-bit)",
                        "sf=0 00 100110 0 0 immr:5 0 imms:5 Rn:5 Rd:5",
                        "sbfm <Rd>, <Rn>, #<dec:immr>, #<dec:imms>",
                        Bitfield::sbfm)
                .alias("ASR (immediate)", "asr <Rd>, <Rn>, #<dec:immr>", "imms==11111")
                .alias("SXTB", "sxtb <Rd>, <Rn>", "immr==00000, imms==00111")
                .alias("SXTH", "sxth <Rd>, <Rn>", "immr==00000, imms==01111")
                .alias("SBFIZ", "sbfiz <Rd>, <Rn>, <insertlsb>, <insertwidth>", "", Operand::isInsertion)
                .alias("SBFX", "sbfx <Rd>, <Rn>, #<dec:immr>, <extractwidth>", "");
        table.row(
                        "BFM (32-bit)",
                        "sf=0 01 100110 0 0 immr:5 0 imms:5 Rn:5 Rd:5",
                        "bfm <Rd>, <Rn>, #<dec:immr>, #<dec:imms>",
                        Bitfield::bfm)
                .alias("BFC", "bfc <Rd>, <insertlsb>, <insertwidth>", "Rn==11111", Operand::isInsertion)
                .alias("BFI", "bfi <Rd>, <Rn>, <insertlsb>, <insertwidth>", "", Operand::isInsertion)
                .alias("BFXIL", "bfxil <Rd>, <Rn>, #<dec:immr>, <extractwidth>", "");
        table.row(
                        "UBFM (32-bit)",
                        "sf=0 10 100110 0 0 immr:5 0 imms:5 Rn:5 Rd:5",
                        "ubfm <Rd>, <Rn>, #<dec:immr>, #<dec:imms>",
                        Bitfield::ubfm)
                .alias("LSR (immediate)", "lsr <Rd>, <Rn>, #<dec:immr>", "imms==11111")
                .alias("LSL (immediate)", "lsl <Rd>, <Rn>, <lslamount>", "", Operand::isLeftShift)
                .alias("UXTB", "uxtb <Rd>, <Rn>", "immr==00000, imms==00111")
                .alias("UXTH", "uxth <Rd>, <Rn>", "immr==00000, imms==01111")
                .alias("UBFIZ", "ubfiz <Rd>, <Rn>, <insertlsb>, <insertwidth>", "", Operand::isInsertion)
                .alias("UBFX", "ubfx <Rd>, <Rn>, #<dec:immr>, <extractwidth>", "");
    }

    private static void bitfield64(TableBuilder table) {
        table.row(
                        "SBFM (64-bit)",
                        "sf=1 00 100110 1 immr:6 imms:6 Rn:5 Rd:5",
                        "sbfm <Rd>, <Rn>, #<dec:immr>, #<dec:imms>",
                        Bitfield::sbfm)
                .alias("ASR (immediate)", "asr <Rd>, <Rn>, #<dec:immr>", "imms==111111")
                .alias("SXTB", "sxtb <Rd>, <Wn>", "immr==000000, imms==000111")
                .alias("SXTH", "sxth <Rd>, <Wn>", "immr==000000, imms==001111")
                .alias("SXTW", "sxtw <Rd>, <Wn>", "immr==000000, imms==011111")
                .alias("SBFIZ", "sbfiz <Rd>, <Rn>, <insertlsb>, <insertwidth>", "", Operand::isInsertion)
                .alias("SBFX", "sbfx <Rd>, <Rn>, #<dec:immr>, <extractwidth>", "");
        table.row(
                        "BFM (64-bit)",
                        "sf=1 01 100110 1 immr:6 imms:6 Rn:5 Rd:5",
                        "bfm <Rd>, <Rn>, #<dec:immr>, #<dec:imms>",
                        Bitfield::bfm)
                .alias("BFC", "bfc <Rd>, <insertlsb>, <insertwidth>", "Rn==11111", Operand::isInsertion)
                .alias("BFI", "bfi <Rd>, <Rn>, <insertlsb>, <insertwidth>", "", Operand::isInsertion)
                .alias("BFXIL", "bfxil <Rd>, <Rn>, #<dec:immr>, <extractwidth>", "");
        table.row(
                        "UBFM (64-bit)",
                        "sf=1 10 100110 1 immr:6 imms:6 Rn:5 Rd:5",
                        "ubfm <Rd>, <Rn>, #<dec:immr>, #<dec:imms>",
                        Bitfield::ubfm)
                .alias("LSR (immediate)", "lsr <Rd>, <Rn>, #<dec:immr>", "imms==111111")
                .alias("LSL (immediate)", "lsl <Rd>, <Rn>, <lslamount>", "", Operand::isLeftShift)
                .alias("UBFIZ", "ubfiz <Rd>, <Rn>, <insertlsb>, <insertwidth>", "", Operand::isInsertion)
                .alias("UBFX", "ubfx <Rd>, <Rn>, #<dec:immr>, <extractwidth>", "");
    }

    private static int rd(int word) {
        return word & THIRTY_ONE;
    }

    private static int rn(int word) {
        return word >>> 5 & THIRTY_ONE;
    }

    private static int imm16(int word) {
        return word >>> 5 & 0xffff;
    }

    private static int bitmask(int word) {
        return word >>> 10 & 0x1fff;
    }

    private static int width(int word) {
        return word < 0 ? Long.SIZE : Integer.SIZE;
    }

    /** Relations between operands that decide which alias is preferred. */
    private static final class Operand {

        private Operand() {}

        static boolean sameSources(int word) {
            return rn(word) == (word >>> 16 & THIRTY_ONE);
        }

        static boolean isInsertion(int word) {
            return imms(word) < immr(word);
        }

        static boolean isLeftShift(int word) {
            return imms(word) != width(word) - 1 && imms(word) + 1 == immr(word);
        }

        private static int immr(int word) {
            return word >>> 16 & 0x3f;
        }

        private static int imms(int word) {
            return word >>> 10 & 0x3f;
        }
    }
}
