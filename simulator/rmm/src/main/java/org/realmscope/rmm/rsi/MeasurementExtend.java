package org.realmscope.rmm.rsi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.realmscope.abi.RsiCommand;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.realm.Realms;
import org.realmscope.rmm.run.ExitRecord;

/** RSI_MEASUREMENT_EXTEND (DEN0137, B5.3.7). */
final class MeasurementExtend extends RsiHandler {
    private static final int INDEX = 1;
    private static final int SIZE = 2;
    private static final int VALUE = 3;

    MeasurementExtend() {
        super(
                RsiCommand.MEASUREMENT_EXTEND,
                ConditionTable.builder()
                        .condition(
                                "index_bound",
                                "index < 1 or index > 4",
                                FailureCode.RSI_INPUT,
                                call -> call.x[INDEX] < 1 || call.x[INDEX] >= Realms.MEASUREMENTS)
                        .compares(Operand.decimal("index", call -> call.x[INDEX]))
                        .condition(
                                "size_bound",
                                "size > 64",
                                FailureCode.RSI_INPUT,
                                call -> Long.compareUnsigned(call.x[SIZE], Realms.VALUE_SIZE) > 0)
                        .compares(Operand.decimal("size", call -> call.x[SIZE]))
                        .build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        ByteBuffer value = ByteBuffer.allocate(Realms.VALUE_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < Realms.VALUE_SIZE / Long.BYTES; i++) {
            value.putLong(call.x[VALUE + i]);
        }
        int size = (int) call.x[SIZE];
        Arrays.fill(value.array(), size, Realms.VALUE_SIZE, (byte) 0);
        boolean padded = !call.rmm.asReference(RmmChoice.REM_EXTEND_PADDING);
        call.rmm.measurements.extendRem(call.rd, (int) call.x[INDEX], value.array(), padded ? Realms.VALUE_SIZE : size);
    }
}
