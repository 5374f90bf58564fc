package org.realmscope.rmm.rmi;

import java.util.function.Consumer;
import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.granule.GranuleTable;
import org.realmscope.rmm.rtt.Ripas;
import org.realmscope.rmm.rtt.RttWalk;
import org.realmscope.rmm.rtt.S2Entry;

/**
 * RMI_RTT_INIT_RIPAS (DEN0137, B4.3.20): entries become RAM, each of them is measured. {@link Call#scratch} is
 * walk_top.
 */
final class RttInitRipas extends RmiHandler {
    private static final int RD = 1;
    private static final int BASE = 2;
    private static final int TOP = 3;

    RttInitRipas(RmmChoices choices) {
        super(
                RmiCommand.RTT_INIT_RIPAS,
                ConditionTable.builder()
                        .withIf(choices.asReference(RmmChoice.CHECK_ORDER), RipasRange.sizeValid(BASE, TOP))
                        .with(Conditions.rd(RD))
                        .withIf(!choices.asReference(RmmChoice.CHECK_ORDER), RipasRange.sizeValid(BASE, TOP))
                        .with(range(choices.asReference(RmmChoice.INIT_RIPAS_BASE_ALIGNMENT)))
                        .with(Conditions.realmIsNew())
                        .with(entries(choices.asReference(RmmChoice.INIT_RIPAS_DESTROYED)))
                        .build());
    }

    private static Consumer<ConditionTable.Builder> range(boolean baseIsPageAligned) {
        return table -> table.condition(
                        "top_bound",
                        "top - 4 KiB is not Protected",
                        FailureCode.INPUT,
                        call -> !call.rmm.realms.isProtected(call.rd, call.x[TOP] - PhysicalMemory.GRANULE_SIZE))
                .compares(Operand.hex("top", call -> call.x[TOP]), Conditions.ipaWidth())
                .after("rd", "size_valid")
                .with(RipasRange.topAligned(TOP))
                .withIf(
                        baseIsPageAligned,
                        builder -> builder.condition(
                                        "base_gran_align",
                                        "base is not aligned to 4 KiB",
                                        FailureCode.INPUT,
                                        call -> !GranuleTable.isAligned(call.x[BASE]))
                                .compares(Operand.hex("base", call -> call.x[BASE])));
    }

    private static Consumer<ConditionTable.Builder> entries(boolean stopAtDestroyed) {
        return table -> table.with(Conditions.walkToPage(BASE, "rd", "size_valid", "top_bound"))
                .condition(
                        "base_align",
                        "base is not aligned to size(walk.level)",
                        FailureCode.RTT_WALK_LEVEL,
                        call -> !Conditions.isAligned(call.x[BASE], call.walk.level))
                .compares(Operand.hex("base", call -> call.x[BASE]), Conditions.walkLevel())
                .after("walk")
                .condition(
                        "rtte_state",
                        "walk.rtte.state != UNASSIGNED",
                        FailureCode.RTT_WALK_LEVEL,
                        call -> !S2Entry.isUnassigned(call.walk.entry))
                .compares(Conditions.walkState())
                .after("walk")
                .prepare(
                        "walk_top",
                        call -> call.scratch = call.rmm.rtts.skipWithRipas(
                                call.walk, call.x[BASE], call.x[TOP], stopAtDestroyed, true))
                .after("walk")
                .condition(
                        "no_progress",
                        "base == walk_top",
                        FailureCode.RTT_WALK_LEVEL,
                        call -> call.x[BASE] == call.scratch)
                .compares(Operand.hex("base", call -> call.x[BASE]), Operand.hex("walk_top", call -> call.scratch))
                .after("walk_top", "top_gran_align");
    }

    @Override
    void commit(Call call) {
        RttWalk walk = call.walk;
        long size = S2Entry.size(walk.level);
        int index = walk.index;
        for (long ipa = call.x[BASE]; ipa < call.scratch; ipa += size) {
            call.rmm.rtts.setEntry(walk.table, index, S2Entry.createUnassigned(Ripas.RAM.ordinal()));
            call.rmm.measurements.extendRipas(call.rd, ipa, ipa + size);
            index++;
        }
        call.output(1, call.scratch);
    }
}
