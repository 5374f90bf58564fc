package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;

/** RMI_REC_AUX_COUNT (DEN0137, B4.3.11). */
final class RecAuxCount extends RmiHandler {
    private static final int RD = 1;

    RecAuxCount() {
        super(
                RmiCommand.REC_AUX_COUNT,
                ConditionTable.builder().with(Conditions.rd(RD)).build());
    }

    @Override
    void commit(Call call) {
        call.output(1, call.rmm.configuration.recAuxCount());
    }
}
