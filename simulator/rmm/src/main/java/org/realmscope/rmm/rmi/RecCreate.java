package org.realmscope.rmm.rmi;

import java.util.function.Consumer;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiFeatureRegister0;
import org.realmscope.abi.RmiRecParams;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.command.Rmm;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.granule.GranuleTable;
import org.realmscope.rmm.rec.Recs;

/** RMI_REC_CREATE (DEN0137, B4.3.12). */
final class RecCreate extends RmiHandler {
    private static final int RD = 1;
    private static final int REC = 2;
    private static final int PARAMS_PTR = 3;
    private static final long FLAG_RUNNABLE = 1;
    private static final int PARAMETER_GPRS = 8;

    RecCreate(RmmChoices choices) {
        super(RmiCommand.REC_CREATE, table(choices));
    }

    private static ConditionTable table(RmmChoices choices) {
        boolean inReferenceOrder = choices.asReference(RmmChoice.CHECK_ORDER);
        return ConditionTable.builder()
                .with(Conditions.nonSecure("params", "params_ptr", PARAMS_PTR))
                .condition(
                        "num_aux_bound",
                        "params.num_aux > 16",
                        FailureCode.INPUT,
                        call -> Long.compareUnsigned(numAux(call), Recs.MAX_AUX) > 0)
                .compares(Operand.decimal("num_aux", RecCreate::numAux))
                .after("params_pas")
                .withIf(inReferenceOrder, RecCreate::aux)
                .with(Conditions.granule("rec", "rec_state", REC, GranuleState.DELEGATED))
                .with(Conditions.rd(RD))
                .withIf(inReferenceOrder, RecCreate::recLimit)
                .with(Conditions.realmIsNew())
                .withIf(!inReferenceOrder, RecCreate::recLimit)
                .with(mpidr(choices.asReference(RmmChoice.REC_MPIDR_RESERVED)))
                .condition(
                        "num_aux",
                        "params.num_aux != RecAuxCount(rd)",
                        FailureCode.INPUT,
                        call -> numAux(call) != auxCount(call))
                .compares(
                        Operand.decimal("num_aux", RecCreate::numAux),
                        Operand.decimal("RecAuxCount(rd)", RecCreate::auxCount))
                .after("num_aux_bound")
                .withIf(!inReferenceOrder, RecCreate::aux)
                .build();
    }

    private static void recLimit(ConditionTable.Builder table) {
        table.condition(
                        "num_recs",
                        "Realm(rd).num_recs == 2^MAX_RECS_ORDER - 1",
                        FailureCode.REALM,
                        call -> call.rmm.realms.numRecs(call.rd) >= recLimit(call))
                .compares(
                        Operand.decimal("num_recs", call -> call.rmm.realms.numRecs(call.rd)),
                        Operand.decimal("limit", RecCreate::recLimit))
                .after("rd");
    }

    private static long recLimit(Call call) {
        return (1L << RmiFeatureRegister0.maxRecsOrder(call.rmm.configuration.features())) - 1;
    }

    private static Consumer<ConditionTable.Builder> mpidr(boolean reservedBitsAreChecked) {
        return table -> table.condition(
                        "mpidr_index",
                        "RecIndex(params.mpidr) != Realm(rd).rec_index",
                        FailureCode.INPUT,
                        call -> Recs.index(mpidr(call)) != call.rmm.realms.recIndex(call.rd)
                                || reservedBitsAreChecked && (mpidr(call) & ~Recs.MPIDR_MASK) != 0)
                .compares(
                        Operand.hex("mpidr", RecCreate::mpidr),
                        Operand.decimal("rec_index", call -> call.rmm.realms.recIndex(call.rd)))
                .after("params_pas", "rd");
    }

    private static void aux(ConditionTable.Builder table) {
        table.condition(
                        "aux_align",
                        "an aux address is not aligned to 4 KiB",
                        FailureCode.INPUT,
                        call -> anyAux(call, GranuleTable::isAligned))
                .after("num_aux_bound")
                .condition(
                        "aux_alias",
                        "two aux addresses, or one and rec, are equal",
                        FailureCode.INPUT,
                        RecCreate::isAliased)
                .compares(Operand.hex("rec", call -> call.x[REC]))
                .after("num_aux_bound")
                .condition(
                        "aux_state",
                        "an aux granule is not DELEGATED",
                        FailureCode.INPUT,
                        RecCreate::isAnyAuxNotDelegated)
                .after("aux_align");
    }

    private interface AddressTest {
        boolean isGood(long pa);
    }

    private static boolean anyAux(Call call, AddressTest test) {
        for (int i = 0; i < numAux(call); i++) {
            if (!test.isGood(aux(call, i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAliased(Call call) {
        for (int i = 0; i < numAux(call); i++) {
            long pa = aux(call, i);
            if (pa == call.x[REC]) {
                return true;
            }
            for (int j = 0; j < i; j++) {
                if (pa == aux(call, j)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAnyAuxNotDelegated(Call call) {
        for (int i = 0; i < numAux(call); i++) {
            if (!call.rmm.granules.is(aux(call, i), GranuleState.DELEGATED)) {
                return true;
            }
        }
        return false;
    }

    @Override
    void commit(Call call) {
        Rmm rmm = call.rmm;
        long rd = call.rd;
        long rec = call.x[REC];
        long params = call.x[PARAMS_PTR];
        boolean runnable = (rmm.memory.read64(params + RmiRecParams.FLAGS) & FLAG_RUNNABLE) != 0;
        rmm.recs.create(rec, rd, mpidr(call) & Recs.MPIDR_MASK, runnable, auxCount(call));
        rmm.granules.set(rec, GranuleState.REC, rd);
        for (int i = 0; i < auxCount(call); i++) {
            rmm.recs.setAux(rec, i, aux(call, i));
            rmm.granules.set(aux(call, i), GranuleState.REC_AUX, rd);
        }
        rmm.contexts.reset(rec, rmm.memory.read64(params + RmiRecParams.PC));
        for (int i = 0; i < PARAMETER_GPRS; i++) {
            rmm.recs.setGpr(rec, i, rmm.memory.read64(params + RmiRecParams.GPRS + 8L * i));
        }
        rmm.realms.setRecIndex(rd, rmm.realms.recIndex(rd) + 1);
        rmm.realms.setNumRecs(rd, rmm.realms.numRecs(rd) + 1);
        if (runnable) {
            rmm.measurements.extendRec(rd, params);
        }
    }

    private static int auxCount(Call call) {
        return call.rmm.configuration.recAuxCount();
    }

    private static long numAux(Call call) {
        return call.rmm.memory.read64(call.x[PARAMS_PTR] + RmiRecParams.NUM_AUX);
    }

    private static long aux(Call call, int i) {
        return call.rmm.memory.read64(call.x[PARAMS_PTR] + RmiRecParams.AUX + 8L * i);
    }

    private static long mpidr(Call call) {
        return call.rmm.memory.read64(call.x[PARAMS_PTR] + RmiRecParams.MPIDR);
    }
}
