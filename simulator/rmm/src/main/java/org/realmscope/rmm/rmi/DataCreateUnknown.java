package org.realmscope.rmm.rmi;

import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.choices.UnknownContent;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;

/** RMI_DATA_CREATE_UNKNOWN (DEN0137, B4.3.2). The granule was DELEGATED, so that nothing of its past is left in it. */
final class DataCreateUnknown extends RmiHandler {
    DataCreateUnknown() {
        super(
                RmiCommand.DATA_CREATE_UNKNOWN,
                ConditionTable.builder()
                        .with(DataPlacement.dataGranule())
                        .with(Conditions.rd(DataPlacement.RD))
                        .with(Conditions.protectedPage(DataPlacement.IPA))
                        .with(DataPlacement.dataFits())
                        .with(DataPlacement.unassignedPage())
                        .build());
    }

    @Override
    void commit(Call call) {
        if (call.rmm.configuration.choices().unknownContent() == UnknownContent.PATTERN) {
            call.rmm.memory.fill(call.x[DataPlacement.DATA], PhysicalMemory.GRANULE_SIZE, UnknownContent.PATTERN_BYTE);
        }
        DataPlacement.map(call, call.walk.ripas());
    }
}
