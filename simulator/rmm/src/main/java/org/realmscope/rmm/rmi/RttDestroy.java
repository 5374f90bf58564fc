package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.Condition;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.rtt.S2Entry;

/**
 * RMI_RTT_DESTROY (DEN0137, B4.3.18). The parent entry of a table in the Unprotected half becomes UNASSIGNED_NS; the
 * specification's success conditions only speak of Protected ones.
 */
final class RttDestroy extends RmiHandler {
    private static final int RD = 1;
    private static final int IPA = 2;
    private static final int LEVEL = 3;

    RttDestroy() {
        super(
                RmiCommand.RTT_DESTROY,
                ConditionTable.builder()
                        .with(Conditions.rd(RD))
                        .with(Conditions.tableLevel(LEVEL))
                        .with(Conditions.ipaAligned(IPA, call -> call.x[LEVEL] - 1, "level - 1"))
                        .with(Conditions.inIpaSpace(IPA))
                        .with(Conditions.walk(IPA, LEVEL, -1))
                        .with(Conditions.walkReaches(call -> call.x[LEVEL] - 1, "level - 1"))
                        .condition(
                                "rtte_state",
                                "walk.rtte.state != TABLE",
                                FailureCode.RTT_WALK_LEVEL,
                                call -> !call.walk.isTable())
                        .compares(Conditions.walkState())
                        .after("rtt_walk")
                        .condition(
                                "rtt_live",
                                "the RTT has an ASSIGNED or a TABLE entry",
                                FailureCode.RTT_CHILD_LEVEL,
                                call -> call.rmm.rtts.isLive(child(call), call.walk.level + 1))
                        .compares(Operand.hex("walk.rtte.addr", RttDestroy::child))
                        .after("rtte_state")
                        .build());
    }

    private static long child(Call call) {
        return S2Entry.outputAddress(call.walk.entry, call.rmm.realms.hasLpa2(call.rd));
    }

    @Override
    void commit(Call call) {
        RttWalk walk = call.walk;
        long ipa = call.x[IPA];
        long rtt = child(call);
        boolean isProtected = call.rmm.realms.isProtected(call.rd, ipa);
        call.rmm.rtts.setEntry(
                walk.table,
                walk.index,
                isProtected ? S2Entry.createUnassigned(Ripas.DESTROYED.ordinal()) : S2Entry.createUnassignedNs());
        call.rmm.tlb.invalidate(call.rmm.realms.vmid(call.rd), ipa, S2Entry.size(walk.level));
        call.rmm.granules.release(rtt);
        call.output(1, rtt);
        call.output(2, Tops.ofWalk(call, ipa));
    }

    @Override
    void fail(Call call, Condition condition) {
        if (condition.label().equals("rtt_live")) {
            call.output(2, call.x[IPA]);
        } else {
            Tops.outputOfFailure(call, condition, 2, call.x[IPA]);
        }
    }
}
