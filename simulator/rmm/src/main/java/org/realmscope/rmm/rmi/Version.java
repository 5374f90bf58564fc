package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.Condition;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;

/** RMI_VERSION (DEN0137, B4.3.24): 1.0 is the only revision. */
final class Version extends RmiHandler {
    private static final int REQ = 1;

    Version() {
        super(
                RmiCommand.VERSION,
                ConditionTable.builder()
                        .condition(
                                "req",
                                "the requested revision is not implemented",
                                FailureCode.INPUT,
                                call -> call.x[REQ] != RmiCommand.VERSION_1_0)
                        .compares(Operand.hex("req", call -> call.x[REQ]))
                        .build());
    }

    @Override
    void commit(Call call) {
        call.output(1, RmiCommand.VERSION_1_0);
        call.output(2, RmiCommand.VERSION_1_0);
    }

    @Override
    void fail(Call call, Condition condition) {
        commit(call);
    }
}
