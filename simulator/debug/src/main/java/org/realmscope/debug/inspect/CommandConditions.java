package org.realmscope.debug.inspect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;
import org.realmscope.machine.Machine;
import org.realmscope.platform.pe.Pe;
import org.realmscope.rmm.BuiltInRmm;
import org.realmscope.rmm.command.Condition;
import org.realmscope.rmm.command.EvaluatedCondition;

/** The failure conditions of the commands of a machine's built-in RMM. Evaluating them changes nothing. */
public final class CommandConditions {
    private final Machine machine;
    private final BuiltInRmm rmm;

    private CommandConditions(Machine machine, BuiltInRmm rmm) {
        this.machine = machine;
        this.rmm = rmm;
    }

    /** Those of a machine, null if its RMM is an image. */
    public static @Nullable CommandConditions of(Machine machine) {
        return machine.platform().realmWorld() instanceof BuiltInRmm rmm ? new CommandConditions(machine, rmm) : null;
    }

    /** In the order in which they are checked. */
    public List<CommandCondition> of(RmiCommand command) {
        return described(rmm.conditions(machine.platform(), command));
    }

    /** In the order in which they are checked. */
    public List<CommandCondition> of(RsiCommand command) {
        return described(rmm.conditions(machine.platform(), command));
    }

    /** In the order in which they are checked; empty also of a function that realms do not have. */
    public List<CommandCondition> of(Psci function) {
        return described(rmm.conditions(machine.platform(), function));
    }

    private static List<CommandCondition> described(List<Condition> conditions) {
        return conditions.stream().map(CommandConditions::described).toList();
    }

    private static CommandCondition described(Condition condition) {
        return new CommandCondition(
                condition.label(), condition.predicate(), condition.code().text());
    }

    /**
     * Evaluates the conditions of an RMI command as the state is now.
     *
     * @param functionId X0 without hint bits
     * @param arguments X1 and up
     * @return in the order in which they are checked; empty if there is no such command
     */
    public List<CheckedCondition> check(int pe, long functionId, List<Long> arguments) {
        return checked(rmm.explain(machine.pe(pe), functionId, arguments));
    }

    /**
     * The same for an RSI or PSCI call of the realm that a PE runs.
     *
     * @return empty if the PE runs none
     */
    public List<CheckedCondition> checkOfRealm(int pe, long functionId, List<Long> arguments) {
        Pe caller = machine.pe(pe);
        long rec = rmm.view(machine.platform()).runningRec(pe);
        return rec == 0 ? List.of() : checked(rmm.explain(caller, rec, functionId, arguments));
    }

    private static List<CheckedCondition> checked(List<EvaluatedCondition> evaluated) {
        return evaluated.stream()
                .map(each -> new CheckedCondition(
                        described(each.condition()),
                        switch (each.verdict()) {
                            case TRUE -> CheckedCondition.Verdict.HOLDS;
                            case FALSE -> CheckedCondition.Verdict.FALSE;
                            case NOT_EVALUATED -> CheckedCondition.Verdict.NOT_EVALUATED;
                        },
                        each.values().stream()
                                .filter(value -> !isLiteral(value))
                                .toList()))
                .toList();
    }

    /** Whether an operand is a number in the specification's text, as in {@code 3 = 3}. */
    private static boolean isLiteral(String value) {
        int separator = value.indexOf(" = ");
        return separator >= 0 && value.substring(0, separator).equals(value.substring(separator + 3));
    }
}
