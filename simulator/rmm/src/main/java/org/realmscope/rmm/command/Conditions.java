package org.realmscope.rmm.command;

import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.granule.GranuleTable;
import org.realmscope.rmm.realm.RealmState;
import org.realmscope.rmm.rtt.S2Entry;

/** Conditions that several commands share, written once. */
public final class Conditions {
    private Conditions() {}

    /**
     * {@code rd_align}, {@code rd_bound}, {@code rd_state}: X{@code register} is the RD of a Realm; sets
     * {@link Call#rd}.
     */
    public static Consumer<ConditionTable.Builder> rd(int register) {
        return table -> table.with(granule("rd", "rd_state", register, GranuleState.RD))
                .prepare("rd", call -> call.rd = call.x[register])
                .after("rd_state");
    }

    /**
     * {@code name_align}, {@code name_bound} and {@code stateLabel}: X{@code register} is a granule in {@code state}.
     */
    public static Consumer<ConditionTable.Builder> granule(
            String name, String stateLabel, int register, GranuleState state) {
        return granule(name, name, stateLabel, call -> call.x[register], state);
    }

    /**
     * {@code prefix_align}, {@code prefix_bound} and {@code stateLabel}: an address is a granule in {@code state}.
     *
     * @param name of the address in the specification
     */
    public static Consumer<ConditionTable.Builder> granule(
            String prefix, String name, String stateLabel, ToLongFunction<Call> address, GranuleState state) {
        return table -> table.with(bounds(prefix, name, address))
                .condition(
                        stateLabel,
                        "Granule(" + name + ").state != " + state,
                        FailureCode.INPUT,
                        call -> !call.rmm.granules.is(address.applyAsLong(call), state))
                .compares(granuleState(name, address))
                .after(prefix + "_bound");
    }

    /**
     * {@code name_align}, {@code name_bound}, {@code name_pas}: X{@code register} is memory that the host can access.
     */
    public static Consumer<ConditionTable.Builder> nonSecure(String prefix, String name, int register) {
        return table -> table.with(bounds(prefix, name, call -> call.x[register]))
                .condition(
                        prefix + "_pas",
                        "Granule(" + name + ") is not accessible via the NS PAS",
                        FailureCode.INPUT,
                        call -> !call.rmm.isNonSecure(call.x[register]))
                .compares(new Operand(
                        "Granule(" + name + ").gpt",
                        call -> call.rmm
                                .platform
                                .granuleProtection
                                .owner(call.x[register])
                                .label()))
                .after(prefix + "_bound");
    }

    private static Consumer<ConditionTable.Builder> bounds(String prefix, String name, ToLongFunction<Call> address) {
        return table -> table.condition(
                        prefix + "_align",
                        name + " is not aligned to 4 KiB",
                        FailureCode.INPUT,
                        call -> !GranuleTable.isAligned(address.applyAsLong(call)))
                .compares(Operand.hex(name, address))
                .condition(
                        prefix + "_bound",
                        name + " is not delegable memory",
                        FailureCode.INPUT,
                        call -> !call.rmm.granules.isDelegable(address.applyAsLong(call)))
                .compares(Operand.hex(name, address));
    }

    /** {@code realm_state}: the Realm is not NEW. */
    public static Consumer<ConditionTable.Builder> realmIsNew() {
        return table -> table.condition(
                        "realm_state",
                        "Realm(rd).state != NEW",
                        FailureCode.REALM,
                        call -> !call.rmm.realms.is(call.rd, RealmState.NEW))
                .compares(realmState())
                .after("rd");
    }

    /** {@code data_bound2} or {@code rtt_bound2}: an address needs LPA2 and the Realm does not have it. */
    public static Consumer<ConditionTable.Builder> addressFits(
            String label, String name, ToLongFunction<Call> address) {
        return table -> table.condition(
                        label,
                        "feat_lpa2 is false and " + name + " >= 2^48",
                        FailureCode.INPUT,
                        call -> address.applyAsLong(call) >>> 48 != 0 && !call.rmm.realms.hasLpa2(call.rd))
                .compares(Operand.hex(name, address))
                .after("rd");
    }

    /** {@code ipa_align}: X{@code register} is not aligned to what an entry of {@code level} describes. */
    public static Consumer<ConditionTable.Builder> ipaAligned(
            int register, ToLongFunction<Call> level, String levelName) {
        return table -> table.condition(
                        "ipa_align",
                        "ipa is not aligned to size(" + levelName + ")",
                        FailureCode.INPUT,
                        call -> !isAligned(call.x[register], level.applyAsLong(call)))
                .compares(Operand.hex("ipa", call -> call.x[register]), Operand.decimal(levelName, level))
                .after("level_bound");
    }

    /** {@code ipa_align} and {@code ipa_bound} for a page: X{@code register} is 4 KiB aligned and Protected. */
    public static Consumer<ConditionTable.Builder> protectedPage(int register) {
        return table -> table.condition(
                        "ipa_align",
                        "ipa is not aligned to 4 KiB",
                        FailureCode.INPUT,
                        call -> !GranuleTable.isAligned(call.x[register]))
                .compares(Operand.hex("ipa", call -> call.x[register]))
                .condition(
                        "ipa_bound",
                        "ipa is not Protected",
                        FailureCode.INPUT,
                        call -> !call.rmm.realms.isProtected(call.rd, call.x[register]))
                .compares(Operand.hex("ipa", call -> call.x[register]), ipaWidth())
                .after("rd");
    }

    /** {@code ipa_bound}: X{@code register} is beyond the IPA space. */
    public static Consumer<ConditionTable.Builder> inIpaSpace(int register) {
        return table -> table.condition(
                        "ipa_bound",
                        "ipa >= 2^ipa_width",
                        FailureCode.INPUT,
                        call -> !call.rmm.realms.isInIpaSpace(call.rd, call.x[register]))
                .compares(Operand.hex("ipa", call -> call.x[register]), ipaWidth())
                .after("rd");
    }

    /** {@code ipa_bound}: X{@code register} is Protected or beyond the IPA space. */
    public static Consumer<ConditionTable.Builder> unprotectedIpa(int register) {
        return table -> table.condition(
                        "ipa_bound",
                        "ipa is not Unprotected",
                        FailureCode.INPUT,
                        call -> !call.rmm.realms.isInIpaSpace(call.rd, call.x[register])
                                || call.rmm.realms.isProtected(call.rd, call.x[register]))
                .compares(Operand.hex("ipa", call -> call.x[register]), ipaWidth())
                .after("rd");
    }

    /** {@code level_bound}: X{@code register} is not the level of a table below the starting level. */
    public static Consumer<ConditionTable.Builder> tableLevel(int register) {
        return table -> table.condition(
                        "level_bound",
                        "level is not a level of the Realm's RTT below the starting level",
                        FailureCode.INPUT,
                        call -> call.x[register] <= call.rmm.realms.rttLevelStart(call.rd)
                                || call.x[register] > S2Entry.PAGE_LEVEL)
                .compares(Operand.decimal("level", call -> call.x[register]), rttLevelStart())
                .after("rd");
    }

    /** {@code level_bound}: X{@code register} is not a level at which blocks or pages can be mapped. */
    public static Consumer<ConditionTable.Builder> leafLevel(int register) {
        return table -> table.condition(
                        "level_bound",
                        "level is not a block or page level of the Realm's RTT",
                        FailureCode.INPUT,
                        call -> call.x[register] < S2Entry.MIN_BLOCK_LEVEL
                                || call.x[register] < call.rmm.realms.rttLevelStart(call.rd)
                                || call.x[register] > S2Entry.PAGE_LEVEL)
                .compares(Operand.decimal("level", call -> call.x[register]), rttLevelStart())
                .after("rd");
    }

    /** Walks to X{@code level} plus {@code offset} for the IPA in X{@code ipa}. */
    public static Consumer<ConditionTable.Builder> walk(int ipa, int level, int offset) {
        return table -> table.prepare(
                        "walk",
                        call -> call.rmm.rtts.walk(call.rd, call.x[ipa], (int) call.x[level] + offset, call.walk))
                .after("rd", "level_bound", "ipa_bound");
    }

    /** Walks to the page level for the IPA in X{@code ipa}; the walk needs the conditions {@code after}. */
    public static Consumer<ConditionTable.Builder> walkToPage(int ipa, String... after) {
        return table -> table.prepare(
                        "walk", call -> call.rmm.rtts.walk(call.rd, call.x[ipa], S2Entry.PAGE_LEVEL, call.walk))
                .after(after);
    }

    /** {@code rtt_walk}: the walk ended above {@code level}. */
    public static Consumer<ConditionTable.Builder> walkReaches(ToLongFunction<Call> level, String levelName) {
        return table -> table.condition(
                        "rtt_walk",
                        "walk.level < " + levelName,
                        FailureCode.RTT_WALK_LEVEL,
                        call -> call.walk.level < level.applyAsLong(call))
                .compares(walkLevel(), Operand.decimal(levelName, level))
                .after("walk");
    }

    /** Whether {@code address} is aligned to what an entry of {@code level} describes; no level is 4 or more. */
    public static boolean isAligned(long address, long level) {
        return level <= S2Entry.PAGE_LEVEL && level >= -1 && (address & S2Entry.size((int) level) - 1) == 0;
    }

    // --- operands

    public static Operand granuleState(String name, ToLongFunction<Call> address) {
        return new Operand(
                "Granule(" + name + ").state",
                call -> call.rmm.granules.state(address.applyAsLong(call)).name());
    }

    public static Operand realmState() {
        return new Operand(
                "Realm(rd).state", call -> call.rmm.realms.state(call.rd).name());
    }

    public static Operand ipaWidth() {
        return Operand.decimal("ipa_width", call -> call.rmm.realms.ipaWidth(call.rd));
    }

    public static Operand rttLevelStart() {
        return Operand.decimal("rtt_level_start", call -> call.rmm.realms.rttLevelStart(call.rd));
    }

    public static Operand walkLevel() {
        return Operand.decimal("walk.level", call -> call.walk.level);
    }

    public static Operand walkState() {
        return new Operand("walk.rtte.state", call -> call.walk.state().name());
    }
}
