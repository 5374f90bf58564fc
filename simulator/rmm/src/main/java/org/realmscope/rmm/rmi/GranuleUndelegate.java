package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.granule.GranuleState;

/** RMI_GRANULE_UNDELEGATE (DEN0137, B4.3.6). A DELEGATED granule has no content, so that nothing is left to wipe. */
final class GranuleUndelegate extends RmiHandler {
    private static final int ADDR = 1;

    GranuleUndelegate() {
        super(
                RmiCommand.GRANULE_UNDELEGATE,
                ConditionTable.builder()
                        .with(Conditions.granule(
                                "gran", "addr", "gran_state", call -> call.x[ADDR], GranuleState.DELEGATED))
                        .build());
    }

    @Override
    void commit(Call call) {
        long pa = call.x[ADDR];
        call.rmm.granules.set(pa, GranuleState.UNDELEGATED, 0);
        call.rmm.assignGranule(pa, PhysicalAddressSpace.NON_SECURE);
    }
}
