package org.realmscope.rmm.rsi;

import java.util.function.Consumer;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Conditions;
import org.realmscope.rmm.command.Disposition;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.run.ExitRecord;
import org.realmscope.rmm.run.RealmMemory;

/** Conditions on addresses and ranges that a realm passes. */
final class RealmAddresses {
    private RealmAddresses() {}

    /**
     * {@code addr_align} and {@code addr_bound}: X{@code register} is a Protected IPA aligned to {@code size} bytes.
     */
    static Consumer<ConditionTable.Builder> address(int register, long size) {
        return table -> table.condition(
                        "addr_align",
                        "addr is not aligned to 0x" + Long.toHexString(size),
                        FailureCode.RSI_INPUT,
                        call -> (call.x[register] & size - 1) != 0)
                .compares(Operand.hex("addr", call -> call.x[register]))
                .condition(
                        "addr_bound",
                        "addr is not Protected",
                        FailureCode.RSI_INPUT,
                        call -> !call.rmm.realms.isProtected(call.rd, call.x[register]))
                .compares(Operand.hex("addr", call -> call.x[register]), Conditions.ipaWidth());
    }

    /** {@code addr_ripas}: the page of the address in X{@code register} is EMPTY. Not in the specification's table. */
    static Consumer<ConditionTable.Builder> notEmpty(int register) {
        return table -> table.prepare("walk", call -> RealmMemory.walk(call, call.x[register]))
                .after("addr_bound")
                .condition("addr_ripas", "RIPAS of addr is EMPTY", FailureCode.RSI_INPUT, RealmMemory::isEmpty)
                .compares(Operand.hex("addr", call -> call.x[register]), Conditions.walkState())
                .after("walk");
    }

    /** Whether the page that the conditions walked to can be accessed; if not, the REC exits as if the realm had. */
    static boolean isAccessible(Call call, ExitRecord exit, long ipa) {
        if (RealmMemory.isAccessible(call)) {
            return true;
        }
        RealmMemory.abort(call, exit, ipa);
        call.disposition = Disposition.EXIT_AND_REPEAT;
        return false;
    }

    /** {@code base_align}, {@code top_align}, {@code size_valid}, {@code rgn_bound}: [X1, X2) is a Protected range. */
    static void range(ConditionTable.Builder table, String topLabel) {
        table.condition(
                        "base_align",
                        "base is not aligned to 4 KiB",
                        FailureCode.RSI_INPUT,
                        call -> (call.x[1] & 0xfff) != 0)
                .compares(Operand.hex("base", call -> call.x[1]))
                .condition(
                        topLabel,
                        "top is not aligned to 4 KiB",
                        FailureCode.RSI_INPUT,
                        call -> (call.x[2] & 0xfff) != 0)
                .compares(Operand.hex("top", call -> call.x[2]))
                .condition(
                        "size_valid",
                        "top <= base",
                        FailureCode.RSI_INPUT,
                        call -> Long.compareUnsigned(call.x[2], call.x[1]) <= 0)
                .compares(Operand.hex("base", call -> call.x[1]), Operand.hex("top", call -> call.x[2]))
                .condition(
                        "rgn_bound",
                        "[base, top) is not Protected",
                        FailureCode.RSI_INPUT,
                        call -> !call.rmm.realms.isProtected(call.rd, call.x[1])
                                || !call.rmm.realms.isProtected(call.rd, call.x[2] - 1))
                .compares(
                        Operand.hex("base", call -> call.x[1]),
                        Operand.hex("top", call -> call.x[2]),
                        Conditions.ipaWidth());
    }
}
