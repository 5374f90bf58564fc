package org.realmscope.rmm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RsiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.CommandOutcome;
import org.realmscope.rmm.command.Condition;
import org.realmscope.rmm.command.EvaluatedCondition;
import org.realmscope.rmm.command.NamedValue;

/** Describes calls for listeners. */
final class Outcomes {
    private static final List<String> PSCI_INPUTS = List.of("x1", "x2", "x3");

    private Outcomes() {}

    /** @param otherProfile what the other profile returns, null if the same */
    static CommandOutcome of(
            RmiCommand command, Call call, @Nullable EvaluatedCondition failed, @Nullable String otherProfile) {
        return new CommandOutcome(
                command.specificationName(),
                named(command.inputs(), call, true),
                named(command.outputs(), call, false),
                call.result,
                RmiStatus.describe(call.result),
                failed,
                call.rmm.takeChanges(),
                otherProfile);
    }

    static CommandOutcome of(RsiCommand command, Call call) {
        return new CommandOutcome(
                command.specificationName(),
                named(command.inputs(), call, true),
                named(command.outputs(), call, false),
                call.result,
                describe(call),
                evaluated(call),
                call.rmm.takeChanges(),
                null);
    }

    static CommandOutcome of(Psci function, Call call) {
        return new CommandOutcome(
                "PSCI_" + function,
                named(PSCI_INPUTS, call, true),
                List.of(),
                call.result,
                describe(call),
                evaluated(call),
                call.rmm.takeChanges(),
                null);
    }

    private static String describe(Call call) {
        Condition failed = call.failed;
        return failed == null ? Long.toString(call.result) : failed.code().text();
    }

    private static @Nullable EvaluatedCondition evaluated(Call call) {
        Condition failed = call.failed;
        return failed == null ? null : EvaluatedCondition.of(failed, EvaluatedCondition.Verdict.TRUE, call);
    }

    private static List<NamedValue> named(List<String> names, Call call, boolean inputs) {
        List<NamedValue> values = new ArrayList<>();
        int count = inputs ? names.size() : Math.min(names.size(), call.outputCount());
        for (int i = 0; i < count; i++) {
            values.add(new NamedValue(names.get(i), inputs ? call.x[i + 1] : call.output(i + 1)));
        }
        return values;
    }
}
