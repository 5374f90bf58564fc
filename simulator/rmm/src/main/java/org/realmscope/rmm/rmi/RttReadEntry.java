package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.rtt.S2Entry;

/** RMI_RTT_READ_ENTRY (DEN0137, B4.3.16). A walk that ends early is no failure. */
final class RttReadEntry extends RmiHandler {
    private static final int RD = 1;
    private static final int IPA = 2;
    private static final int LEVEL = 3;

    RttReadEntry() {
        super(
                RmiCommand.RTT_READ_ENTRY,
                ConditionTable.builder()
                        .with(Conditions.rd(RD))
                        .condition(
                                "level_bound",
                                "level is not a level of the Realm's RTT",
                                FailureCode.INPUT,
                                call -> call.x[LEVEL] < call.rmm.realms.rttLevelStart(call.rd)
                                        || call.x[LEVEL] > S2Entry.PAGE_LEVEL)
                        .compares(Operand.decimal("level", call -> call.x[LEVEL]), Conditions.rttLevelStart())
                        .after("rd")
                        .with(Conditions.ipaAligned(IPA, call -> call.x[LEVEL], "level"))
                        .with(Conditions.inIpaSpace(IPA))
                        .with(Conditions.walk(IPA, LEVEL, 0))
                        .build());
    }

    @Override
    void commit(Call call) {
        RttWalk walk = call.walk;
        boolean lpa2 = call.rmm.realms.hasLpa2(call.rd);
        EntryState state = walk.state();
        call.output(1, walk.level);
        call.output(2, state.rmiCode());
        call.output(
                3,
                switch (state) {
                    case UNASSIGNED, UNASSIGNED_NS -> 0;
                    case TABLE -> S2Entry.outputAddress(walk.entry, lpa2);
                    case ASSIGNED -> assignedAddress(call, lpa2);
                    case ASSIGNED_NS -> S2Entry.hostDescriptor(walk.entry, lpa2);
                });
        call.output(4, walk.ripas());
    }

    private static long assignedAddress(Call call, boolean lpa2) {
        boolean hidden = call.walk.ripas() == Ripas.DESTROYED.ordinal()
                && call.rmm.asReference(RmmChoice.READ_ENTRY_DESTROYED_ADDRESS);
        return hidden ? 0 : S2Entry.outputAddress(call.walk.entry, lpa2);
    }
}
