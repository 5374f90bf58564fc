package org.realmscope.debug.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive addresses of which the same is true.
 *
 * @param base first address
 * @param end first address behind them
 * @param value what is true of them
 */
public record Run<V>(long base, long end, V value) {
    /** Bytes. */
    public long size() {
        return end - base;
    }

    /** What ascending runs say about the addresses from {@code base} to {@code end - 1}. */
    public static <V> List<Run<V>> cut(List<Run<V>> runs, long base, long end) {
        List<Run<V>> cut = new ArrayList<>();
        for (Run<V> run : runs) {
            append(cut, Math.max(run.base, base), Math.min(run.end, end), run.value);
        }
        return cut;
    }

    /** Ascending runs in which the addresses from {@code base} to {@code end - 1} have become {@code part}. */
    public static <V> List<Run<V>> replace(List<Run<V>> runs, long base, long end, List<Run<V>> part) {
        List<Run<V>> result = cut(runs, Long.MIN_VALUE, base);
        part.forEach(run -> append(result, run.base, run.end, run.value));
        cut(runs, end, Long.MAX_VALUE).forEach(run -> append(result, run.base, run.end, run.value));
        return result;
    }

    /** Adds a run behind those of {@code runs}, as part of the last one if it continues that. */
    static <V> void append(List<Run<V>> runs, long base, long end, V value) {
        if (base >= end) {
            return;
        }
        if (!runs.isEmpty()) {
            Run<V> last = runs.getLast();
            if (last.end == base && last.value.equals(value)) {
                runs.set(runs.size() - 1, new Run<>(last.base, end, value));
                return;
            }
        }
        runs.add(new Run<>(base, end, value));
    }

    /** Where two ascending lists of runs differ, in ascending order; what neither knows is no difference. */
    public static <V> List<RunDifference<V>> differences(List<Run<V>> before, List<Run<V>> after) {
        List<RunDifference<V>> differences = new ArrayList<>();
        int i = 0;
        int j = 0;
        long at = Long.MIN_VALUE;
        while (i < before.size() || j < after.size()) {
            Run<V> one = i < before.size() ? before.get(i) : null;
            Run<V> other = j < after.size() ? after.get(j) : null;
            long start = Math.max(at, Math.min(base(one), base(other)));
            @Nullable V was = valueAt(one, start);
            @Nullable V is = valueAt(other, start);
            long end = Math.min(change(one, start), change(other, start));
            if (!Objects.equals(was, is)) {
                append(differences, new RunDifference<>(start, end, was, is));
            }
            at = end;
            if (one != null && one.end <= end) {
                i++;
            }
            if (other != null && other.end <= end) {
                j++;
            }
        }
        return differences;
    }

    private static <V> void append(List<RunDifference<V>> differences, RunDifference<V> next) {
        if (!differences.isEmpty()) {
            RunDifference<V> last = differences.getLast();
            boolean same = Objects.equals(last.before(), next.before()) && Objects.equals(last.after(), next.after());
            if (last.end() == next.base() && same) {
                differences.set(
                        differences.size() - 1,
                        new RunDifference<>(last.base(), next.end(), next.before(), next.after()));
                return;
            }
        }
        differences.add(next);
    }

    private static <V> long base(@Nullable Run<V> run) {
        return run == null ? Long.MAX_VALUE : run.base;
    }

    private static <V> @Nullable V valueAt(@Nullable Run<V> run, long address) {
        return run != null && run.base <= address && address < run.end ? run.value : null;
    }

    private static <V> long change(@Nullable Run<V> run, long address) {
        return run == null ? Long.MAX_VALUE : address < run.base ? run.base : run.end;
    }
}
