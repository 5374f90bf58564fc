package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;

/**
 * RMI calls that have returned, by command and status.
 *
 * @param lines in the order of the function identifiers, then of the status; none with a count of 0
 */
public record RmiTotals(List<Line> lines) {
    /**
     * Calls of one command with one outcome.
     *
     * @param command the specification's name, or the function identifier of one that RMI 1.0 does not have
     * @param status the specification's name; null for X0 that RMI 1.0 does not define, then {@code result} tells
     * @param index of the status, 0 where it has none
     * @param result X0
     */
    public record Line(String command, @Nullable String status, int index, long result, long count) {
        /** The outcome as people write it, for example {@code RMI_ERROR_RTT(2)}. */
        public String outcome() {
            return RmiStatus.describe(result);
        }
    }

    public RmiTotals {
        lines = List.copyOf(lines);
    }

    /** All calls. */
    public long count() {
        return lines.stream().mapToLong(Line::count).sum();
    }

    /**
     * Calls of a command.
     *
     * @param command the specification's name
     */
    public long count(String command) {
        return lines.stream()
                .filter(line -> line.command().equals(command))
                .mapToLong(Line::count)
                .sum();
    }

    /** Counts calls: one array element for each command and each status with an index from -1 to 6, the rest apart. */
    static final class Counter {
        private static final int FUNCTIONS = 0x40;
        private static final int STATUSES = 8;
        private static final int INDICES = 8;

        private final long[] counts = new long[FUNCTIONS * STATUSES * INDICES];
        private final List<Line> others = new ArrayList<>();

        /** @param function number from 0x150 on */
        void add(int function, long result) {
            int index = RmiStatus.index(result) + 1;
            if (result >>> 16 == 0 && (result & 0xff) < STATUSES && index >= 0 && index < INDICES) {
                counts[(function * STATUSES + (int) (result & 0xff)) * INDICES + index]++;
            } else {
                addOther(function, result);
            }
        }

        private void addOther(int function, long result) {
            for (int i = 0; i < others.size(); i++) {
                Line line = others.get(i);
                if (line.result() == result && line.command().equals(name(function))) {
                    others.set(i, line(function, result, line.count() + 1));
                    return;
                }
            }
            others.add(line(function, result, 1));
        }

        private static String name(int function) {
            RmiCommand command = CallWords.command(function);
            return command == null
                    ? "0x" + Long.toHexString(RmiCommand.FIRST_FUNCTION_ID + function)
                    : command.specificationName();
        }

        private static Line line(int function, long result, long count) {
            RmiStatus status = RmiStatus.of(result);
            return new Line(
                    name(function), status == null ? null : "RMI_" + status, RmiStatus.index(result), result, count);
        }

        /** The counts, less those that {@code start} had. */
        RmiTotals since(@Nullable Counter start) {
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                long count = counts[i] - (start == null ? 0 : start.counts[i]);
                if (count != 0) {
                    int function = i / (STATUSES * INDICES);
                    long status = i / INDICES % STATUSES;
                    long index = i % INDICES - 1L & 0xff;
                    lines.add(line(function, status | index << 8, count));
                }
            }
            for (Line other : others) {
                long before = start == null ? 0 : start.countOf(other);
                if (other.count() != before) {
                    lines.add(new Line(
                            other.command(), other.status(), other.index(), other.result(), other.count() - before));
                }
            }
            return new RmiTotals(lines);
        }

        private long countOf(Line wanted) {
            for (Line line : others) {
                if (line.result() == wanted.result() && line.command().equals(wanted.command())) {
                    return line.count();
                }
            }
            return 0;
        }

        Counter copy() {
            Counter copy = new Counter();
            System.arraycopy(counts, 0, copy.counts, 0, counts.length);
            copy.others.addAll(others);
            return copy;
        }
    }
}
