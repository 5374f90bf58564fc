package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.Condition;
import org.realmscope.rmm.command.ConditionTable;

/**
 * One RMI command: a table of failure conditions, then the commit. Nothing changes before the last condition was false,
 * and a commit cannot fail.
 */
public abstract class RmiHandler {
    private final RmiCommand command;
    private final ConditionTable conditions;

    RmiHandler(RmiCommand command, ConditionTable conditions) {
        this.command = command;
        this.conditions = conditions;
    }

    public final RmiCommand command() {
        return command;
    }

    /** The failure conditions in the order in which they are checked. */
    public final ConditionTable conditions() {
        return conditions;
    }

    /** Executes the command of {@code call}. */
    public final void execute(Call call) {
        Condition condition = conditions.firstTriggered(call);
        if (condition == null) {
            commit(call);
        } else {
            call.fail(condition);
            fail(call, condition);
        }
    }

    /** Makes the command's changes and sets its outputs. */
    abstract void commit(Call call);

    /** Sets the outputs that the command defines for a failure. */
    void fail(Call call, Condition condition) {}
}
