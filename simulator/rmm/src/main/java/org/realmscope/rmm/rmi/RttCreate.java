package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.rtt.S2Entry;

/** RMI_RTT_CREATE (DEN0137, B4.3.17): the table takes over what the parent entry mapped. */
final class RttCreate extends RmiHandler {
    private static final int RD = 1;
    private static final int RTT = 2;
    private static final int IPA = 3;
    private static final int LEVEL = 4;

    RttCreate() {
        super(
                RmiCommand.RTT_CREATE,
                ConditionTable.builder()
                        .with(Conditions.rd(RD))
                        .with(Conditions.granule("rtt", "rtt_state", RTT, GranuleState.DELEGATED))
                        .with(Conditions.tableLevel(LEVEL))
                        .with(Conditions.ipaAligned(IPA, call -> call.x[LEVEL] - 1, "level - 1"))
                        .with(Conditions.inIpaSpace(IPA))
                        .with(Conditions.addressFits("rtt_bound2", "rtt", call -> call.x[RTT]))
                        .with(Conditions.walk(IPA, LEVEL, -1))
                        .with(Conditions.walkReaches(call -> call.x[LEVEL] - 1, "level - 1"))
                        .condition(
                                "rtte_state",
                                "walk.rtte.state == TABLE",
                                FailureCode.RTT_WALK_LEVEL,
                                call -> call.walk.isTable())
                        .compares(Conditions.walkState())
                        .after("rtt_walk")
                        .build());
    }

    @Override
    void commit(Call call) {
        RttWalk walk = call.walk;
        long rtt = call.x[RTT];
        boolean lpa2 = call.rmm.realms.hasLpa2(call.rd);
        call.rmm.granules.set(rtt, GranuleState.RTT, call.rd);
        call.rmm.rtts.unfold(rtt, walk.entry, walk.level, lpa2);
        call.rmm.rtts.setEntry(walk.table, walk.index, S2Entry.createTable(rtt, lpa2));
        if (S2Entry.isAssignedRam(walk.entry, walk.level) || S2Entry.isAssignedNs(walk.entry, walk.level)) {
            call.rmm.tlb.invalidate(call.rmm.realms.vmid(call.rd), call.x[IPA], S2Entry.size(walk.level));
        }
    }
}
