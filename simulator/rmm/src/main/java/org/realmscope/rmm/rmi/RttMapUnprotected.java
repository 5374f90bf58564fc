package org.realmscope.rmm.rmi;

import java.util.function.Consumer;
import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.rtt.S2Entry;

/** RMI_RTT_MAP_UNPROTECTED (DEN0137, B4.3.21). Nothing is asked of the address but its alignment and width. */
final class RttMapUnprotected extends RmiHandler {
    private static final int RD = 1;
    private static final int IPA = 2;
    private static final int LEVEL = 3;
    private static final int DESC = 4;

    RttMapUnprotected() {
        super(
                RmiCommand.RTT_MAP_UNPROTECTED,
                ConditionTable.builder()
                        .with(Conditions.rd(RD))
                        .with(Conditions.leafLevel(LEVEL))
                        .with(descriptor())
                        .with(Conditions.ipaAligned(IPA, call -> call.x[LEVEL], "level"))
                        .with(Conditions.unprotectedIpa(IPA))
                        .with(Conditions.walk(IPA, LEVEL, 0))
                        .with(Conditions.walkReaches(call -> call.x[LEVEL], "level"))
                        .condition(
                                "rtte_state",
                                "walk.rtte.state != UNASSIGNED_NS",
                                FailureCode.RTT_WALK_LEVEL,
                                call -> !S2Entry.isUnassignedNs(call.walk.entry))
                        .compares(Conditions.walkState())
                        .after("rtt_walk")
                        .build());
    }

    private static Consumer<ConditionTable.Builder> descriptor() {
        return table -> table.condition(
                        "attr_valid",
                        "desc has a bit or a memory type that the host cannot choose",
                        FailureCode.INPUT,
                        call -> !S2Entry.isHostDescriptorValid(call.x[DESC], true))
                .compares(Operand.hex("desc", call -> call.x[DESC]))
                .condition(
                        "addr_align",
                        "desc.addr is not aligned to size(level)",
                        FailureCode.INPUT,
                        call -> !Conditions.isAligned(address(call), call.x[LEVEL]))
                .compares(
                        Operand.hex("desc.addr", RttMapUnprotected::address),
                        Operand.decimal("level", call -> call.x[LEVEL]))
                .after("level_bound")
                .condition(
                        "addr_bound",
                        "feat_lpa2 is false and desc.addr >= 2^48",
                        FailureCode.INPUT,
                        call -> !call.rmm.realms.hasLpa2(call.rd)
                                && !S2Entry.isHostDescriptorValid(call.x[DESC], false))
                .compares(Operand.hex("desc.addr", RttMapUnprotected::address))
                .after("rd", "attr_valid");
    }

    private static long address(Call call) {
        return S2Entry.outputAddress(call.x[DESC], true);
    }

    @Override
    void commit(Call call) {
        RttWalk walk = call.walk;
        boolean outer = !call.rmm.asReference(RmmChoice.SHAREABILITY);
        call.rmm.rtts.setEntry(
                walk.table,
                walk.index,
                S2Entry.createAssignedNs(call.x[DESC], walk.level, call.rmm.realms.hasLpa2(call.rd), outer));
    }
}
