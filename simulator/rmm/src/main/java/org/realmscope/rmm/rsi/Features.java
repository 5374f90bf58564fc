package org.realmscope.rmm.rsi;

import org.realmscope.abi.RsiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.run.ExitRecord;

/** RSI_FEATURES (DEN0137, B5.3.3): every feature register is zero in RSI 1.0. */
final class Features extends RsiHandler {
    Features() {
        super(RsiCommand.FEATURES, ConditionTable.builder().build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        call.output(1, 0);
    }
}
