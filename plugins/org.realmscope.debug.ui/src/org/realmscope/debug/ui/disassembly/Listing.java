package org.realmscope.debug.ui.disassembly;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What of the listing around an address is known: it grows at both ends. Confined to the UI thread. */
final class Listing {
    /** Instructions that are read at once. */
    static final int PAGE = 256;

    private final List<Row> rows = new ArrayList<>();
    private int first;
    private int end;
    private boolean isTopKnown;
    private boolean isBottomKnown;

    List<Row> rows() {
        return rows;
    }

    /** The first instruction that is known, counted from the address. */
    int first() {
        return first;
    }

    /** The first instruction behind them. */
    int end() {
        return end;
    }

    /** Whether there is more before. */
    boolean hasBefore() {
        return !isTopKnown;
    }

    /** Whether there is more behind. */
    boolean hasBehind() {
        return !isBottomKnown;
    }

    /** The beginning: a page from {@code from} on. */
    void begin(int from, List<Row> page) {
        first = from;
        end = from + PAGE;
        isTopKnown = false;
        isBottomKnown = false;
        again(page);
    }

    /** The same instructions once more. */
    void again(List<Row> read) {
        rows.clear();
        rows.addAll(read);
    }

    /** A page before everything; nothing if none of it can be read. */
    void before(List<Row> page) {
        if (isNothing(page)) {
            isTopKnown = true;
        } else {
            first -= PAGE;
            rows.addAll(0, page);
        }
    }

    /** A page behind everything; nothing if none of it can be read. */
    void behind(List<Row> page) {
        if (isNothing(page)) {
            isBottomKnown = true;
        } else {
            end += PAGE;
            rows.addAll(page);
        }
    }

    private static boolean isNothing(List<Row> page) {
        return page.stream().noneMatch(each -> each instanceof Row.Instruction instruction && instruction.isReadable());
    }

    /** The row of an instruction, -1 if it is not known. */
    int indexOf(BigInteger address) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Row.Instruction instruction
                    && instruction.number().equals(address)) {
                return i;
            }
        }
        return -1;
    }
}
