package org.realmscope.a64.table;

import java.util.Locale;
import org.realmscope.a64.exec.FlagManipulation;
import org.realmscope.a64.exec.Hints;
import org.realmscope.a64.exec.PointerAuthenticationOps;

/** Hints, barriers, and the PSTATE instructions without operands. The hint number is CRm:op2. */
final class HintRows {

    private HintRows() {}

    static void addTo(TableBuilder table) {
        hints(table);
        pointerAuthentication(table);
        barriers(table);
        table.row(
                Feature.FEAT_FlagM,
                "CFINV",
                "1101010100 0 00 000 0100 (0000) 000 11111",
                "cfinv",
                FlagManipulation::cfinv);
        table.row(
                Feature.FEAT_FlagM2,
                "XAFLAG",
                "1101010100 0 00 000 0100 (0000) 001 11111",
                "xaflag",
                FlagManipulation::xaflag);
        table.row(
                Feature.FEAT_FlagM2,
                "AXFLAG",
                "1101010100 0 00 000 0100 (0000) 010 11111",
                "axflag",
                FlagManipulation::axflag);
    }

    private static TableBuilder.Row hint(
            TableBuilder table, Feature feature, String text, String number, Semantics semantics) {
        return table.row(
                feature,
                text.toUpperCase(Locale.ROOT),
                "1101010100 0 00 011 0010 " + number + " 11111",
                text,
                semantics);
    }

    private static void hints(TableBuilder table) {
        hint(table, Feature.BASE, "nop", "0000 000", Hints::nop);
        hint(table, Feature.BASE, "yield", "0000 001", Hints::nop);
        hint(table, Feature.BASE, "wfe", "0000 010", Hints::wfe);
        hint(table, Feature.BASE, "wfi", "0000 011", Hints::wfi);
        hint(table, Feature.BASE, "sev", "0000 100", Hints::sev);
        hint(table, Feature.BASE, "sevl", "0000 101", Hints::sevl);
        hint(table, Feature.FEAT_RAS, "esb", "0010 000", Hints::esb);
        hint(table, Feature.BASE, "psb csync", "0010 001", Hints::nop);
        hint(table, Feature.BASE, "tsb csync", "0010 010", Hints::nop);
        hint(table, Feature.BASE, "csdb", "0010 100", Hints::nop);
        hint(table, Feature.BASE, "clearbhb", "0010 110", Hints::nop);
        table.row(
                Feature.FEAT_BTI,
                "BTI",
                "1101010100 0 00 011 0010 0100 target:2 0 11111",
                "bti{ <bti:target>}",
                Hints::nop);
        table.row(
                "HINT",
                "1101010100 0 00 011 0010 hint:7 11111 ; hint!=00000xx, hint!=000010x, hint!=0000111,"
                        + " hint!=0001xx0, hint!=001000x, hint!=0010010, hint!=0010100, hint!=0010110, hint!=0011xxx,"
                        + " hint!=0100xx0",
                "hint #<hex:hint>",
                Hints::nop);
    }

    private static void pointerAuthentication(TableBuilder table) {
        Feature feature = Feature.FEAT_PAuth;
        hint(table, feature, "xpaclri", "0000 111", PointerAuthenticationOps::stripLink);
        String[] keys = {"a", "b"};
        for (int key = 0; key < keys.length; key++) {
            String sign = "paci" + keys[key];
            String authenticate = "auti" + keys[key];
            hint(table, feature, sign + "1716", "0001 0" + key + "0", PointerAuthenticationOps::sign1716);
            hint(
                    table,
                    feature,
                    authenticate + "1716",
                    "0001 1" + key + "0",
                    PointerAuthenticationOps::authenticate1716);
            hint(table, feature, sign + "z", "0011 0" + key + "0", PointerAuthenticationOps::signLinkWithZero);
            hint(table, feature, sign + "sp", "0011 0" + key + "1", PointerAuthenticationOps::signLinkWithStackPointer);
            hint(
                    table,
                    feature,
                    authenticate + "z",
                    "0011 1" + key + "0",
                    PointerAuthenticationOps::authenticateLinkWithZero);
            hint(
                    table,
                    feature,
                    authenticate + "sp",
                    "0011 1" + key + "1",
                    PointerAuthenticationOps::authenticateLinkWithStackPointer);
        }
    }

    private static void barriers(TableBuilder table) {
        table.row("DSB", "1101010100 0 00 011 0011 CRm:4 100 11111", "dsb <barrier:CRm>", Hints::nop)
                .alias("SSBB", "ssbb", "CRm==0000")
                .alias("PSSBB", "pssbb", "CRm==0100");
        table.row("DMB", "1101010100 0 00 011 0011 CRm:4 101 11111", "dmb <barrier:CRm>", Hints::nop);
        table.row("ISB", "1101010100 0 00 011 0011 CRm:4 110 11111", "isb{ <isb:CRm>}", Hints::isb);
        table.row(Feature.FEAT_SB, "SB", "1101010100 0 00 011 0011 (0000) 111 11111", "sb", Hints::nop);
    }
}
