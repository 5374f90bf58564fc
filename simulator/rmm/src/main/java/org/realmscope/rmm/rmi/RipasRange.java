package org.realmscope.rmm.rmi;

import java.util.function.Consumer;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.granule.GranuleTable;

/** Conditions on the range of RTT_INIT_RIPAS and RTT_SET_RIPAS. */
final class RipasRange {
    private RipasRange() {}

    /** {@code size_valid}: the range is empty. */
    static Consumer<ConditionTable.Builder> sizeValid(int base, int top) {
        return table -> table.condition(
                        "size_valid",
                        "top <= base",
                        FailureCode.INPUT,
                        call -> Long.compareUnsigned(call.x[top], call.x[base]) <= 0)
                .compares(Operand.hex("base", call -> call.x[base]), Operand.hex("top", call -> call.x[top]));
    }

    /** {@code top_gran_align}: the range ends inside a page. */
    static Consumer<ConditionTable.Builder> topAligned(int top) {
        return table -> table.condition(
                        "top_gran_align",
                        "top is not aligned to 4 KiB",
                        FailureCode.INPUT,
                        call -> !GranuleTable.isAligned(call.x[top]))
                .compares(Operand.hex("top", call -> call.x[top]));
    }
}
