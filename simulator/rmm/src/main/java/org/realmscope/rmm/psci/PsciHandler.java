package org.realmscope.rmm.psci;

import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.Condition;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Disposition;
import org.realmscope.rmm.rec.LastExit;
import org.realmscope.rmm.run.ExitRecord;

/** One PSCI function: conditions that answer the realm at once, then what it does; most leave the REC for the host. */
public abstract class PsciHandler {
    private final ConditionTable conditions;

    PsciHandler(ConditionTable conditions) {
        this.conditions = conditions;
    }

    /** The conditions in the order in which they are checked. */
    public final ConditionTable conditions() {
        return conditions;
    }

    /**
     * Executes the function of {@code call}, whose calling REC is set.
     *
     * @param exit filled if {@link Call#disposition} is not RETURN afterwards
     */
    public final void execute(Call call, ExitRecord exit) {
        Condition condition = conditions.firstTriggered(call);
        if (condition == null) {
            commit(call, exit);
        } else {
            call.fail(condition);
        }
    }

    abstract void commit(Call call, ExitRecord exit);

    /**
     * Leaves the REC for the host.
     *
     * @param arguments of the function that the specification discloses
     * @param referenceArguments of the function that the reference implementation discloses
     */
    static void leave(Call call, ExitRecord exit, int arguments, int referenceArguments) {
        exit.begin(RmiRecExitReason.PSCI);
        exit.gprs[0] = call.x[0];
        int disclosed = call.rmm.asReference(RmmChoice.PSCI_EXIT_ARGUMENTS) ? referenceArguments : arguments;
        for (int i = 1; i <= disclosed; i++) {
            exit.gprs[i] = call.x[i];
        }
        call.rmm.recs.setLastExit(call.rec, LastExit.PSCI);
        call.disposition = Disposition.EXIT;
    }
}
