package org.realmscope.rmm.psci;

import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.realm.RealmState;
import org.realmscope.rmm.run.ExitRecord;

/** PSCI_SYSTEM_OFF and PSCI_SYSTEM_RESET: no REC of the Realm is entered again. */
final class SystemOff extends PsciHandler {
    SystemOff() {
        super(ConditionTable.builder().build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        call.rmm.realms.setState(call.rd, RealmState.SYSTEM_OFF);
        leave(call, exit, 0, 0);
    }
}
