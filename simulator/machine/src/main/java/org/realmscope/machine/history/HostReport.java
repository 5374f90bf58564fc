package org.realmscope.machine.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.time.Moment;

/**
 * What the host has to complain of.
 *
 * @param index of the report, from 0
 * @param kind sort of report
 * @param file source file, as the compiler was given it
 * @param line in the file
 * @param function that it is from; empty if the host does not say
 * @param text the condition that held, or what happened
 * @param values what the report says it was about
 * @param moment when the VMM heard of it; null if it did not
 * @param pe on which it happened; -1 if the VMM did not hear of it
 */
public record HostReport(
        long index,
        Kind kind,
        String file,
        int line,
        String function,
        String text,
        List<Long> values,
        @Nullable Moment moment,
        int pe) {
    /** Sorts of reports. */
    public enum Kind {
        /** WARN_ON. */
        WARNING("warning"),
        /** BUG_ON: the thread is gone. */
        BUG("bug"),
        /** A granule that stays delegated and is given up; values: address, RMI status. */
        LEAK("leak"),
        /** User space touched memory that it cannot have; values: address of user space, physical address. */
        SIGBUS("sigbus"),
        /** An exception that nothing in the host expects; values: ESR, ELR, FAR, vector. The thread is gone. */
        OOPS("oops"),
        /** A kind that this tool does not know. */
        OTHER("other");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As it is written in scenarios and reports. */
        public String text() {
            return text;
        }

        static Kind of(long code) {
            return switch ((int) code) {
                case 1 -> WARNING;
                case 2 -> BUG;
                case 3 -> LEAK;
                case 4 -> SIGBUS;
                case 5 -> OOPS;
                default -> OTHER;
            };
        }
    }

    public HostReport {
        values = List.copyOf(values);
    }
}
