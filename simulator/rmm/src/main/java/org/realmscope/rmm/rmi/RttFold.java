package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.rtt.S2Entry;

/** RMI_RTT_FOLD (DEN0137, B4.3.19): the parent entry takes over what the table maps. */
final class RttFold extends RmiHandler {
    private static final int RD = 1;
    private static final int IPA = 2;
    private static final int LEVEL = 3;

    RttFold(RmmChoices choices) {
        super(
                RmiCommand.RTT_FOLD,
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
                                "rtt_homo",
                                "the RTT is not homogeneous",
                                choices.asReference(RmmChoice.FOLD_LEVEL_INDEX)
                                        ? new FailureCode("RMI_ERROR_RTT(level)", RttFold::referenceCode)
                                        : FailureCode.RTT_CHILD_LEVEL,
                                call -> !call.rmm.rtts.isHomogeneous(
                                        child(call), call.walk.level + 1, call.rmm.realms.hasLpa2(call.rd)))
                        .compares(Operand.hex("walk.rtte.addr", RttFold::child))
                        .after("rtte_state")
                        .build());
    }

    /**
     * The reference implementation reports the level above a table of level 1 or higher if it is only for the level
     * that it cannot be folded: every entry is ASSIGNED or TABLE, or they are one ASSIGNED_NS block.
     */
    private static long referenceCode(Call call) {
        int level = call.walk.level + 1;
        boolean tooHigh = level <= S2Entry.MIN_BLOCK_LEVEL
                && (call.rmm.rtts.isFullyLive(child(call), level)
                        || call.rmm.rtts.isContiguousNs(child(call), level, call.rmm.realms.hasLpa2(call.rd)));
        return RmiStatus.ERROR_RTT.returnCode(tooHigh ? level - 1 : level);
    }

    private static long child(Call call) {
        return S2Entry.outputAddress(call.walk.entry, call.rmm.realms.hasLpa2(call.rd));
    }

    @Override
    void commit(Call call) {
        RttWalk walk = call.walk;
        long rtt = child(call);
        boolean lpa2 = call.rmm.realms.hasLpa2(call.rd);
        long folded = S2Entry.createParent(call.rmm.rtts.entry(rtt, 0), walk.level + 1, lpa2);
        call.rmm.rtts.setEntry(walk.table, walk.index, folded);
        call.rmm.tlb.invalidate(call.rmm.realms.vmid(call.rd), call.x[IPA], S2Entry.size(walk.level));
        call.rmm.granules.release(rtt);
        call.output(1, rtt);
    }
}
