package org.realmscope.adapter.debuggee;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.protocol.FaultsArguments;

/**
 * The faults that a client asks for, in the order that it wants, by number. The last list is kept until faults come or
 * end, so that a client can read it page by page.
 */
public final class FaultList {
    private final FaultHistory faults;
    private final FaultColumns columns;
    private @Nullable Key key;
    private long[] numbers = {};

    /** What the list depends on. */
    private record Key(
            long revision,
            FaultsArguments.@Nullable Filter filter,
            @Nullable String sort,
            boolean descending) {}

    /** A fault and its rank in the order asked for. */
    private record Ranked(long number, long rank) {}

    public FaultList(FaultHistory faults, Programs programs) {
        this.faults = faults;
        this.columns = new FaultColumns(programs);
    }

    public FaultHistory faults() {
        return faults;
    }

    /** Faults that meet a filter. */
    public Predicate<FaultRecord> filter(FaultsArguments.@Nullable Filter filter) {
        return filter == null ? fault -> true : new FaultFilter(columns, filter);
    }

    /**
     * Numbers of the faults that meet a filter, in the order of a column; those that are equal there in that of the
     * run.
     *
     * @param sort name of a component of {@link org.realmscope.protocol.FaultInfo}; null for the order of the run
     * @param descending whether the order is the other way round
     * @throws RequestError if there is no such column, or the filter cannot be understood
     */
    public long[] numbers(FaultsArguments.@Nullable Filter filter, @Nullable String sort, boolean descending) {
        Key wanted = new Key(faults.revision(), filter, sort, descending);
        if (!wanted.equals(key)) {
            key = null;
            numbers = sort == null ? inOrder(filter, descending) : sorted(filter, sort, descending);
            key = wanted;
        }
        return numbers.clone();
    }

    private long[] inOrder(FaultsArguments.@Nullable Filter filter, boolean descending) {
        Predicate<FaultRecord> wanted = filter(filter);
        long[] found = new long[kept()];
        int count = 0;
        for (long number = faults.firstKept(); number <= faults.count(); number++) {
            if (filter == null || wanted.test(faults.fault(number))) {
                found[count++] = number;
            }
        }
        if (descending) {
            for (int i = 0, j = count - 1; i < j; i++, j--) {
                long swapped = found[i];
                found[i] = found[j];
                found[j] = swapped;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private int kept() {
        return (int) (faults.count() - faults.firstKept() + 1);
    }

    private long[] sorted(FaultsArguments.@Nullable Filter filter, String sort, boolean descending) {
        Predicate<FaultRecord> wanted = filter(filter);
        Ranked[] found = new Ranked[kept()];
        int count = 0;
        switch (columns.column(sort)) {
            case FaultColumns.Column.Amount column -> {
                for (long number = faults.firstKept(); number <= faults.count(); number++) {
                    FaultRecord fault = faults.fault(number);
                    if (wanted.test(fault)) {
                        found[count++] = new Ranked(number, column.value().applyAsLong(fault));
                    }
                }
            }
            case FaultColumns.Column.Text column -> {
                SortedMap<String, Long> ranks = new TreeMap<>();
                for (long number = faults.firstKept(); number <= faults.count(); number++) {
                    FaultRecord fault = faults.fault(number);
                    if (wanted.test(fault)) {
                        String text = column.value().apply(fault);
                        Long id = ranks.computeIfAbsent(text == null ? "" : text, absent -> (long) ranks.size());
                        found[count++] = new Ranked(number, id);
                    }
                }
                rank(found, count, ranks);
            }
        }
        Comparator<Ranked> order = Comparator.comparingLong(Ranked::rank);
        Arrays.sort(found, 0, count, (descending ? order.reversed() : order).thenComparingLong(Ranked::number));
        long[] result = new long[count];
        for (int i = 0; i < count; i++) {
            result[i] = found[i].number();
        }
        return result;
    }

    /** Replaces the numbers of texts, which are those of their first occurrences, by their places in the order. */
    private static void rank(Ranked[] found, int count, SortedMap<String, Long> texts) {
        long[] places = new long[texts.size()];
        long place = 0;
        for (long id : texts.values()) {
            places[(int) id] = place++;
        }
        for (int i = 0; i < count; i++) {
            found[i] = new Ranked(found[i].number(), places[(int) found[i].rank()]);
        }
    }
}
