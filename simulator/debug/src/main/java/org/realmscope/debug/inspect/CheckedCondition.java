package org.realmscope.debug.inspect;

import java.util.List;

/**
 * A condition of a command, evaluated for a call.
 *
 * @param values {@code name = value} of each operand; empty if not evaluated
 */
public record CheckedCondition(CommandCondition condition, Verdict verdict, List<String> values) {
    /** What the evaluation says. */
    public enum Verdict {
        /** The command fails because of it, unless an earlier condition holds, too. */
        HOLDS,
        FALSE,
        /** An earlier condition that holds makes it meaningless. */
        NOT_EVALUATED
    }

    public CheckedCondition {
        values = List.copyOf(values);
    }

    /** The condition in a line, for example {@code rd_align: rd is not aligned to 4 KiB (rd = 0x1): false}. */
    public String text() {
        String compared = values.isEmpty() ? "" : " (" + String.join(", ", values) + ")";
        String result = switch (verdict) {
            case HOLDS -> "holds, returns " + condition.failure();
            case FALSE -> "false";
            case NOT_EVALUATED -> "not evaluated";
        };
        return condition.label() + ": " + condition.predicate() + compared + ": " + result;
    }
}
