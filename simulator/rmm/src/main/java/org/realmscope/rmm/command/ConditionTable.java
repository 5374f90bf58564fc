package org.realmscope.rmm.command;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The failure conditions of a command in the order in which they are checked. Evaluation allocates nothing. */
public final class ConditionTable {
    private final Step[] steps;

    private ConditionTable(List<Step> steps) {
        this.steps = steps.toArray(Step[]::new);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The first condition that holds, null if none does; then the call's scratch has all that its commit needs. */
    public @Nullable Condition firstTriggered(Call call) {
        for (Step step : steps) {
            if (step.triggers(call)) {
                return (Condition) step;
            }
        }
        return null;
    }

    /** Every condition with its value, also of those after the first that holds, as far as they mean something. */
    public List<EvaluatedCondition> evaluateAll(Call call) {
        List<EvaluatedCondition> evaluated = new ArrayList<>();
        TreeSet<String> unavailable = new TreeSet<>();
        for (Step step : steps) {
            boolean possible = step.needs().stream().noneMatch(unavailable::contains);
            boolean triggers = possible && step.triggers(call);
            if (!possible || triggers) {
                unavailable.add(step.label());
            }
            if (step instanceof Condition condition) {
                EvaluatedCondition.Verdict verdict = !possible
                        ? EvaluatedCondition.Verdict.NOT_EVALUATED
                        : triggers ? EvaluatedCondition.Verdict.TRUE : EvaluatedCondition.Verdict.FALSE;
                evaluated.add(EvaluatedCondition.of(condition, verdict, call));
            }
        }
        return evaluated;
    }

    /** The conditions without the preparations, in priority order. */
    public List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Condition condition) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    /** Place of a condition among {@link #conditions}; -1 if it is none of them. */
    public int indexOf(Condition condition) {
        int index = 0;
        for (Step step : steps) {
            if (step == condition) {
                return index;
            }
            index += step instanceof Condition ? 1 : 0;
        }
        return -1;
    }

    /** Collects steps in priority order. */
    public static final class Builder {
        private final List<Step> steps = new ArrayList<>();

        private Builder() {}

        /** Adds a condition without operands; {@link #compares} and {@link #after} complete it. */
        public Builder condition(String label, String predicate, FailureCode code, Predicate<Call> test) {
            steps.add(new Condition(label, predicate, code, test, List.of(), List.of()));
            return this;
        }

        /** Names the values that the condition added last compares. */
        public Builder compares(Operand... operands) {
            Condition last = (Condition) steps.removeLast();
            steps.add(new Condition(
                    last.label(), last.predicate(), last.code(), last.test(), List.of(operands), last.needs()));
            return this;
        }

        /** Names the steps that the one added last cannot be evaluated without. */
        public Builder after(String... labels) {
            List<String> needs = List.of(labels);
            steps.add(
                    switch (steps.removeLast()) {
                        case Condition last ->
                            new Condition(
                                    last.label(), last.predicate(), last.code(), last.test(), last.operands(), needs);
                        case Preparation last -> new Preparation(last.label(), last.action(), needs);
                    });
            return this;
        }

        /** Adds a preparation. */
        public Builder prepare(String label, Consumer<Call> action) {
            steps.add(new Preparation(label, action, List.of()));
            return this;
        }

        /** Adds what {@code part} adds: conditions that several commands share. */
        public Builder with(Consumer<Builder> part) {
            part.accept(this);
            return this;
        }

        /** Adds what {@code part} adds, if {@code present}. */
        public Builder withIf(boolean present, Consumer<Builder> part) {
            return present ? with(part) : this;
        }

        public ConditionTable build() {
            return new ConditionTable(steps);
        }
    }
}
