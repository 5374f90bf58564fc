package org.realmscope.a64.table;

import java.util.Locale;
import org.realmscope.a64.exec.memory.Access;
import org.realmscope.a64.exec.memory.Atomic;
import org.realmscope.a64.exec.memory.AtomicOperation;
import org.realmscope.a64.exec.memory.Exclusive;
import org.realmscope.a64.exec.memory.Ordered;

/** Loads and stores with ordering or atomicity: exclusives, acquire and release, FEAT_LSE. */
final class OrderedAccessRows {
    private static final String[] SIZES = {"00", "01", "10", "11"};
    private static final String[] SUFFIXES = {"b", "h", "", ""};

    private OrderedAccessRows() {}

    static void addTo(TableBuilder table) {
        for (Access access : Access.values()) {
            if (!access.isSigned()) {
                addAcquireRelease(table, access);
            }
            addUnscaledAcquireRelease(table, access);
        }
        for (int sizeLog2 = 0; sizeLog2 < SIZES.length; sizeLog2++) {
            addExclusive(table, sizeLog2, "", "0");
            addExclusive(table, sizeLog2, "a", "1");
            for (int a = 0; a <= 1; a++) {
                for (int r = 0; r <= 1; r++) {
                    addCompareAndSwap(table, sizeLog2, a, r);
                    for (AtomicOperation operation : AtomicOperation.values()) {
                        addAtomic(table, operation, sizeLog2, a, r);
                    }
                }
            }
        }
        table.row("CLREX", "1101010100 0 00 011 0011 CRm:4 010 11111", "clrex #<hex:CRm>", Exclusive::clear)
                .alias("CLREX", "clrex", "CRm==1111");
    }

    private static char letter(int sizeLog2) {
        return sizeLog2 == 3 ? 'X' : 'W';
    }

    private static String upper(String mnemonic) {
        return mnemonic.toUpperCase(Locale.ROOT);
    }

    private static void addAcquireRelease(TableBuilder table, Access access) {
        String diagram =
                access.sizeBits() + " 001000 1 " + (access.isLoad() ? "1" : "0") + " 0 (11111) %s (11111) Rn:5 Rt:5";
        String operands = " <" + access.registerLetter() + "t>, [<Xn|SP>]";
        Semantics semantics = (word, blockOffset) -> Ordered.translate(access, word);
        String ordered = access.mnemonic("ldar", "stlr");
        table.row(upper(ordered), diagram.formatted("1"), ordered + operands, semantics);
        String limited = access.mnemonic("ldlar", "stllr");
        table.row(Feature.FEAT_LOR, upper(limited), diagram.formatted("0"), limited + operands, semantics);
        if (access.isLoad()) {
            String processor = access.mnemonic("ldapr", "");
            table.row(
                    Feature.FEAT_LRCPC,
                    upper(processor),
                    access.sizeBits() + " 111000 1 0 1 (11111) 1 100 00 Rn:5 Rt:5",
                    processor + operands,
                    semantics);
        }
    }

    private static void addUnscaledAcquireRelease(TableBuilder table, Access access) {
        String mnemonic = access.mnemonic("ldapur", "stlur");
        table.row(
                Feature.FEAT_LRCPC2,
                upper(mnemonic),
                access.sizeBits() + " 011001 " + access.opcBits() + " 0 imm9:9 00 Rn:5 Rt:5",
                mnemonic + " <" + access.registerLetter() + "t>, [<Xn|SP>{, #<sdec:imm9>}]",
                (word, blockOffset) -> Ordered.unscaled(access, word));
    }

    /**
     * Rows of one size.
     *
     * @param acquire {@code a} for the load-acquire and store-release variants, else empty
     * @param o0      their bit 15
     */
    private static void addExclusive(TableBuilder table, int sizeLog2, String acquire, String o0) {
        String release = acquire.isEmpty() ? "" : "l";
        String load = "ld" + acquire + "xr" + SUFFIXES[sizeLog2];
        String store = "st" + release + "xr" + SUFFIXES[sizeLog2];
        String operands = "<" + letter(sizeLog2) + "t>, [<Xn|SP>]";
        table.row(
                upper(load),
                SIZES[sizeLog2] + " 001000 0 1 0 (11111) " + o0 + " (11111) Rn:5 Rt:5",
                load + " " + operands,
                (word, blockOffset) -> Exclusive.load(sizeLog2, word));
        table.row(
                upper(store),
                SIZES[sizeLog2] + " 001000 0 0 0 Rs:5 " + o0 + " (11111) Rn:5 Rt:5",
                store + " <Ws>, " + operands,
                (word, blockOffset) -> Exclusive.store(sizeLog2, word));
        if (sizeLog2 < 2) {
            return;
        }
        String loadPair = "ld" + acquire + "xp";
        String storePair = "st" + release + "xp";
        String pair = "<%1$ct>, <%1$ct2>, [<Xn|SP>]".formatted(letter(sizeLog2));
        table.row(
                upper(loadPair),
                SIZES[sizeLog2] + " 001000 0 1 1 (11111) " + o0 + " Rt2:5 Rn:5 Rt:5",
                loadPair + " " + pair,
                (word, blockOffset) -> Exclusive.loadPair(sizeLog2, word));
        table.row(
                upper(storePair),
                SIZES[sizeLog2] + " 001000 0 0 1 Rs:5 " + o0 + " Rt2:5 Rn:5 Rt:5",
                storePair + " <Ws>, " + pair,
                (word, blockOffset) -> Exclusive.storePair(sizeLog2, word));
    }

    /** The letters that acquire and release add to a mnemonic. */
    private static String ordering(int a, int r) {
        return (a == 1 ? "a" : "") + (r == 1 ? "l" : "");
    }

    private static void addCompareAndSwap(TableBuilder table, int sizeLog2, int a, int r) {
        String mnemonic = "cas" + ordering(a, r) + SUFFIXES[sizeLog2];
        table.row(
                Feature.FEAT_LSE,
                upper(mnemonic),
                SIZES[sizeLog2] + " 001000 1 " + a + " 1 Rs:5 " + r + " 11111 Rn:5 Rt:5",
                mnemonic + " <%1$cs>, <%1$ct>, [<Xn|SP>]".formatted(letter(sizeLog2)),
                (word, blockOffset) -> Atomic.compareAndSwap(sizeLog2, word));
        if (sizeLog2 >= 2) {
            String pair = "casp" + ordering(a, r);
            table.row(
                    Feature.FEAT_LSE,
                    upper(pair),
                    "0 " + (sizeLog2 - 2) + " 001000 0 " + a + " 1 Rs:5 " + r
                            + " 11111 Rn:5 Rt:5; Rs!=xxxx1, Rt!=xxxx1",
                    pair + " <pair:%1$cs>, <pair:%1$ct>, [<Xn|SP>]".formatted(letter(sizeLog2)),
                    (word, blockOffset) -> Atomic.compareAndSwapPair(sizeLog2, word));
        }
    }

    private static void addAtomic(TableBuilder table, AtomicOperation operation, int sizeLog2, int a, int r) {
        String mnemonic = operation.mnemonic() + ordering(a, r) + SUFFIXES[sizeLog2];
        char letter = letter(sizeLog2);
        TableBuilder.Row row = table.row(
                Feature.FEAT_LSE,
                upper(mnemonic),
                SIZES[sizeLog2] + " 111000 " + a + " " + r + " 1 Rs:5 " + operation.o3AndOpc() + " 00 Rn:5 Rt:5",
                mnemonic + " <%1$cs>, <%1$ct>, [<Xn|SP>]".formatted(letter),
                (word, blockOffset) -> Atomic.update(operation, sizeLog2, word));
        if (a == 0 && !operation.storeMnemonic().isEmpty()) {
            String store = operation.storeMnemonic() + ordering(a, r) + SUFFIXES[sizeLog2];
            row.alias(upper(store), store + " <" + letter + "s>, [<Xn|SP>]", "Rt==11111");
        }
    }
}
