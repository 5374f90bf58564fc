package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.Condition;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.rtt.S2Entry;

/** RMI_RTT_UNMAP_UNPROTECTED (DEN0137, B4.3.23). */
final class RttUnmapUnprotected extends RmiHandler {
    private static final int RD = 1;
    private static final int IPA = 2;
    private static final int LEVEL = 3;

    RttUnmapUnprotected() {
        super(
                RmiCommand.RTT_UNMAP_UNPROTECTED,
                ConditionTable.builder()
                        .with(Conditions.rd(RD))
                        .with(Conditions.leafLevel(LEVEL))
                        .with(Conditions.ipaAligned(IPA, call -> call.x[LEVEL], "level"))
                        .with(Conditions.unprotectedIpa(IPA))
                        .with(Conditions.walk(IPA, LEVEL, 0))
                        .with(Conditions.walkReaches(call -> call.x[LEVEL], "level"))
                        .condition(
                                "rtte_state",
                                "walk.rtte.state != ASSIGNED_NS",
                                FailureCode.RTT_WALK_LEVEL,
                                call -> !S2Entry.isAssignedNs(call.walk.entry, call.walk.level))
                        .compares(Conditions.walkState())
                        .after("rtt_walk")
                        .build());
    }

    @Override
    void commit(Call call) {
        RttWalk walk = call.walk;
        long ipa = call.x[IPA];
        call.rmm.rtts.setEntry(walk.table, walk.index, S2Entry.createUnassignedNs());
        call.rmm.tlb.invalidate(call.rmm.realms.vmid(call.rd), ipa, S2Entry.size(walk.level));
        call.output(1, Tops.ofWalk(call, ipa));
    }

    @Override
    void fail(Call call, Condition condition) {
        Tops.outputOfFailure(call, condition, 1, call.x[IPA]);
    }
}
