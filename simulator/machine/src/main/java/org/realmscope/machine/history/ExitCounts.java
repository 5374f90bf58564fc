package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiRecExitReason;

/**
 * How RECs exited.
 *
 * @param lines by exit reason, SYNC by exception class; none with a count of 0
 */
public record ExitCounts(List<Line> lines) {
    /** @param kind the specification's name of the reason, for SYNC with what the exception was */
    public record Line(String kind, long count) {}

    public ExitCounts {
        lines = List.copyOf(lines);
    }

    /** All exits. */
    public long count() {
        return lines.stream().mapToLong(Line::count).sum();
    }

    /** Counts exits. */
    static final class Counter {
        private static final int REASONS = 0x100;
        private static final int CLASSES = 0x40;
        private static final int EC_SHIFT = 26;

        private final long[] reasons = new long[REASONS];
        private final long[] classes = new long[CLASSES];

        void add(int reason, long esr) {
            reasons[reason & REASONS - 1]++;
            if (reason == RmiRecExitReason.SYNC.code()) {
                classes[(int) (esr >>> EC_SHIFT) & CLASSES - 1]++;
            }
        }

        Counter copy() {
            Counter copy = new Counter();
            System.arraycopy(reasons, 0, copy.reasons, 0, REASONS);
            System.arraycopy(classes, 0, copy.classes, 0, CLASSES);
            return copy;
        }

        ExitCounts build() {
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < CLASSES; i++) {
                if (classes[i] != 0) {
                    lines.add(new Line("SYNC, " + exceptionClass(i), classes[i]));
                }
            }
            for (int i = 0; i < REASONS; i++) {
                if (reasons[i] != 0 && i != RmiRecExitReason.SYNC.code()) {
                    @Nullable RmiRecExitReason reason = RmiRecExitReason.of(i);
                    lines.add(new Line(
                            reason == null ? "reason " + i : reason.name().toUpperCase(Locale.ROOT), reasons[i]));
                }
            }
            return new ExitCounts(lines);
        }

        private static String exceptionClass(int ec) {
            return switch (ec) {
                case 0x00 -> "no syndrome";
                case 0x01 -> "WFI or WFE";
                case 0x18 -> "system register";
                case 0x20 -> "instruction abort";
                case 0x24 -> "data abort";
                default -> "exception class 0x%02x".formatted(ec);
            };
        }
    }
}
