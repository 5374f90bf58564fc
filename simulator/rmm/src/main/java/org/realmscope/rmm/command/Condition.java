package org.realmscope.rmm.command;

import java.util.List;
import java.util.function.Predicate;

/**
 * A labelled failure condition of a command (DEN0137, chapters B4 and B5).
 *
 * @param label the specification's label, for example {@code rd_state}
 * @param predicate what makes the command fail, in the specification's words
 * @param code what X0 is then
 * @param test whether it does; pure
 * @param operands the values that it compares
 * @param needs labels of conditions that must be false, and of preparations, before it can be evaluated
 */
public record Condition(
        String label,
        String predicate,
        FailureCode code,
        Predicate<Call> test,
        List<Operand> operands,
        List<String> needs)
        implements Step {
    @Override
    public boolean triggers(Call call) {
        return test.test(call);
    }
}
