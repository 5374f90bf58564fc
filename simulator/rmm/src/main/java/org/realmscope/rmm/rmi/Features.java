package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;

/** RMI_FEATURES (DEN0137, B4.3.4): never fails; only register 0 is not zero. */
final class Features extends RmiHandler {
    private static final int INDEX = 1;

    Features() {
        super(RmiCommand.FEATURES, ConditionTable.builder().build());
    }

    @Override
    void commit(Call call) {
        call.output(1, call.x[INDEX] == 0 ? call.rmm.configuration.features() : 0);
    }
}
