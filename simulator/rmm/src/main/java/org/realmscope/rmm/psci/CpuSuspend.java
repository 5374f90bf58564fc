package org.realmscope.rmm.psci;

import org.realmscope.abi.Psci;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Disposition;
import org.realmscope.rmm.run.ExitRecord;

/** PSCI_CPU_SUSPEND: the REC stays runnable and goes on behind the call; the arguments mean nothing to the RMM. */
final class CpuSuspend extends PsciHandler {
    CpuSuspend() {
        super(ConditionTable.builder().build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        leave(call, exit, 3, 0);
        call.result = Psci.SUCCESS;
        call.disposition = Disposition.EXIT_WITH_RESULTS;
    }
}
