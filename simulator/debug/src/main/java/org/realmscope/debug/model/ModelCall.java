package org.realmscope.debug.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.CallFields;
import org.realmscope.debug.inspect.CheckedCondition;

/**
 * A call of a command of the built-in RMM, and where it stands.
 *
 * @param line in the source
 * @param fields inputs and outputs as far as they are known
 * @param conditions evaluated before the command had any effect; empty if it has taken effect
 */
public record ModelCall(ModelSource source, int line, CallFields fields, List<CheckedCondition> conditions) {
    public ModelCall {
        conditions = List.copyOf(conditions);
    }

    /** The first condition that holds: because of it the command fails, or has failed; null if there is none. */
    public @Nullable CheckedCondition failing() {
        return conditions.stream()
                .filter(each -> each.verdict() == CheckedCondition.Verdict.HOLDS)
                .findFirst()
                .orElse(null);
    }

    /** Before the command has any effect. */
    static ModelCall entered(ModelSource source, CallFields fields, List<CheckedCondition> conditions) {
        return new ModelCall(source, ModelSource.HEADER, fields, conditions);
    }

    /** The command has done what it does. */
    static ModelCall committed(ModelSource source, CallFields fields) {
        return new ModelCall(source, source.commitLine(), fields, List.of());
    }

    /** The command has failed, because of the first condition that holds. */
    static ModelCall failed(ModelSource source, CallFields fields, List<CheckedCondition> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).verdict() == CheckedCondition.Verdict.HOLDS) {
                return new ModelCall(source, source.conditionLine(i), fields, conditions);
            }
        }
        // A status that the commit has chosen, such as the answer to a version that is not supported.
        return new ModelCall(source, source.commitLine(), fields, conditions);
    }
}
