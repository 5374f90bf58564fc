package org.realmscope.debug.dwarf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what an address belongs to among things that have address ranges; the innermost, where ranges nest. */
final class RangeMap<T> {
    private record Item<T>(AddressRange range, T value) {}

    private final List<Item<T>> items = new ArrayList<>();
    private long[] highest = new long[0];

    void add(AddressRange range, T value) {
        items.add(new Item<>(range, value));
    }

    /** To be called once, after the last {@link #add}. */
    RangeMap<T> sorted() {
        items.sort(Comparator.comparing((Item<T> item) -> item.range().low(), Long::compareUnsigned)
                .thenComparing((Item<T> item) -> item.range().high(), (a, b) -> Long.compareUnsigned(b, a)));
        highest = new long[items.size()];
        long high = 0;
        for (int i = 0; i < highest.length; i++) {
            long end = items.get(i).range().high();
            high = Long.compareUnsigned(end, high) > 0 ? end : high;
            highest[i] = high;
        }
        return this;
    }

    @Nullable
    T find(long pc) {
        int low = 0;
        int high = items.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(items.get(middle).range().low(), pc) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= 0 && Long.compareUnsigned(highest[i], pc) > 0; i--) {
            if (items.get(i).range().contains(pc)) {
                return items.get(i).value();
            }
        }
        return null;
    }

    /** All values, by ascending address; one that has several ranges appears for each. */
    List<T> values() {
        return items.stream().map(Item::value).toList();
    }
}
