package org.realmscope.rmm.rmi;

import java.util.function.Consumer;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.realm.RealmState;
import org.realmscope.rmm.rec.LastExit;
import org.realmscope.rmm.rec.RecState;
import org.realmscope.rmm.run.ListRegisters;
import org.realmscope.rmm.run.RecRuns;

/** RMI_REC_ENTER (DEN0137, B4.3.14): the PE goes on in the realm; the results are written when the REC exits. */
final class RecEnter extends RmiHandler {
    private static final int REC = 1;
    private static final int RUN_PTR = 2;

    private final RecRuns runs;

    RecEnter(RmmChoices choices, RecRuns runs) {
        super(RmiCommand.REC_ENTER, table(choices));
        this.runs = runs;
    }

    private static ConditionTable table(RmmChoices choices) {
        boolean inReferenceOrder = choices.asReference(RmmChoice.CHECK_ORDER);
        return ConditionTable.builder()
                .with(Conditions.nonSecure("run", "run_ptr", RUN_PTR))
                .with(Conditions.granule("rec", "rec_gran_state", REC, GranuleState.REC))
                .prepare("rd", call -> call.rd = call.rmm.recs.owner(call.x[REC]))
                .after("rec_gran_state")
                .withIf(inReferenceOrder, RecEnter::recState)
                .with(RecEnter::realmState)
                .withIf(!inReferenceOrder, RecEnter::recState)
                .with(RecEnter::recRuns)
                .withIf(choices.asReference(RmmChoice.SEA_WITHOUT_ABORT), RecEnter::seaWithoutAbort)
                .with(emulation(choices.asReference(RmmChoice.EMULATE_PROTECTED)))
                .build();
    }

    private static void recState(ConditionTable.Builder table) {
        table.condition(
                        "rec_state",
                        "Rec(rec).state == RUNNING",
                        FailureCode.REC,
                        call -> call.rmm.recs.is(call.x[REC], RecState.RUNNING))
                .after("rec_gran_state");
    }

    private static void realmState(ConditionTable.Builder table) {
        table.condition(
                        "realm_new",
                        "the state of the REC's Realm is NEW",
                        FailureCode.REALM,
                        call -> call.rmm.realms.is(call.rd, RealmState.NEW))
                .compares(Conditions.realmState())
                .after("rd")
                .condition(
                        "system_off",
                        "the state of the REC's Realm is SYSTEM_OFF",
                        FailureCode.REALM_SYSTEM_OFF,
                        call -> call.rmm.realms.is(call.rd, RealmState.SYSTEM_OFF))
                .compares(Conditions.realmState())
                .after("rd");
    }

    private static void recRuns(ConditionTable.Builder table) {
        table.condition(
                        "rec_runnable",
                        "Rec(rec) is not runnable",
                        FailureCode.REC,
                        call -> !call.rmm.recs.isRunnable(call.x[REC]))
                .after("rec_gran_state")
                .condition(
                        "rec_psci",
                        "Rec(rec).psci_pending is set",
                        FailureCode.REC,
                        call -> call.rmm.recs.isPsciPending(call.x[REC]))
                .after("rec_gran_state")
                .condition(
                        "rec_gicv3",
                        "gicv3_hcr or a gicv3_lrs is not valid",
                        FailureCode.REC,
                        call -> !ListRegisters.areValid(call.rmm, call.x[RUN_PTR]))
                .compares(Operand.hex(
                        "gicv3_hcr", call -> call.rmm.memory.read64(call.x[RUN_PTR] + RmiRecRun.ENTER_GICV3_HCR)))
                .after("run_pas");
    }

    private static void seaWithoutAbort(ConditionTable.Builder table) {
        table.condition(
                        "rec_sea",
                        "inject_sea is set and the last exit was no Data Abort at an Unprotected IPA",
                        FailureCode.REC,
                        call -> hasFlag(call, RmiRecRun.FLAG_INJECT_SEA) && !isAbortAtUnprotected(call))
                .compares(lastExit(), flags())
                .after("run_pas", "rec_gran_state");
    }

    private static Consumer<ConditionTable.Builder> emulation(boolean protectedToo) {
        return table -> table.condition(
                        "rec_mmio",
                        "emul_mmio is set and the last exit was no Emulatable Data Abort",
                        FailureCode.REC,
                        call -> hasFlag(call, RmiRecRun.FLAG_EMUL_MMIO)
                                && !hasFlag(call, RmiRecRun.FLAG_INJECT_SEA)
                                && !isEmulatable(call, protectedToo))
                .compares(lastExit(), flags())
                .after("run_pas", "rec_gran_state");
    }

    private static boolean isEmulatable(Call call, boolean protectedToo) {
        LastExit last = call.rmm.recs.lastExit(call.x[REC]);
        return last == LastExit.EMULATABLE_ABORT || protectedToo && last == LastExit.PROTECTED_ABORT_WITH_SYNDROME;
    }

    private static boolean isAbortAtUnprotected(Call call) {
        LastExit last = call.rmm.recs.lastExit(call.x[REC]);
        return last == LastExit.EMULATABLE_ABORT || last == LastExit.UNPROTECTED_ABORT;
    }

    private static boolean hasFlag(Call call, long flag) {
        return (call.rmm.memory.read64(call.x[RUN_PTR] + RmiRecRun.ENTER_FLAGS) & flag) != 0;
    }

    private static Operand lastExit() {
        return new Operand(
                "last exit", call -> call.rmm.recs.lastExit(call.x[REC]).name());
    }

    private static Operand flags() {
        return Operand.hex("flags", call -> call.rmm.memory.read64(call.x[RUN_PTR] + RmiRecRun.ENTER_FLAGS));
    }

    @Override
    void commit(Call call) {
        call.leftCaller = true;
        runs.enter(call.pe(), call.x[REC], call.x[RUN_PTR]);
    }
}
