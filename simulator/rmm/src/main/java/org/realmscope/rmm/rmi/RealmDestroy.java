package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;

/** RMI_REALM_DESTROY (DEN0137, B4.3.10). ASSIGNED_NS entries of the starting level do not prevent it. */
final class RealmDestroy extends RmiHandler {
    private static final int RD = 1;

    RealmDestroy() {
        super(
                RmiCommand.REALM_DESTROY,
                ConditionTable.builder()
                        .with(Conditions.rd(RD))
                        .condition(
                                "realm_live",
                                "the Realm has RECs or a live starting-level RTT",
                                FailureCode.REALM,
                                call -> call.rmm.realms.numRecs(call.rd) != 0
                                        || call.rmm.rtts.isStartingLevelLive(call.rd))
                        .compares(Operand.decimal("num_recs", call -> call.rmm.realms.numRecs(call.rd)))
                        .after("rd")
                        .build());
    }

    @Override
    void commit(Call call) {
        long rd = call.rd;
        long base = call.rmm.realms.rttBase(rd);
        int tables = call.rmm.realms.rttNumStart(rd);
        call.rmm.tlb.invalidate(call.rmm.realms.vmid(rd), 0, 1L << call.rmm.realms.ipaWidth(rd));
        call.rmm.vmids.release(call.rmm.realms.vmid(rd));
        for (int i = 0; i < tables; i++) {
            call.rmm.granules.release(base + (long) i * PhysicalMemory.GRANULE_SIZE);
        }
        call.rmm.granules.release(rd);
    }
}
