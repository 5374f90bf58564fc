package org.realmscope.rmm.rsi;

import org.realmscope.abi.RsiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.run.ExitRecord;
import org.realmscope.rmm.run.RealmMemory;

/** RSI_IPA_STATE_GET (DEN0137, B5.3.5): scans to the end of the RTT that the walk of base reaches. */
final class IpaStateGet extends RsiHandler {
    private static final int BASE = 1;
    private static final int TOP = 2;

    IpaStateGet() {
        super(
                RsiCommand.IPA_STATE_GET,
                ConditionTable.builder()
                        .with(table -> RealmAddresses.range(table, "end_align"))
                        .build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        RealmMemory.walk(call, call.x[BASE]);
        long end = call.rmm.rtts.endOfRipas(call.walk, call.x[BASE]);
        call.output(1, Math.min(end, call.x[TOP]));
        call.output(2, call.walk.ripas());
    }
}
