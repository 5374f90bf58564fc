package org.realmscope.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.pe.Pe;

/** Two conditions of a command hold, and the specification orders them: the code is that of the first. */
class RmiPrioritySpecTest {
    private static final long INPUT = 0x1;
    private static final long UNALIGNED_TOP = 0x20_0800;

    /** @param call arguments of a call for which both conditions hold */
    private record Pair(String order, RmiCommand command, long expected, Function<RmmFixture, long[]> call) {}

    static Stream<Arguments> pairs() {
        return Stream.of(states(), tables(), ripas(), unprotected())
                .flatMap(pairs -> pairs)
                .map(pair -> Arguments.of(pair.command().name() + ": " + pair.order(), pair));
    }

    private static Stream<Pair> states() {
        return Stream.of(
                new Pair("rd_state < realm_state", RmiCommand.REALM_ACTIVATE, INPUT, f -> x(active(f) + 0x800)),
                new Pair("rd_bound < realm_live", RmiCommand.REALM_DESTROY, INPUT, f -> x(1L << 50)),
                new Pair("rd_state < realm_state", RmiCommand.REC_CREATE, INPUT, f -> {
                    f.recParameters(RmmFixture.ns(1), 0, 0);
                    return x(f.granule(), f.delegated(), RmmFixture.ns(1));
                }),
                new Pair("rec_gran_state < rec_state", RmiCommand.REC_DESTROY, INPUT, f -> x(f.delegated())),
                new Pair(
                        "run_pas < realm_new", RmiCommand.REC_ENTER, INPUT, f -> x(f.rec(f.realm(), 0), f.delegated())),
                new Pair("run_bound < rec_runnable", RmiCommand.REC_ENTER, INPUT, f -> {
                    long rd = f.realm();
                    long rec = GoodCalls.offRec(f, rd, 0);
                    f.succeed(RmiCommand.REALM_ACTIVATE, rd);
                    return x(rec, 0x1000);
                }),
                new Pair("rec_align < rec_gicv3", RmiCommand.REC_ENTER, INPUT, f -> {
                    long[] x = GoodCalls.arguments(f, RmiCommand.REC_ENTER);
                    f.memory.write64(x[1] + 0x300, 1);
                    return x(x[0] + 8, x[1]);
                }),
                new Pair(
                        "rd_state < rtt_walk",
                        RmiCommand.DATA_CREATE,
                        INPUT,
                        f -> x(f.delegated(), f.delegated(), 0, RmmFixture.ns(3), 0)),
                new Pair(
                        "ipa_bound < rtt_walk",
                        RmiCommand.DATA_CREATE,
                        INPUT,
                        f -> x(f.realm(), f.delegated(), RmmFixture.UNPROTECTED, RmmFixture.ns(3), 0)),
                new Pair(
                        "ipa_bound < rtt_walk",
                        RmiCommand.DATA_CREATE_UNKNOWN,
                        INPUT,
                        f -> x(f.realm(), f.delegated(), RmmFixture.UNPROTECTED)),
                new Pair("rd_state < rtt_walk", RmiCommand.DATA_DESTROY, INPUT, f -> x(f.delegated(), 0)),
                new Pair(
                        "ipa_bound < rtt_walk",
                        RmiCommand.DATA_DESTROY,
                        INPUT,
                        f -> x(f.realm(), RmmFixture.UNPROTECTED)));
    }

    private static Stream<Pair> tables() {
        return Stream.of(
                new Pair(
                        "rd_state < rtt_walk",
                        RmiCommand.RTT_CREATE,
                        INPUT,
                        f -> x(f.delegated(), f.delegated(), 0, 3)),
                new Pair(
                        "level_bound < rtte_state",
                        RmiCommand.RTT_CREATE,
                        INPUT,
                        f -> x(realmWithTables(f), f.delegated(), 0, 1)),
                new Pair(
                        "ipa_bound < rtt_walk",
                        RmiCommand.RTT_CREATE,
                        INPUT,
                        f -> x(f.realm(), f.delegated(), 1L << 39, 3)),
                new Pair("level_bound < rtt_walk", RmiCommand.RTT_DESTROY, INPUT, f -> x(f.realm(), 0, 4)),
                new Pair("ipa_bound < rtt_walk", RmiCommand.RTT_DESTROY, INPUT, f -> x(f.realm(), 1L << 39, 3)),
                new Pair("rd_state < rtt_live", RmiCommand.RTT_DESTROY, INPUT, f -> x(f.granule(), 0, 2)),
                new Pair("level_bound < rtte_state", RmiCommand.RTT_FOLD, INPUT, f -> x(f.realm(), 0, 1)),
                new Pair("ipa_bound < rtt_walk", RmiCommand.RTT_FOLD, INPUT, f -> x(f.realm(), 1L << 39, 3)));
    }

    private static Stream<Pair> ripas() {
        return Stream.of(
                new Pair("rd_state < realm_state", RmiCommand.RTT_INIT_RIPAS, INPUT, f -> x(f.granule(), 0, 0x1000)),
                new Pair(
                        "top_gran_align < no_progress",
                        RmiCommand.RTT_INIT_RIPAS,
                        INPUT,
                        f -> x(realmWithTables(f), 0x20_0000, UNALIGNED_TOP)),
                new Pair(
                        "rec_gran_state < rec_owner",
                        RmiCommand.RTT_SET_RIPAS,
                        INPUT,
                        f -> x(f.realm(), f.delegated(), 0, 0x1000)),
                new Pair("base_bound < base_align", RmiCommand.RTT_SET_RIPAS, INPUT, f -> {
                    long[] x = GoodCalls.arguments(f, RmiCommand.RTT_SET_RIPAS);
                    return x(x[0], x[1], 0x20_1000, 0x40_0000);
                }),
                new Pair("top_gran_align < no_progress", RmiCommand.RTT_SET_RIPAS, INPUT, f -> {
                    long[] x = GoodCalls.arguments(f, RmiCommand.RTT_SET_RIPAS);
                    f.enter(x[1]);
                    f.realmCall(GoodCalls.RSI_IPA_STATE_SET, 0x20_0000, 0x20_1000, 1, 0);
                    return x(x[0], x[1], 0x20_0000, UNALIGNED_TOP);
                }));
    }

    private static Stream<Pair> unprotected() {
        long desc = RmmFixture.ns(5) | 6 << 2;
        return Stream.of(RmiCommand.RTT_MAP_UNPROTECTED, RmiCommand.RTT_UNMAP_UNPROTECTED)
                .flatMap(command -> Stream.of(
                        new Pair(
                                "rd_state < rtt_walk",
                                command,
                                INPUT,
                                f -> x(f.granule(), RmmFixture.UNPROTECTED, 3, desc)),
                        new Pair(
                                "level_bound < rtt_walk",
                                command,
                                INPUT,
                                f -> x(f.realm(), RmmFixture.UNPROTECTED, 4, desc)),
                        new Pair("ipa_bound < rtt_walk", command, INPUT, f -> x(f.realm(), 0, 3, desc))));
    }

    private static long[] x(long... arguments) {
        return arguments;
    }

    private static long active(RmmFixture f) {
        long rd = f.realm();
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
        return rd;
    }

    private static long realmWithTables(RmmFixture f) {
        long rd = f.realm();
        f.tables(rd, 0);
        return rd;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void firstConditionGivesTheCode(String name, Pair pair) {
        RmmFixture f = new RmmFixture();
        long[] arguments = pair.call().apply(f);
        Pe caller = f.pe;
        assertEquals(pair.expected(), f.callOn(caller, pair.command(), arguments));
    }
}
