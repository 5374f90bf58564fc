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

/** RMI_DATA_DESTROY (DEN0137, B4.3.3): a page with RIPAS RAM becomes DESTROYED. */
final class DataDestroy extends RmiHandler {
    private static final int RD = 1;
    private static final int IPA = 2;

    DataDestroy() {
        super(
                RmiCommand.DATA_DESTROY,
                ConditionTable.builder()
                        .with(Conditions.rd(RD))
                        .with(Conditions.protectedPage(IPA))
                        .with(Conditions.walkToPage(IPA, "rd", "ipa_bound"))
                        .with(Conditions.walkReaches(call -> S2Entry.PAGE_LEVEL, "3"))
                        .condition(
                                "rtte_state",
                                "walk.rtte.state != ASSIGNED",
                                FailureCode.RTT_WALK_LEVEL,
                                call -> !S2Entry.isAssigned(call.walk.entry, call.walk.level))
                        .compares(Conditions.walkState(), Operand.hex("ipa", call -> call.x[IPA]))
                        .after("rtt_walk")
                        .build());
    }

    @Override
    void commit(Call call) {
        RttWalk walk = call.walk;
        long data = S2Entry.outputAddress(walk.entry, call.rmm.realms.hasLpa2(call.rd));
        boolean wasValid = S2Entry.isAssignedRam(walk.entry, walk.level);
        int ripas = wasValid ? Ripas.DESTROYED.ordinal() : walk.ripas();
        call.rmm.rtts.setEntry(walk.table, walk.index, S2Entry.createUnassigned(ripas));
        if (wasValid) {
            call.rmm.tlb.invalidate(call.rmm.realms.vmid(call.rd), call.x[IPA], S2Entry.size(walk.level));
        }
        call.rmm.granules.release(data);
        call.output(1, data);
        call.output(2, Tops.ofWalk(call, call.x[IPA]));
    }

    @Override
    void fail(Call call, Condition condition) {
        Tops.outputOfFailure(call, condition, 2, call.x[IPA]);
    }
}
