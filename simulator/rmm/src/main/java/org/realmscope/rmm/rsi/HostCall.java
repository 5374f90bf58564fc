package org.realmscope.rmm.rsi;

import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.abi.RsiCommand;
import org.realmscope.abi.RsiHostCall;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Disposition;
import org.realmscope.rmm.rec.LastExit;
import org.realmscope.rmm.run.ExitRecord;
import org.realmscope.rmm.run.RealmMemory;

/** RSI_HOST_CALL (DEN0137, B5.3.4): the next entry of the REC writes the host's answer into the structure. */
final class HostCall extends RsiHandler {
    private static final int ADDR = 1;

    HostCall() {
        super(
                RsiCommand.HOST_CALL,
                ConditionTable.builder()
                        .with(RealmAddresses.address(ADDR, RsiHostCall.SIZE))
                        .with(RealmAddresses.notEmpty(ADDR))
                        .build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        long ipa = call.x[ADDR];
        if (!RealmAddresses.isAccessible(call, exit, ipa)) {
            return;
        }
        long structure = RealmMemory.address(call, ipa);
        exit.begin(RmiRecExitReason.HOST_CALL);
        int imm = call.rmm.memory.read32(structure + RsiHostCall.IMM);
        exit.imm = call.rmm.asReference(RmmChoice.HOST_CALL_IMM) ? imm : imm & 0xffff;
        for (int i = 0; i < exit.gprs.length; i++) {
            exit.gprs[i] = call.rmm.memory.read64(structure + RsiHostCall.GPRS + 8L * i);
        }
        call.rmm.recs.setHostCallPending(call.rec, true);
        call.rmm.recs.setHostCallIpa(call.rec, ipa);
        call.rmm.recs.setLastExit(call.rec, LastExit.NOTHING);
        call.disposition = Disposition.EXIT;
    }
}
