package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.measurement.Measurements;
import org.realmscope.rmm.rtt.Ripas;

/** RMI_DATA_CREATE (DEN0137, B4.3.1): a page of the initial content of a Realm. */
final class DataCreate extends RmiHandler {
    private static final int SRC = 4;
    private static final int FLAGS = 5;

    DataCreate(RmmChoices choices) {
        super(RmiCommand.DATA_CREATE, table(choices));
    }

    private static ConditionTable table(RmmChoices choices) {
        boolean inReferenceOrder = choices.asReference(RmmChoice.CHECK_ORDER);
        return ConditionTable.builder()
                .withIf(choices.asReference(RmmChoice.RESERVED_DATA_FLAGS), DataCreate::reservedFlags)
                .with(Conditions.nonSecure("src", "src", SRC))
                .with(DataPlacement.dataGranule())
                .with(Conditions.rd(DataPlacement.RD))
                .withIf(inReferenceOrder, Conditions.realmIsNew())
                .with(Conditions.protectedPage(DataPlacement.IPA))
                .with(DataPlacement.dataFits())
                .withIf(!inReferenceOrder, Conditions.realmIsNew())
                .with(DataPlacement.unassignedPage())
                .build();
    }

    private static void reservedFlags(ConditionTable.Builder table) {
        table.condition(
                        "flags_reserved",
                        "a reserved bit of flags is set",
                        FailureCode.INPUT,
                        call -> (call.x[FLAGS] & ~Measurements.DATA_MEASURE) != 0)
                .compares(Operand.hex("flags", call -> call.x[FLAGS]));
    }

    @Override
    void commit(Call call) {
        long data = call.x[DataPlacement.DATA];
        byte[] source = call.rmm.memory.readableFrame(call.x[SRC]);
        call.rmm.memory.write(data, source, 0, PhysicalMemory.GRANULE_SIZE);
        DataPlacement.map(call, Ripas.RAM.ordinal());
        call.rmm.measurements.extendData(call.rd, call.x[DataPlacement.IPA], call.x[FLAGS], data);
    }
}
