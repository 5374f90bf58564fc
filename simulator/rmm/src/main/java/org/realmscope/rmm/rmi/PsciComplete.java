package org.realmscope.rmm.rmi;

import java.util.function.Consumer;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.Condition;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.rec.Recs;

/**
 * RMI_PSCI_COMPLETE (DEN0137, B4.3.7): the host gave the REC that a PSCI call is about. Every condition is
 * RMI_ERROR_INPUT.
 */
final class PsciComplete extends RmiHandler {
    private static final int CALLING_REC = 1;
    private static final int TARGET_REC = 2;
    private static final int STATUS = 3;

    PsciComplete(RmmChoices choices) {
        super(
                RmiCommand.PSCI_COMPLETE,
                ConditionTable.builder()
                        .condition(
                                "alias",
                                "calling_rec == target_rec",
                                FailureCode.INPUT,
                                call -> call.x[CALLING_REC] == call.x[TARGET_REC])
                        .compares(Operand.hex("calling_rec", call -> call.x[CALLING_REC]))
                        .with(Conditions.granule(
                                "calling",
                                "calling_rec",
                                "calling_state",
                                call -> call.x[CALLING_REC],
                                GranuleState.REC))
                        .with(Conditions.granule(
                                "target", "target_rec", "target_state", call -> call.x[TARGET_REC], GranuleState.REC))
                        .with(request())
                        .build());
    }

    private static Consumer<ConditionTable.Builder> request() {
        return table -> table.condition(
                        "pending",
                        "Rec(calling_rec).psci_pending is not set",
                        FailureCode.INPUT,
                        call -> !call.rmm.recs.isPsciPending(call.x[CALLING_REC]))
                .after("calling_state")
                .condition(
                        "owner",
                        "the RECs have different owners",
                        FailureCode.INPUT,
                        call -> call.rmm.recs.owner(call.x[CALLING_REC]) != call.rmm.recs.owner(call.x[TARGET_REC]))
                .compares(
                        Operand.hex("Rec(calling_rec).owner", call -> call.rmm.recs.owner(call.x[CALLING_REC])),
                        Operand.hex("Rec(target_rec).owner", call -> call.rmm.recs.owner(call.x[TARGET_REC])))
                .after("calling_state", "target_state")
                .condition(
                        "target",
                        "Rec(target_rec).mpidr != Rec(calling_rec).gprs[1]",
                        FailureCode.INPUT,
                        call -> Recs.index(call.rmm.recs.mpidrOf(call.x[TARGET_REC]))
                                != Recs.indexOfAffinity(call.rmm.recs.gpr(call.x[CALLING_REC], 1)))
                .compares(
                        Operand.hex("Rec(target_rec).mpidr", call -> call.rmm.recs.mpidrOf(call.x[TARGET_REC])),
                        Operand.hex("Rec(calling_rec).gprs[1]", call -> call.rmm.recs.gpr(call.x[CALLING_REC], 1)))
                .after("calling_state", "target_state")
                .condition("status", "status is not permitted", FailureCode.INPUT, call -> !isStatusPermitted(call))
                .compares(
                        Operand.decimal("status", call -> call.x[STATUS]),
                        Operand.hex("Rec(calling_rec).gprs[0]", call -> call.rmm.recs.gpr(call.x[CALLING_REC], 0)))
                .after("calling_state", "target_state");
    }

    /** PsciReturnCodePermitted (DEN0137). */
    private static boolean isStatusPermitted(Call call) {
        if (call.x[STATUS] == Psci.SUCCESS) {
            return true;
        }
        return call.x[STATUS] == Psci.DENIED && isCpuOn(call) && !call.rmm.recs.isRunnable(call.x[TARGET_REC]);
    }

    private static boolean isCpuOn(Call call) {
        return Psci.of(call.rmm.recs.gpr(call.x[CALLING_REC], 0)) == Psci.CPU_ON;
    }

    @Override
    void commit(Call call) {
        Rmm rmm = call.rmm;
        long target = call.x[TARGET_REC];
        boolean runnable = rmm.recs.isRunnable(target);
        long result;
        if (!isCpuOn(call)) {
            result = runnable ? Psci.AFFINITY_ON : Psci.AFFINITY_OFF;
        } else if (runnable) {
            result = Psci.ALREADY_ON;
        } else {
            result = call.x[STATUS];
            if (result == Psci.SUCCESS) {
                turnOn(rmm, call.x[CALLING_REC], target);
            }
        }
        complete(rmm, call.x[CALLING_REC], result);
    }

    private static void turnOn(Rmm rmm, long calling, long target) {
        boolean keepRegisters = rmm.asReference(RmmChoice.CPU_ON_REGISTERS);
        if (keepRegisters) {
            rmm.contexts.resetForCpuOn(target, calling);
        } else {
            rmm.contexts.reset(target, 0);
        }
        rmm.recs.setPc(target, rmm.recs.gpr(calling, 2));
        rmm.recs.setGpr(target, 0, rmm.recs.gpr(calling, 3));
        for (int i = 1; i <= 30 && !keepRegisters; i++) {
            rmm.recs.setGpr(target, i, 0);
        }
        rmm.recs.setRunnable(target, true);
    }

    private static void complete(Rmm rmm, long calling, long result) {
        rmm.recs.setGpr(calling, 0, result);
        for (int i = 1; i <= 3; i++) {
            rmm.recs.setGpr(calling, i, 0);
        }
        rmm.recs.setPsciPending(calling, false);
    }

    /** The reference implementation completes the call although it fails the command. */
    @Override
    void fail(Call call, Condition condition) {
        if (condition.label().equals("status")
                && call.rmm.asReference(RmmChoice.PSCI_DENIED_ON_TARGET_ON)
                && call.x[STATUS] == Psci.DENIED
                && isCpuOn(call)) {
            complete(call.rmm, call.x[CALLING_REC], Psci.ALREADY_ON);
        }
    }
}
