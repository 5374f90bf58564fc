package org.realmscope.rmm.rsi;

import org.realmscope.abi.RsiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.Condition;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.run.ExitRecord;

/** One RSI command: a table of failure conditions, then what it does; it may leave the REC for the host. */
public abstract class RsiHandler {
    private final RsiCommand command;
    private final ConditionTable conditions;

    RsiHandler(RsiCommand command, ConditionTable conditions) {
        this.command = command;
        this.conditions = conditions;
    }

    public final RsiCommand command() {
        return command;
    }

    /** The failure conditions in the order in which they are checked. */
    public final ConditionTable conditions() {
        return conditions;
    }

    /**
     * Executes the command of {@code call}, whose calling REC is set.
     *
     * @param exit filled if {@link Call#disposition} is not RETURN afterwards
     */
    public final void execute(Call call, ExitRecord exit) {
        Condition condition = conditions.firstTriggered(call);
        if (condition == null) {
            commit(call, exit);
        } else {
            call.fail(condition);
            fail(call);
        }
    }

    abstract void commit(Call call, ExitRecord exit);

    /** Sets the outputs that the command defines for a failure. */
    void fail(Call call) {}
}
