package org.realmscope.rmm.psci;

import org.realmscope.abi.Psci;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.run.ExitRecord;

/** PSCI_AFFINITY_INFO: RMI_PSCI_COMPLETE completes it, unless the REC asks about itself. */
final class AffinityInfo extends PsciHandler {
    private static final int LOWEST_LEVEL = 2;
    private static final long LEVEL_BITS = 0xffff_ffffL;

    AffinityInfo() {
        super(ConditionTable.builder()
                .condition(
                        "level",
                        "lowest_affinity_level != 0",
                        FailureCode.PSCI_INVALID_PARAMETERS,
                        call -> (call.x[LOWEST_LEVEL] & LEVEL_BITS) != 0)
                .compares(Operand.decimal("lowest_affinity_level", call -> call.x[LOWEST_LEVEL]))
                .with(Targets.exists())
                .build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        if (Targets.isCaller(call)) {
            call.result = Psci.AFFINITY_ON;
        } else {
            call.rmm.recs.setPsciPending(call.rec, true);
            leave(call, exit, 2, 1);
        }
    }
}
