package org.realmscope.rmm;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;
import org.realmscope.rmm.choices.RmmChoices;

/**
 * Whatever host and realm put into registers and structures: no Java exception, no change by a call that fails, no
 * broken invariant. {@link RmmFixture} checks the last two around every call. The seeds are fixed, so that a build does
 * not depend on luck; other seeds explore more, and a failure comes with the shrunk steps that lead to it.
 */
class RmmFuzzTest {
    private static final int HOST_REGISTERS = 8;
    private static final int REALM_REGISTERS = 10;
    private static final int KNOWN_VALUES = 64;
    private static final int LAST_FUNCTION = 0x1ff;
    private static final long SVE_HINT = 1L << 16;

    /** Fields of RmiRealmParams, RmiRecParams, RmiRecEnter and RsiHostCall. */
    private static final List<Integer> FIELDS = List.of(
            0, 8, 0x10, 0x18, 0x20, 0x28, 0x30, 0x100, 0x200, 0x208, 0x2f0, 0x300, 0x308, 0x320, 0x338, 0x400, 0x800,
            0x808, 0x810, 0x818, 0x880);

    /** A register that gets another value in a call that would succeed. */
    record Mutation(int register, FuzzValue value) {}

    @Property(tries = 600, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void callThatWouldSucceedWithoutItsMutations(
            @ForAll RmiCommand command,
            @ForAll("choices") RmmChoices choices,
            @ForAll("mutations") List<Mutation> mutations,
            @ForAll("patches") List<FuzzStep.Patch> patches) {
        RmmFixture f = new RmmFixture(choices);
        long[] good = GoodCalls.arguments(f, command);
        long[] known = LongStream.concat(
                        LongStream.of(good),
                        LongStream.of(f.delegated(), f.granule(), RmmFixture.ns(0), RmmFixture.UNPROTECTED, 0, 1, 3))
                .toArray();
        long[] registers = new long[HOST_REGISTERS];
        System.arraycopy(good, 0, registers, 0, good.length);
        mutations.forEach(
                mutation -> registers[mutation.register()] = mutation.value().on(known));
        patches.forEach(patch -> patch.write(f.memory, patch.pageOf(FuzzedMachine.HOST_PAGES), known));
        f.call(command, registers);
        FuzzedMachine.leaveRealm(f, f.pe);
    }

    @Property(tries = 40, seed = "2", edgeCases = EdgeCasesMode.NONE)
    void sequenceOfCallsOfHostAndRealm(@ForAll("choices") RmmChoices choices, @ForAll("steps") List<FuzzStep> steps) {
        FuzzedMachine machine = new FuzzedMachine(choices);
        steps.forEach(machine::perform);
        machine.perform(new FuzzStep.Interrupt());
    }

    @Property(tries = 80, seed = "3", edgeCases = EdgeCasesMode.NONE)
    void callsOfTheRealm(@ForAll("choices") RmmChoices choices, @ForAll("realmSteps") List<FuzzStep> steps) {
        FuzzedMachine machine = new FuzzedMachine(choices);
        steps.forEach(machine::perform);
        machine.perform(new FuzzStep.Interrupt());
    }

    @Provide
    Arbitrary<RmmChoices> choices() {
        return Arbitraries.of(RmmChoices.SPECIFICATION, RmmChoices.TF_RMM_REL0);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Combinators.combine(Arbitraries.integers().between(0, HOST_REGISTERS - 1), values())
                .as(Mutation::new)
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<FuzzStep.Patch>> patches() {
        Arbitrary<Integer> anywhere = Arbitraries.integers().between(0, 0xf00);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.oneOf(Arbitraries.of(FIELDS), anywhere),
                        values().list().ofMinSize(1).ofMaxSize(8))
                .as(FuzzStep.Patch::new)
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<FuzzStep>> steps() {
        return Arbitraries.frequencyOf(Tuple.of(5, hostCalls()), Tuple.of(4, realmCalls()), Tuple.of(1, interrupts()))
                .list()
                .ofMaxSize(150)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    @Provide
    Arbitrary<List<FuzzStep>> realmSteps() {
        return realmCalls().list().ofMaxSize(20).withSizeDistribution(RandomDistribution.uniform());
    }

    private Arbitrary<FuzzStep> hostCalls() {
        List<Long> commands =
                Stream.of(RmiCommand.values()).map(RmiCommand::functionId).toList();
        return Combinators.combine(functionIds(commands), values().list().ofSize(HOST_REGISTERS), patches())
                .as(FuzzStep.HostCall::new);
    }

    private Arbitrary<FuzzStep> realmCalls() {
        List<Long> commands = Stream.concat(
                        Stream.of(RsiCommand.values()).map(RsiCommand::functionId),
                        Stream.of(Psci.values()).map(Psci::smc64))
                .toList();
        return Combinators.combine(functionIds(commands), values().list().ofSize(REALM_REGISTERS), patches())
                .as(FuzzStep.RealmCall::new);
    }

    private static Arbitrary<FuzzStep> interrupts() {
        return Arbitraries.just(new FuzzStep.Interrupt());
    }

    /** Mostly one that is given, else a neighbour, one with the SVE hint, or any. */
    private static Arbitrary<Long> functionIds(List<Long> given) {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.of(given)),
                Tuple.of(1, Arbitraries.of(given).map(functionId -> functionId | SVE_HINT)),
                Tuple.of(1, Arbitraries.longs().between(0, LAST_FUNCTION).map(number -> 0x8400_0000L | number)),
                Tuple.of(1, Arbitraries.longs().between(0, LAST_FUNCTION).map(number -> 0xc400_0000L | number)),
                Tuple.of(1, Arbitraries.longs()));
    }

    private static Arbitrary<FuzzValue> values() {
        Arbitrary<Integer> index =
                Arbitraries.integers().between(0, KNOWN_VALUES - 1).withDistribution(RandomDistribution.uniform());
        return Arbitraries.frequencyOf(
                Tuple.of(12, index.map(i -> new FuzzValue.Known(i, 0))),
                Tuple.of(
                        1,
                        Combinators.combine(index, Arbitraries.longs().between(-0x1000, 0x1000))
                                .as(FuzzValue.Known::new)),
                Tuple.of(3, Arbitraries.longs().map(FuzzValue.Any::new)));
    }
}
