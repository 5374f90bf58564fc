package org.realmscope.rmm.command;

import java.util.List;

/**
 * A condition with the values that it had in a call.
 *
 * @param verdict whether it held; {@link Verdict#NOT_EVALUATED} if an earlier one makes it meaningless
 * @param values {@code name = value} of each operand, empty if not evaluated
 */
public record EvaluatedCondition(Condition condition, Verdict verdict, List<String> values) {
    /** Result of the evaluation of a condition. */
    public enum Verdict {
        /** The command fails because of it, unless an earlier condition holds, too. */
        TRUE,
        FALSE,
        NOT_EVALUATED
    }

    /**
     * The condition as a line, for example {@code rd_state: Granule(rd).state != RD (Granule(rd).state = DELEGATED)}.
     */
    public String text() {
        String compared = values.isEmpty() ? "" : " (" + String.join(", ", values) + ")";
        return condition.label() + ": " + condition.predicate() + compared;
    }

    /** The condition with the values that it compares in {@code call}. */
    public static EvaluatedCondition of(Condition condition, Verdict verdict, Call call) {
        List<String> values = verdict == Verdict.NOT_EVALUATED
                ? List.of()
                : condition.operands().stream()
                        .map(operand -> operand.name() + " = " + operand.text().apply(call))
                        .toList();
        return new EvaluatedCondition(condition, verdict, values);
    }
}
