package org.realmscope.rmm.psci;

import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.run.ExitRecord;

/** PSCI_CPU_OFF: the REC does not run again before another one turns it on. */
final class CpuOff extends PsciHandler {
    CpuOff() {
        super(ConditionTable.builder().build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        call.rmm.recs.setRunnable(call.rec, false);
        leave(call, exit, 0, 0);
    }
}
