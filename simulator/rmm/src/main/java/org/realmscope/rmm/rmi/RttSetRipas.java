package org.realmscope.rmm.rmi;

import java.util.function.Consumer;
import org.realmscope.abi.RmiCommand;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.rec.RecState;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.rtt.S2Entry;

/**
 * RMI_RTT_SET_RIPAS (DEN0137, B4.3.22): does a part of the RIPAS change that a REC asked for. {@link Call#scratch} is
 * walk_top.
 */
final class RttSetRipas extends RmiHandler {
    private static final int RD = 1;
    private static final int REC = 2;
    private static final int BASE = 3;
    private static final int TOP = 4;

    RttSetRipas(RmmChoices choices) {
        super(
                RmiCommand.RTT_SET_RIPAS,
                ConditionTable.builder()
                        .withIf(choices.asReference(RmmChoice.CHECK_ORDER), RipasRange.sizeValid(BASE, TOP))
                        .with(Conditions.rd(RD))
                        .with(Conditions.granule("rec", "rec_gran_state", REC, GranuleState.REC))
                        .with(RttSetRipas::rec)
                        .withIf(!choices.asReference(RmmChoice.CHECK_ORDER), RipasRange.sizeValid(BASE, TOP))
                        .with(RttSetRipas::request)
                        .withIf(!choices.asReference(RmmChoice.SET_RIPAS_TOP_ALIGNMENT), RipasRange.topAligned(TOP))
                        .with(entries(!choices.asReference(RmmChoice.SET_RIPAS_SAME_VALUE)))
                        .build());
    }

    private static void rec(ConditionTable.Builder table) {
        table.condition(
                        "rec_state",
                        "Rec(rec).state == RUNNING",
                        FailureCode.REC,
                        call -> call.rmm.recs.is(call.x[REC], RecState.RUNNING))
                .after("rec_gran_state")
                .condition(
                        "rec_owner",
                        "Rec(rec).owner != rd",
                        FailureCode.REC,
                        call -> call.rmm.recs.owner(call.x[REC]) != call.x[RD])
                .compares(
                        Operand.hex("Rec(rec).owner", call -> call.rmm.recs.owner(call.x[REC])),
                        Operand.hex("rd", call -> call.x[RD]))
                .after("rec_gran_state");
    }

    private static void request(ConditionTable.Builder table) {
        table.condition(
                        "base_bound",
                        "base != Rec(rec).ripas_addr",
                        FailureCode.INPUT,
                        call -> call.x[BASE] != call.rmm.recs.ripasAddr(call.x[REC]))
                .compares(
                        Operand.hex("base", call -> call.x[BASE]),
                        Operand.hex("ripas_addr", call -> call.rmm.recs.ripasAddr(call.x[REC])))
                .after("rec_gran_state")
                .condition(
                        "top_bound",
                        "top > Rec(rec).ripas_top",
                        FailureCode.INPUT,
                        call -> Long.compareUnsigned(call.x[TOP], call.rmm.recs.ripasTop(call.x[REC])) > 0)
                .compares(
                        Operand.hex("top", call -> call.x[TOP]),
                        Operand.hex("ripas_top", call -> call.rmm.recs.ripasTop(call.x[REC])))
                .after("rec_gran_state");
    }

    private static Consumer<ConditionTable.Builder> entries(boolean sameValueSucceeds) {
        return table -> table.with(
                        Conditions.walkToPage(BASE, "rd", "rec_owner", "size_valid", "base_bound", "top_bound"))
                .condition(
                        "base_align",
                        "base is not aligned to size(walk.level)",
                        FailureCode.RTT_WALK_LEVEL,
                        call -> !Conditions.isAligned(call.x[BASE], call.walk.level)
                                && !(sameValueSucceeds && hasValue(call)))
                .compares(Operand.hex("base", call -> call.x[BASE]), Conditions.walkLevel())
                .after("walk")
                .prepare("walk_top", call -> call.scratch = walkTop(call))
                .after("walk")
                .condition(
                        "no_progress",
                        "base == walk_top",
                        FailureCode.RTT_WALK_LEVEL,
                        call -> call.x[BASE] == call.scratch && !(sameValueSucceeds && hasValue(call)))
                .compares(
                        Operand.hex("base", call -> call.x[BASE]),
                        Operand.hex("walk_top", call -> call.scratch),
                        new Operand(
                                "walk.rtte.ripas",
                                call -> Ripas.of(call.walk.ripas()).name()),
                        new Operand(
                                "ripas_value",
                                call -> Ripas.of(call.rmm.recs.ripasValue(call.x[REC]))
                                        .name()))
                .after("walk_top");
    }

    private static boolean hasValue(Call call) {
        return call.walk.ripas() == call.rmm.recs.ripasValue(call.x[REC]);
    }

    /** End of the progress; never before {@code base}. */
    private static long walkTop(Call call) {
        boolean stopAtDestroyed = !call.rmm.recs.isChangeDestroyed(call.x[REC]);
        long top = call.rmm.rtts.skipWithRipas(call.walk, call.x[BASE], call.x[TOP], stopAtDestroyed, false);
        return Math.max(top, call.x[BASE]);
    }

    @Override
    void commit(Call call) {
        RttWalk walk = call.walk;
        int ripas = call.rmm.recs.ripasValue(call.x[REC]);
        boolean lpa2 = call.rmm.realms.hasLpa2(call.rd);
        long size = S2Entry.size(walk.level);
        int index = walk.index;
        for (long ipa = call.x[BASE] & -size; ipa < call.scratch; ipa += size) {
            long entry = call.rmm.rtts.entry(walk.table, index);
            if (S2Entry.ripas(entry, walk.level) != ripas) {
                call.rmm.rtts.setEntry(walk.table, index, S2Entry.withRipas(entry, ripas, walk.level, lpa2));
                if (S2Entry.isAssignedRam(entry, walk.level)) {
                    call.rmm.tlb.invalidate(call.rmm.realms.vmid(call.rd), ipa, size);
                }
            }
            index++;
        }
        call.rmm.recs.setRipasAddr(call.x[REC], call.scratch);
        call.output(1, call.scratch);
    }
}
