package org.realmscope.rmm.rsi;

import org.realmscope.abi.RsiCommand;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.realm.Realms;
import org.realmscope.rmm.run.ExitRecord;

/** RSI_MEASUREMENT_READ (DEN0137, B5.3.8). */
final class MeasurementRead extends RsiHandler {
    private static final int INDEX = 1;

    MeasurementRead() {
        super(
                RsiCommand.MEASUREMENT_READ,
                ConditionTable.builder()
                        .condition(
                                "index_bound",
                                "index > 4",
                                FailureCode.RSI_INPUT,
                                call -> Long.compareUnsigned(call.x[INDEX], Realms.MEASUREMENTS) >= 0)
                        .compares(Operand.decimal("index", call -> call.x[INDEX]))
                        .build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        long value = Realms.measurement(call.rd, (int) call.x[INDEX]);
        for (int i = 0; i < Realms.VALUE_SIZE / Long.BYTES; i++) {
            call.output(i + 1, call.rmm.memory.read64(value + 8L * i));
        }
    }
}
