package org.realmscope.rmm.rsi;

import org.realmscope.abi.RsiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.run.ExitRecord;

/** RSI_VERSION (DEN0137, B5.3.10): 1.0 is the only revision. */
final class Version extends RsiHandler {
    private static final int REQ = 1;

    Version() {
        super(
                RsiCommand.VERSION,
                ConditionTable.builder()
                        .condition(
                                "req",
                                "the requested revision is not implemented",
                                FailureCode.RSI_INPUT,
                                call -> call.x[REQ] != RsiCommand.VERSION_1_0)
                        .compares(Operand.hex("req", call -> call.x[REQ]))
                        .build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        fail(call);
    }

    @Override
    void fail(Call call) {
        call.output(1, RsiCommand.VERSION_1_0);
        call.output(2, RsiCommand.VERSION_1_0);
    }
}
