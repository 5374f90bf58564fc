package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.granule.GranuleState;

/** RMI_GRANULE_DELEGATE (DEN0137, B4.3.5). */
final class GranuleDelegate extends RmiHandler {
    private static final int ADDR = 1;

    GranuleDelegate() {
        super(
                RmiCommand.GRANULE_DELEGATE,
                ConditionTable.builder()
                        .with(Conditions.granule(
                                "gran", "addr", "gran_state", call -> call.x[ADDR], GranuleState.UNDELEGATED))
                        .condition(
                                "gran_gpt",
                                "Granule(addr).gpt != GPT_NS",
                                FailureCode.INPUT,
                                call -> !call.rmm.isNonSecure(call.x[ADDR]))
                        .compares(new Operand(
                                "Granule(addr).gpt",
                                call -> call.rmm
                                        .platform
                                        .granuleProtection
                                        .owner(call.x[ADDR])
                                        .label()))
                        .after("gran_bound")
                        .build());
    }

    @Override
    void commit(Call call) {
        long pa = call.x[ADDR];
        call.rmm.assignGranule(pa, PhysicalAddressSpace.REALM);
        call.rmm.granules.release(pa);
    }
}
