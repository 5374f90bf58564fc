package org.realmscope.rmm.psci;

import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.run.ExitRecord;

/** PSCI_CPU_ON: RMI_PSCI_COMPLETE completes it. */
final class CpuOn extends PsciHandler {
    private static final int ENTRY_POINT = 2;

    CpuOn(RmmChoices choices) {
        super(ConditionTable.builder()
                .condition(
                        "entry",
                        "entry_point_address is not Protected",
                        FailureCode.PSCI_INVALID_ADDRESS,
                        call -> !call.rmm.realms.isProtected(call.rd, call.x[ENTRY_POINT]))
                .compares(Operand.hex("entry_point_address", call -> call.x[ENTRY_POINT]), Conditions.ipaWidth())
                .with(Targets.exists())
                .condition(
                        "runnable",
                        "the target is runnable",
                        FailureCode.PSCI_ALREADY_ON,
                        call -> choices.asReference(RmmChoice.CPU_ON_ALREADY_ON)
                                ? Targets.isCaller(call)
                                : Targets.isRunnable(call))
                .after("target")
                .build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        call.rmm.recs.setPsciPending(call.rec, true);
        leave(call, exit, 3, 1);
    }
}
