package org.realmscope.rmm.psci;

import org.realmscope.abi.Psci;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.run.ExitRecord;

/** PSCI_VERSION: 1.1. */
final class Version extends PsciHandler {
    Version() {
        super(ConditionTable.builder().build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        call.result = Psci.VERSION_1_1;
    }
}
