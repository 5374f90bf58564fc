package org.realmscope.a64.table;

import java.util.Locale;
import org.realmscope.a64.exec.Operands;
import org.realmscope.a64.exec.memory.Access;
import org.realmscope.a64.exec.memory.AuthenticatedLoad;
import org.realmscope.a64.exec.memory.ImmediateOffset;
import org.realmscope.a64.exec.memory.Indexed;
import org.realmscope.a64.exec.memory.LoadLiteral;
import org.realmscope.a64.exec.memory.LoadStorePair;
import org.realmscope.a64.exec.memory.LoadStorePair.Index;
import org.realmscope.a64.exec.memory.Prefetch;
import org.realmscope.a64.exec.memory.RegisterOffset;
import org.realmscope.a64.exec.memory.Unprivileged;

/** Loads and stores of general-purpose registers: single registers in every addressing mode, literals and prefetch. */
final class LoadStoreRows {

    private LoadStoreRows() {}

    static void addTo(TableBuilder table) {
        for (Access access : Access.values()) {
            addUnsignedOffset(table, access);
            addUnscaledAndUnprivileged(table, access);
            addIndexed(table, access);
            addRegisterOffset(table, access);
        }
        addLiteral(table);
        addAuthenticated(table);
        addPrefetch(table);
        addPairs(table);
    }

    private static void addUnsignedOffset(TableBuilder table, Access access) {
        int scale = access.sizeLog2();
        table.row(
                heading(access, "immediate"),
                "%s 111 0 01 %s imm12:12 Rn:5 Rt:5".formatted(access.sizeBits(), access.opcBits()),
                text(access, "ldr", "str", "[<Xn|SP>{, #<dec:imm12*" + (1 << scale) + ">}]"),
                (word, blockOffset) ->
                        ImmediateOffset.translate(access, word, (long) Operands.bits(word, 21, 10) << scale));
    }

    private static void addUnscaledAndUnprivileged(TableBuilder table, Access access) {
        String diagram = "%s 111 0 00 %s 0 imm9:9 %%s Rn:5 Rt:5".formatted(access.sizeBits(), access.opcBits());
        String address = "[<Xn|SP>{, #<sdec:imm9>}]";
        table.row(
                        access.mnemonic("ldur", "stur").toUpperCase(Locale.ROOT),
                        diagram.formatted("00"),
                        text(access, "ldur", "stur", address),
                        (word, blockOffset) ->
                                ImmediateOffset.translate(access, word, Operands.signedBits(word, 20, 12)))
                .alias(heading(access, "immediate"), text(access, "ldr", "str", address), "", word -> false);
        table.row(
                access.mnemonic("ldtr", "sttr").toUpperCase(Locale.ROOT),
                diagram.formatted("10"),
                text(access, "ldtr", "sttr", address),
                (word, blockOffset) -> Unprivileged.translate(access, word));
    }

    private static void addIndexed(TableBuilder table, Access access) {
        String diagram = "%s 111 0 00 %s 0 imm9:9 %%s Rn:5 Rt:5".formatted(access.sizeBits(), access.opcBits());
        table.row(
                heading(access, "immediate"),
                diagram.formatted("11"),
                text(access, "ldr", "str", "[<Xn|SP>, #<sdec:imm9>]!"),
                (word, blockOffset) -> Indexed.pre(access, word));
        table.row(
                heading(access, "immediate"),
                diagram.formatted("01"),
                text(access, "ldr", "str", "[<Xn|SP>], #<sdec:imm9>"),
                (word, blockOffset) -> Indexed.post(access, word));
    }

    private static void addRegisterOffset(TableBuilder table, Access access) {
        table.row(
                heading(access, "register"),
                "%s 111 0 00 %s 1 Rm:5 option:3 S 10 Rn:5 Rt:5; option!=x0x"
                        .formatted(access.sizeBits(), access.opcBits()),
                text(access, "ldr", "str", "[<Xn|SP>, <index:" + access.sizeLog2() + ">]"),
                (word, blockOffset) -> RegisterOffset.translate(access, word));
    }

    private static String heading(Access access, String form) {
        return access.mnemonic("ldr", "str").toUpperCase(Locale.ROOT) + " (" + form + ")";
    }

    private static String text(Access access, String load, String store, String address) {
        return "%s <%st>, %s".formatted(access.mnemonic(load, store), access.registerLetter(), address);
    }

    private static void addLiteral(TableBuilder table) {
        table.row("LDR (literal)", "00 011 0 00 imm19:19 Rt:5", "ldr <Wt>, <label:imm19>", LoadLiteral::loadW);
        table.row("LDR (literal)", "01 011 0 00 imm19:19 Rt:5", "ldr <Xt>, <label:imm19>", LoadLiteral::loadX);
        table.row(
                "LDRSW (literal)", "10 011 0 00 imm19:19 Rt:5", "ldrsw <Xt>, <label:imm19>", LoadLiteral::loadSignedW);
    }

    private static void addAuthenticated(TableBuilder table) {
        for (int m = 0; m <= 1; m++) {
            String mnemonic = m == 0 ? "ldraa" : "ldrab";
            String diagram = "11 111 0 00 " + m + " S 1 imm9:9 %d 1 Rn:5 Rt:5";
            table.row(
                    Feature.FEAT_PAuth,
                    mnemonic.toUpperCase(Locale.ROOT),
                    diagram.formatted(0),
                    mnemonic + " <Xt>, [<Xn|SP>{, #<sdec:S.imm9*8>}]",
                    AuthenticatedLoad::translate);
            table.row(
                    Feature.FEAT_PAuth,
                    mnemonic.toUpperCase(Locale.ROOT),
                    diagram.formatted(1),
                    mnemonic + " <Xt>, [<Xn|SP>{, #<sdec:S.imm9*8>}]!",
                    AuthenticatedLoad::translate);
        }
    }

    private static void addPrefetch(TableBuilder table) {
        table.row(
                "PRFM (immediate)",
                "11 111 0 01 10 imm12:12 Rn:5 Rt:5",
                "prfm <prfop:Rt>, [<Xn|SP>{, #<dec:imm12*8>}]",
                Prefetch::translate);
        table.row("PRFM (literal)", "11 011 0 00 imm19:19 Rt:5", "prfm <prfop:Rt>, <label:imm19>", Prefetch::translate);
        table.row(
                "PRFM (register)",
                "11 111 0 00 10 1 Rm:5 option:3 S 10 Rn:5 Rt:5; option!=x0x",
                "prfm <prfop:Rt>, [<Xn|SP>, <index:3>]",
                Prefetch::translate);
        table.row(
                "PRFUM",
                "11 111 0 00 10 0 imm9:9 00 Rn:5 Rt:5",
                "prfum <prfop:Rt>, [<Xn|SP>{, #<sdec:imm9>}]",
                Prefetch::translate);
    }

    private static void addPairs(TableBuilder table) {
        addPair(table, Access.STR_W, "00", "0");
        addPair(table, Access.LDR_W, "00", "1");
        addPair(table, Access.LDRSW, "01", "1");
        addPair(table, Access.STR_X, "10", "0");
        addPair(table, Access.LDR_X, "10", "1");
    }

    /** Rows of one pair; LDPSW has no non-temporal form. */
    private static void addPair(TableBuilder table, Access access, String opc, String load) {
        String diagram = opc + " 101 0 %s " + load + " imm7:7 Rt2:5 Rn:5 Rt:5";
        String registers = " <%1$st>, <%1$st2>, ".formatted(access.registerLetter());
        String mnemonic = access.mnemonic("ldp", "stp");
        String heading = mnemonic.toUpperCase(Locale.ROOT);
        String offset = "#<sdec:imm7*%d>".formatted(1 << access.sizeLog2());
        String plain = registers + "[<Xn|SP>{, " + offset + "}]";
        table.row(heading, diagram.formatted("010"), mnemonic + plain, pair(access, Index.OFFSET));
        table.row(
                heading,
                diagram.formatted("011"),
                mnemonic + registers + "[<Xn|SP>, " + offset + "]!",
                pair(access, Index.PRE));
        table.row(
                heading,
                diagram.formatted("001"),
                mnemonic + registers + "[<Xn|SP>], " + offset,
                pair(access, Index.POST));
        if (access != Access.LDRSW) {
            String nonTemporal = access.mnemonic("ldnp", "stnp");
            table.row(
                    nonTemporal.toUpperCase(Locale.ROOT),
                    diagram.formatted("000"),
                    nonTemporal + plain,
                    pair(access, Index.OFFSET));
        }
    }

    private static Semantics pair(Access access, Index index) {
        return (word, blockOffset) -> LoadStorePair.translate(access, index, word);
    }
}
