package org.realmscope.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.pe.Pe;
import org.realmscope.rmm.choices.RmmChoices;
import org.realmscope.rmm.command.Condition;
import org.realmscope.rmm.command.EvaluatedCondition;

/**
 * One test per labelled failure condition of each RMI command: from a call that succeeds to one that only this
 * condition fails.
 */
class RmiConditionsSpecTest {
    private static final long INPUT = 0x1;
    private static final long REALM = 0x2;
    private static final long REC = 0x3;
    private static final long RTT_1 = 0x104;
    private static final long RTT_2 = 0x204;
    private static final long RTT_3 = 0x304;

    /** A mutation of a good call; it may change the arguments and the machine. */
    private interface Mutation extends BiConsumer<RmmFixture, long[]> {}

    private record Row(RmiCommand command, String label, long expected, RmmChoices choices, Mutation mutation) {}

    private static final List<Row> ROWS = new ArrayList<>();

    static {
        granules();
        realms();
        recs();
        recEnter();
        psciComplete();
        data();
        tables();
        ripas();
        unprotected();
    }

    private static void row(RmiCommand command, String label, long expected, Mutation mutation) {
        ROWS.add(new Row(command, label, expected, RmmChoices.SPECIFICATION, mutation));
    }

    private static void reference(RmiCommand command, String label, long expected, Mutation mutation) {
        ROWS.add(new Row(command, label, expected, RmmChoices.TF_RMM_REL0, mutation));
    }

    /** Rows for an argument that names a granule in some state. */
    private static void granule(RmiCommand command, String prefix, String stateLabel, int argument) {
        row(command, prefix + "_align", INPUT, (f, x) -> x[argument] += 8);
        row(command, prefix + "_bound", INPUT, (f, x) -> x[argument] = RmmFixture.DRAM - RmmFixture.GRANULE);
        row(command, stateLabel, INPUT, (f, x) -> x[argument] = f.granule());
    }

    /** Rows for an argument that names memory of the host. */
    private static void nonSecure(RmiCommand command, String prefix, int argument) {
        row(command, prefix + "_align", INPUT, (f, x) -> x[argument] += 8);
        row(command, prefix + "_bound", INPUT, (f, x) -> x[argument] = RmmFixture.DRAM + RmmFixture.DRAM_SIZE);
        row(command, prefix + "_pas", INPUT, (f, x) -> x[argument] = f.delegated());
    }

    private static void granules() {
        row(RmiCommand.VERSION, "req", INPUT, (f, x) -> x[0] = 0x1_0001);
        row(RmiCommand.GRANULE_DELEGATE, "gran_align", INPUT, (f, x) -> x[0] += 1);
        row(RmiCommand.GRANULE_DELEGATE, "gran_bound", INPUT, (f, x) -> x[0] = 0x1000);
        row(RmiCommand.GRANULE_DELEGATE, "gran_state", INPUT, (f, x) -> x[0] = f.delegated());
        row(
                RmiCommand.GRANULE_DELEGATE,
                "gran_gpt",
                INPUT,
                (f, x) -> f.platform.assignGranule(x[0], PhysicalAddressSpace.SECURE));
        granule(RmiCommand.GRANULE_UNDELEGATE, "gran", "gran_state", 0);
    }

    private static void realms() {
        granule(RmiCommand.REALM_CREATE, "rd", "rd_state", 0);
        nonSecure(RmiCommand.REALM_CREATE, "params", 1);
        row(RmiCommand.REALM_CREATE, "params_valid", INPUT, (f, x) -> f.memory.write8(x[1] + 0x30, 2));
        row(RmiCommand.REALM_CREATE, "params_supp", INPUT, (f, x) -> f.memory.write8(x[1] + 0x18, 0));
        row(RmiCommand.REALM_CREATE, "rtt_num_level", INPUT, (f, x) -> f.memory.write32(x[1] + 0x818, 2));
        row(RmiCommand.REALM_CREATE, "vmid_valid", INPUT, (f, x) -> {
            f.realm();
            int used = f.memory.read16(x[1] + 0x800);
            f.realmParameters(x[1], f.delegated());
            f.memory.write16(x[1] + 0x800, used);
        });
        row(RmiCommand.REALM_CREATE, "alias", INPUT, (f, x) -> f.memory.write64(x[1] + 0x808, x[0]));
        row(
                RmiCommand.REALM_CREATE,
                "rtt_align",
                INPUT,
                (f, x) -> f.memory.write64(x[1] + 0x808, f.memory.read64(x[1] + 0x808) + 0x800));
        row(RmiCommand.REALM_CREATE, "rtt_state", INPUT, (f, x) -> f.memory.write64(x[1] + 0x808, f.granule()));
        granule(RmiCommand.REALM_ACTIVATE, "rd", "rd_state", 0);
        row(RmiCommand.REALM_ACTIVATE, "realm_state", REALM, (f, x) -> f.succeed(RmiCommand.REALM_ACTIVATE, x[0]));
        granule(RmiCommand.REALM_DESTROY, "rd", "rd_state", 0);
        row(RmiCommand.REALM_DESTROY, "realm_live", REALM, (f, x) -> f.rec(x[0], 0));
        granule(RmiCommand.REC_AUX_COUNT, "rd", "rd_state", 0);
    }

    private static void recs() {
        RmiCommand create = RmiCommand.REC_CREATE;
        granule(create, "rd", "rd_state", 0);
        granule(create, "rec", "rec_state", 1);
        nonSecure(create, "params", 2);
        row(create, "num_aux_bound", INPUT, (f, x) -> f.memory.write64(x[2] + 0x800, 17));
        row(create, "realm_state", REALM, (f, x) -> f.succeed(RmiCommand.REALM_ACTIVATE, x[0]));
        row(create, "num_recs", REALM, (f, x) -> {
            for (int i = 0; i < 7; i++) {
                f.rec(x[0], i);
            }
            f.recParameters(x[2], 7, 0);
        });
        row(create, "mpidr_index", INPUT, (f, x) -> f.memory.write64(x[2] + 0x100, 1));
        row(create, "num_aux", INPUT, (f, x) -> f.memory.write64(x[2] + 0x800, 15));
        row(create, "aux_align", INPUT, (f, x) -> f.memory.write8(x[2] + 0x808, 8));
        row(create, "aux_alias", INPUT, (f, x) -> f.memory.write64(x[2] + 0x808, x[1]));
        row(create, "aux_state", INPUT, (f, x) -> f.memory.write64(x[2] + 0x808, f.granule()));
        granule(RmiCommand.REC_DESTROY, "rec", "rec_gran_state", 0);
        row(RmiCommand.REC_DESTROY, "rec_state", REC, (f, x) -> run(f, x[0]));
    }

    /** Makes the REC run on PE 0, so that the command comes from PE 1. */
    private static void run(RmmFixture f, long rec) {
        long rd = f.rmm.view(f.platform).rec(rec).rd();
        f.call(RmiCommand.REALM_ACTIVATE, rd);
        f.enter(rec);
        assertTrue(f.isInRealm());
    }

    private static void recEnter() {
        RmiCommand enter = RmiCommand.REC_ENTER;
        granule(enter, "rec", "rec_gran_state", 0);
        nonSecure(enter, "run", 1);
        row(enter, "realm_new", REALM, (f, x) -> x[0] = f.rec(f.realm(), 0));
        row(enter, "system_off", 0x102, (f, x) -> f.enterAndCall(x[0], 0x8400_0008L));
        row(enter, "rec_state", REC, (f, x) -> run(f, x[0]));
        row(enter, "rec_runnable", REC, (f, x) -> f.enterAndCall(x[0], 0x8400_0002L));
        row(enter, "rec_psci", REC, (f, x) -> {
            long rd = f.realm();
            long rec = f.rec(rd, 0);
            GoodCalls.offRec(f, rd, 1);
            f.succeed(RmiCommand.REALM_ACTIVATE, rd);
            f.enterAndCall(rec, GoodCalls.PSCI_CPU_ON, 1, 0, 0);
            x[0] = rec;
        });
        row(enter, "rec_gicv3", REC, (f, x) -> f.memory.write64(x[1] + 0x300, 1));
        row(enter, "rec_mmio", REC, (f, x) -> f.memory.write64(x[1], 1));
        reference(enter, "rec_sea", REC, (f, x) -> f.memory.write64(x[1], 2));
    }

    private static void psciComplete() {
        RmiCommand complete = RmiCommand.PSCI_COMPLETE;
        row(complete, "alias", INPUT, (f, x) -> x[1] = x[0]);
        granule(complete, "calling", "calling_state", 0);
        granule(complete, "target", "target_state", 1);
        row(complete, "pending", INPUT, (f, x) -> f.succeed(complete, x));
        row(complete, "owner", INPUT, (f, x) -> {
            long other = f.realm();
            f.rec(other, 0);
            x[1] = GoodCalls.offRec(f, other, 1);
        });
        row(complete, "target", INPUT, (f, x) -> {
            long rd = f.realm();
            long calling = f.rec(rd, 0);
            GoodCalls.offRec(f, rd, 1);
            long wrong = GoodCalls.offRec(f, rd, 2);
            f.succeed(RmiCommand.REALM_ACTIVATE, rd);
            f.enterAndCall(calling, GoodCalls.PSCI_CPU_ON, 1, 0, 0);
            x[0] = calling;
            x[1] = wrong;
        });
        row(complete, "status", INPUT, (f, x) -> x[2] = -2);
    }

    private static void data() {
        RmiCommand create = RmiCommand.DATA_CREATE;
        nonSecure(create, "src", 3);
        reference(create, "flags_reserved", INPUT, (f, x) -> x[4] = 2);
        row(create, "realm_state", REALM, (f, x) -> f.succeed(RmiCommand.REALM_ACTIVATE, x[0]));
        for (RmiCommand command : List.of(create, RmiCommand.DATA_CREATE_UNKNOWN)) {
            granule(command, "rd", "rd_state", 0);
            granule(command, "data", "data_state", 1);
            row(command, "ipa_align", INPUT, (f, x) -> x[2] += 8);
            row(command, "ipa_bound", INPUT, (f, x) -> x[2] = RmmFixture.UNPROTECTED);
            row(command, "rtt_walk", RTT_2, (f, x) -> x[2] = 0x20_0000);
            row(command, "rtte_state", RTT_3, (f, x) -> f.data(x[0], x[2]));
        }
        RmiCommand destroy = RmiCommand.DATA_DESTROY;
        granule(destroy, "rd", "rd_state", 0);
        row(destroy, "ipa_align", INPUT, (f, x) -> x[1] += 8);
        row(destroy, "ipa_bound", INPUT, (f, x) -> x[1] = 1L << 39);
        row(destroy, "rtt_walk", RTT_1, (f, x) -> x[1] = 1L << 30);
        row(destroy, "rtte_state", RTT_3, (f, x) -> x[1] += 0x1000);
    }

    private static void tables() {
        RmiCommand create = RmiCommand.RTT_CREATE;
        granule(create, "rd", "rd_state", 0);
        granule(create, "rtt", "rtt_state", 1);
        row(create, "level_bound", INPUT, (f, x) -> x[3] = 1);
        row(create, "ipa_align", INPUT, (f, x) -> x[2] = 0x1000);
        row(create, "ipa_bound", INPUT, (f, x) -> x[2] = 1L << 39);
        row(create, "rtt_walk", RTT_1, (f, x) -> x[3] = 3);
        row(create, "rtte_state", RTT_1, (f, x) -> f.succeed(create, x[0], f.delegated(), 0, 2));
        for (RmiCommand command : List.of(RmiCommand.RTT_DESTROY, RmiCommand.RTT_FOLD)) {
            granule(command, "rd", "rd_state", 0);
            row(command, "level_bound", INPUT, (f, x) -> x[2] = 4);
            row(command, "ipa_align", INPUT, (f, x) -> x[1] = 0x1000);
            row(command, "ipa_bound", INPUT, (f, x) -> x[1] = 1L << 40);
            row(command, "rtt_walk", RTT_1, (f, x) -> x[1] = 1L << 30);
            row(command, "rtte_state", RTT_2, (f, x) -> x[1] = 0x20_0000);
        }
        row(RmiCommand.RTT_DESTROY, "rtt_live", RTT_3, (f, x) -> f.data(x[0], 0));
        row(RmiCommand.RTT_FOLD, "rtt_homo", RTT_3, (f, x) -> f.data(x[0], 0));
        RmiCommand read = RmiCommand.RTT_READ_ENTRY;
        granule(read, "rd", "rd_state", 0);
        row(read, "level_bound", INPUT, (f, x) -> x[2] = 0);
        row(read, "ipa_align", INPUT, (f, x) -> x[1] = 0x1000);
        row(read, "ipa_bound", INPUT, (f, x) -> x[1] = 1L << 39);
    }

    private static void ripas() {
        RmiCommand init = RmiCommand.RTT_INIT_RIPAS;
        granule(init, "rd", "rd_state", 0);
        row(init, "size_valid", INPUT, (f, x) -> x[2] = x[1]);
        row(init, "top_bound", INPUT, (f, x) -> x[2] = RmmFixture.UNPROTECTED + 0x1000);
        row(init, "top_gran_align", INPUT, (f, x) -> x[2] += 8);
        reference(init, "base_gran_align", INPUT, (f, x) -> x[1] += 8);
        row(init, "realm_state", REALM, (f, x) -> f.succeed(RmiCommand.REALM_ACTIVATE, x[0]));
        row(init, "base_align", RTT_2, (f, x) -> {
            x[1] = 0x20_1000;
            x[2] = 0x40_0000;
        });
        row(init, "rtte_state", RTT_3, (f, x) -> f.data(x[0], 0));
        row(init, "no_progress", RTT_2, (f, x) -> {
            x[1] = 0x20_0000;
            x[2] = 0x20_1000;
        });
        RmiCommand set = RmiCommand.RTT_SET_RIPAS;
        granule(set, "rd", "rd_state", 0);
        granule(set, "rec", "rec_gran_state", 1);
        row(set, "rec_state", REC, (f, x) -> run(f, x[1]));
        row(set, "rec_owner", REC, (f, x) -> x[0] = f.realm());
        row(set, "size_valid", INPUT, (f, x) -> x[3] = x[2]);
        row(set, "base_bound", INPUT, (f, x) -> x[2] += 0x1000);
        row(set, "top_bound", INPUT, (f, x) -> x[3] += 0x1000);
        row(set, "top_gran_align", INPUT, (f, x) -> x[3] -= 8);
        row(set, "base_align", RTT_2, (f, x) -> request(f, x, 0x20_1000, 0x40_0000));
        row(set, "no_progress", RTT_2, (f, x) -> request(f, x, 0x20_0000, 0x20_1000));
    }

    /** Lets the realm ask for RAM in another range instead. */
    private static void request(RmmFixture f, long[] x, long base, long top) {
        f.enter(x[1]);
        f.realmCall(GoodCalls.RSI_IPA_STATE_SET, base, top, 1, 0);
        x[2] = base;
        x[3] = top;
    }

    private static void unprotected() {
        RmiCommand map = RmiCommand.RTT_MAP_UNPROTECTED;
        row(map, "attr_valid", INPUT, (f, x) -> x[3] = RmmFixture.ns(5) | 4 << 2);
        row(map, "addr_align", INPUT, (f, x) -> {
            x[1] = RmmFixture.UNPROTECTED + 0x20_0000;
            x[2] = 2;
        });
        row(map, "addr_bound", INPUT, (f, x) -> x[3] |= 1L << 48);
        row(map, "rtte_state", RTT_3, (f, x) -> f.succeed(map, x));
        RmiCommand unmap = RmiCommand.RTT_UNMAP_UNPROTECTED;
        row(unmap, "rtte_state", RTT_3, (f, x) -> x[1] += 0x1000);
        for (RmiCommand command : List.of(map, unmap)) {
            granule(command, "rd", "rd_state", 0);
            row(command, "level_bound", INPUT, (f, x) -> x[2] = 0);
            row(command, "ipa_align", INPUT, (f, x) -> x[1] += 8);
            row(command, "ipa_bound", INPUT, (f, x) -> x[1] = 0x1000);
            row(command, "rtt_walk", RTT_2, (f, x) -> x[1] += 0x20_0000);
        }
    }

    static Stream<Arguments> rows() {
        return ROWS.stream().map(row -> Arguments.of(row.command().name(), row.label(), row));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rows")
    void conditionFailsTheCommand(String command, String label, Row row) {
        RmmFixture f = new RmmFixture(row.choices());
        long[] x = GoodCalls.arguments(f, row.command());
        row.mutation().accept(f, x);
        Pe caller = f.isInRealm() ? f.platform.pe(1) : f.pe;
        caller.x[0] = row.command().functionId();
        System.arraycopy(x, 0, caller.x, 1, x.length);
        List<EvaluatedCondition> evaluated = f.rmm.explain(caller);
        String first = evaluated.stream()
                .filter(condition -> condition.verdict() == EvaluatedCondition.Verdict.TRUE)
                .map(condition -> condition.condition().label())
                .findFirst()
                .orElse("none");
        assertEquals(label, first, Arrays.toString(x));
        assertEquals(row.expected(), f.callOn(caller, row.command(), x));
    }

    @ParameterizedTest
    @EnumSource(RmiCommand.class)
    void goodCallSucceeds(RmiCommand command) {
        RmmFixture f = new RmmFixture();
        long[] x = GoodCalls.arguments(f, command);
        f.call(command, x);
        assertTrue(f.isInRealm() || f.pe.x[0] == 0, command + ": " + Long.toHexString(f.pe.x[0]));
    }

    /** Conditions that cannot be made true on this platform: addresses of 2^48 and above are not delegable here. */
    private static final Map<RmiCommand, List<String>> UNREACHABLE = Map.of(
            RmiCommand.DATA_CREATE, List.of("data_bound2"),
            RmiCommand.DATA_CREATE_UNKNOWN, List.of("data_bound2"),
            RmiCommand.RTT_CREATE, List.of("rtt_bound2"));

    @Test
    void everyConditionHasATest() {
        for (RmmChoices choices : List.of(RmmChoices.SPECIFICATION, RmmChoices.TF_RMM_REL0)) {
            RmmFixture f = new RmmFixture(choices);
            for (RmiCommand command : RmiCommand.values()) {
                for (Condition condition : f.rmm.conditions(f.platform, command)) {
                    boolean tested = ROWS.stream()
                            .anyMatch(row ->
                                    row.command() == command && row.label().equals(condition.label()));
                    boolean unreachable =
                            UNREACHABLE.getOrDefault(command, List.of()).contains(condition.label());
                    assertTrue(tested != unreachable, command + " " + condition.label());
                }
            }
        }
    }
}
