package org.realmscope.rmm.rmi;

import java.util.function.Consumer;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.rtt.S2Entry;

/** What DATA_CREATE and DATA_CREATE_UNKNOWN share: X1 rd, X2 data, X3 ipa. */
final class DataPlacement {
    static final int RD = 1;
    static final int DATA = 2;
    static final int IPA = 3;

    private DataPlacement() {}

    /** {@code data_align}, {@code data_bound}, {@code data_state}. */
    static Consumer<ConditionTable.Builder> dataGranule() {
        return Conditions.granule("data", "data_state", DATA, GranuleState.DELEGATED);
    }

    /** {@code data_bound2}. */
    static Consumer<ConditionTable.Builder> dataFits() {
        return Conditions.addressFits("data_bound2", "data", call -> call.x[DATA]);
    }

    /** {@code rtt_walk} and {@code rtte_state}: the page is not there to be mapped. */
    static Consumer<ConditionTable.Builder> unassignedPage() {
        return table -> table.with(Conditions.walkToPage(IPA, "rd", "ipa_bound"))
                .with(Conditions.walkReaches(call -> S2Entry.PAGE_LEVEL, "3"))
                .condition(
                        "rtte_state",
                        "walk.rtte.state != UNASSIGNED",
                        FailureCode.RTT_WALK_LEVEL,
                        call -> !S2Entry.isUnassigned(call.walk.entry))
                .compares(Conditions.walkState(), Operand.hex("ipa", call -> call.x[IPA]))
                .after("rtt_walk");
    }

    /** Makes the granule DATA and maps it with this RIPAS. */
    static void map(Call call, int ripas) {
        long data = call.x[DATA];
        call.rmm.granules.set(data, GranuleState.DATA, call.rd);
        call.rmm.rtts.setEntry(
                call.walk.table,
                call.walk.index,
                S2Entry.createAssigned(data, ripas, call.walk.level, call.rmm.realms.hasLpa2(call.rd)));
    }
}
