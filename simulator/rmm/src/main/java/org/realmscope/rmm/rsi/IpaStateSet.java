package org.realmscope.rmm.rsi;

import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.abi.RsiCommand;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Disposition;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.rec.LastExit;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.run.ExitRecord;

/** RSI_IPA_STATE_SET (DEN0137, B5.3.6): the host changes the RIPAS, the next entry of the REC returns the result. */
final class IpaStateSet extends RsiHandler {
    private static final int BASE = 1;
    private static final int TOP = 2;
    private static final int RIPAS = 3;
    private static final int FLAGS = 4;
    private static final long RIPAS_BITS = 0xff;
    private static final long WIDE_BITS = 0xffff_ffffL;
    private static final long CHANGE_DESTROYED = 1;

    private final long flagBits;

    IpaStateSet(RmmChoices choices) {
        super(
                RsiCommand.IPA_STATE_SET,
                ConditionTable.builder()
                        .with(table -> RealmAddresses.range(table, "top_align"))
                        .condition(
                                "ripas_valid",
                                "ripas is neither EMPTY nor RAM",
                                FailureCode.RSI_INPUT,
                                call -> (call.x[RIPAS] & ripasBits(choices)) > Ripas.RAM.ordinal())
                        .compares(Operand.hex("ripas", call -> call.x[RIPAS]))
                        .build());
        this.flagBits = choices.asReference(RmmChoice.RSI_WIDE_ARGUMENTS) ? WIDE_BITS : CHANGE_DESTROYED;
    }

    private static long ripasBits(RmmChoices choices) {
        return choices.asReference(RmmChoice.RSI_WIDE_ARGUMENTS) ? WIDE_BITS : RIPAS_BITS;
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        int ripas = (int) call.x[RIPAS] & 1;
        boolean changeDestroyed = (call.x[FLAGS] & flagBits) == CHANGE_DESTROYED;
        call.rmm.recs.setRipasRequest(call.rec, call.x[BASE], call.x[TOP], ripas, changeDestroyed);
        call.rmm.recs.setLastExit(call.rec, LastExit.RIPAS_CHANGE);
        exit.begin(RmiRecExitReason.RIPAS_CHANGE);
        exit.ripasBase = call.x[BASE];
        exit.ripasTop = call.x[TOP];
        exit.ripasValue = ripas;
        call.disposition = Disposition.EXIT;
    }
}
