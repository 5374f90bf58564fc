package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.realm.RealmState;

/** RMI_REALM_ACTIVATE (DEN0137, B4.3.8). */
final class RealmActivate extends RmiHandler {
    private static final int RD = 1;

    RealmActivate() {
        super(
                RmiCommand.REALM_ACTIVATE,
                ConditionTable.builder()
                        .with(Conditions.rd(RD))
                        .with(Conditions.realmIsNew())
                        .build());
    }

    @Override
    void commit(Call call) {
        call.rmm.realms.setState(call.rd, RealmState.ACTIVE);
    }
}
