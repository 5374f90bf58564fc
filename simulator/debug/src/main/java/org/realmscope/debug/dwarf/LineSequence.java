package org.realmscope.debug.dwarf;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a line table for contiguous code, by ascending address, the last of them end_sequence. */
public final class LineSequence {
    private final List<LineRow> rows;

    /** Without rows of line 0, so that code that belongs to no line counts to the line before it. */
    private final List<LineRow> numbered;

    LineSequence(List<LineRow> rows) {
        boolean ascends = true;
        for (int i = 1; i < rows.size(); i++) {
            ascends &=
                    Long.compareUnsigned(rows.get(i - 1).address(), rows.get(i).address()) <= 0;
        }
        if (!ascends) {
            rows.sort(Comparator.comparing(LineRow::address, Long::compareUnsigned)
                    .thenComparing(LineRow::isEndOfSequence));
        }
        this.rows = List.copyOf(rows);
        this.numbered = this.rows.stream()
                .filter(row -> row.line() != 0 || row.isEndOfSequence())
                .toList();
    }

    /** All rows with end_sequence. */
    public List<LineRow> rows() {
        return rows;
    }

    /** The code that it is about. */
    public AddressRange range() {
        return new AddressRange(rows.getFirst().address(), rows.getLast().address());
    }

    /** Index of the last numbered row at or before an address; -1 if there is none. */
    private int lastAt(long pc) {
        int low = 0;
        int high = numbered.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(numbered.get(middle).address(), pc) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /**
     * The row of an address. Of several rows with one address the last counts, since the others are about no
     * instruction, but one with is_stmt is preferred.
     *
     * @return null if the sequence begins with code that belongs to no line
     */
    @Nullable
    LineRow at(long pc) {
        int last = lastAt(pc);
        return last < 0 ? null : numbered.get(preferred(last));
    }

    /** Index of the row that counts among those with the address of one. */
    private int preferred(int last) {
        long address = numbered.get(last).address();
        for (int i = last; i >= 0 && numbered.get(i).address() == address; i--) {
            if (numbered.get(i).isStatement()) {
                return i;
            }
        }
        return last;
    }

    /** The contiguous code around an address that belongs to the same line; null as for {@link #at}. */
    @Nullable
    AddressRange extent(long pc) {
        int last = lastAt(pc);
        if (last < 0) {
            return null;
        }
        LineRow row = numbered.get(preferred(last));
        int low = firstAt(row.address());
        while (low > 0 && numbered.get(preferred(low - 1)).isSameLine(row)) {
            low = firstAt(numbered.get(low - 1).address());
        }
        int high = last + 1;
        while (high < numbered.size() - 1) {
            int end = lastAt(numbered.get(high).address());
            if (!numbered.get(preferred(end)).isSameLine(row)) {
                break;
            }
            high = end + 1;
        }
        int end = Math.min(high, numbered.size() - 1);
        return new AddressRange(numbered.get(low).address(), numbered.get(end).address());
    }

    private int firstAt(long pc) {
        return pc == 0 ? 0 : lastAt(pc - 1) + 1;
    }

    /** Rows from an address on, without those of line 0. */
    List<LineRow> from(long pc) {
        return numbered.subList(firstAt(pc), numbered.size());
    }
}
