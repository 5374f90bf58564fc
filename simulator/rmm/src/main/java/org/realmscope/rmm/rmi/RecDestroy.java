package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.rec.RecState;

/** RMI_REC_DESTROY (DEN0137, B4.3.13). The REC's index is not given to another REC. */
final class RecDestroy extends RmiHandler {
    private static final int REC = 1;

    RecDestroy() {
        super(
                RmiCommand.REC_DESTROY,
                ConditionTable.builder()
                        .with(Conditions.granule("rec", "rec_gran_state", REC, GranuleState.REC))
                        .condition(
                                "rec_state",
                                "Rec(rec).state == RUNNING",
                                FailureCode.REC,
                                call -> call.rmm.recs.is(call.x[REC], RecState.RUNNING))
                        .after("rec_gran_state")
                        .build());
    }

    @Override
    void commit(Call call) {
        Rmm rmm = call.rmm;
        long rec = call.x[REC];
        long rd = rmm.recs.owner(rec);
        int numAux = rmm.recs.numAux(rec);
        for (int i = 0; i < numAux; i++) {
            rmm.granules.release(rmm.recs.aux(rec, i));
        }
        rmm.granules.release(rec);
        rmm.realms.setNumRecs(rd, rmm.realms.numRecs(rd) - 1);
    }
}
