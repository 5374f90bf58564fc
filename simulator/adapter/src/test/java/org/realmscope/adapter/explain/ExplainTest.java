package org.realmscope.adapter.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.realmscope.debug.explain.Cause;
import org.realmscope.debug.explain.Explanation;
import org.realmscope.machine.checkpoint.StateHash;
import org.realmscope.machine.time.Moment;

/** Explanations name the cause that a mutation of a scenario has put there, and never another one. */
class ExplainTest {
    private static final int CASES = 60;
    private static final double NAMED = 0.95;
    private static final long FIRST_SEED = 20_261;
    static final List<LongFunction<Mutation>> MUTATIONS = List.of(
            RealmMutations::neverRam,
            RealmMutations::madeEmpty,
            RealmMutations::deviceAsPrivate,
            RealmMutations::unmapped,
            RealmMutations::slotDeletedLate,
            RealmMutations::dataDestroyed,
            RealmMutations::tableDestroyed,
            RealmMutations::slotDeleted,
            RealmMutations::slotMoved,
            RealmMutations::sharedSlotDeleted,
            RealmMutations::devicePair,
            RealmMutations::readOnlyPrivate,
            RealmMutations::readOnlyShared,
            RealmMutations::notRelaxed,
            RealmMutations::fetchShared,
            RealmMutations::fetchAssertion,
            RealmMutations::fetchToday,
            RealmMutations::noGuestMemfd,
            RealmMutations::beyondIpaSpace,
            RealmMutations::injectedFailure,
            RealmMutations::allocationFailure,
            RealmMutations::race,
            RealmMutations::hostTouches,
            RealmMutations::delegatedPageMapped,
            CallMutations::misaligned,
            CallMutations::misalignedBlock,
            CallMutations::device,
            CallMutations::notDelegated,
            CallMutations::delegatedTwice,
            CallMutations::inUse,
            CallMutations::noRealm,
            CallMutations::wrongHalf,
            CallMutations::wrongHalfOfRealm,
            CallMutations::misalignedOfRealm,
            CallMutations::wrongLevel,
            CallMutations::wrongStartLevel,
            CallMutations::noTable,
            CallMutations::mappedTwice,
            CallMutations::unmappedTwice,
            CallMutations::tableTwice,
            CallMutations::liveTable,
            CallMutations::mixedTable,
            CallMutations::tooLate,
            CallMutations::liveRealm,
            CallMutations::badDescriptor,
            RealmMutations::ramWithoutSlot,
            RealmMutations::sharedRace,
            RealmMutations::holeInGuestMemfd,
            RealmMutations::injectedOnce,
            CallMutations::notNonSecure,
            CallMutations::noRec,
            CallMutations::beyondIpaSpace,
            CallMutations::neverDelegated,
            CallMutations::noTableToDestroy,
            CallMutations::pageOfBlock,
            CallMutations::emptyOfRealm);

    static final List<LongFunction<Mutation>> NORMAL = List.of(
            NormalRuns::firstTouch,
            NormalRuns::firstSharedTouch,
            NormalRuns::afterRipasChange,
            NormalRuns::unmappedShared,
            NormalRuns::upgraded,
            NormalRuns::device,
            NormalRuns::raceToday,
            NormalRuns::tableOnDemand);

    @Test
    void sixtyInjectedCausesAreNamedAndNoneWrongly() {
        int named = 0;
        List<String> unknown = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Mutation mutation = MUTATIONS.get(i % MUTATIONS.size()).apply(FIRST_SEED + i);
            Explanation explanation = explain(mutation);
            Cause cause = explanation.cause();
            System.out.printf("%-60s %s%n", mutation, cause);
            if (cause == mutation.expected()) {
                named++;
            } else {
                String what = "%s: %s is expected; %s%n%s"
                        .formatted(
                                mutation,
                                mutation.expected(),
                                explanation.text(),
                                mutation.scenario().text());
                (cause == null ? unknown : wrong).add(what);
            }
        }
        System.out.printf("%d of %d named, %d unknown, %d wrong%n", named, CASES, unknown.size(), wrong.size());
        assertEquals(List.of(), wrong);
        assertTrue(named >= NAMED * CASES, unknown.toString());
    }

    static Stream<Mutation> normal() {
        return NORMAL.stream().map(each -> each.apply(FIRST_SEED + 1000 + NORMAL.indexOf(each)));
    }

    @ParameterizedTest
    @MethodSource("normal")
    void whatIsNormalIsExplainedAsNormal(Mutation normal) {
        Explanation explanation = explain(normal);

        assertEquals(
                normal.expected(),
                explanation.cause(),
                explanation.text() + normal.scenario().text());
        assertEquals(Cause.Kind.NORMAL, explanation.cause().kind());
        assertEquals("", explanation.finding().remedy());
    }

    private static Explanation explain(Mutation mutation) {
        ExplainedRun explained = ExplainedRun.of(mutation.scenario().text());
        Moment end = explained.run().machine().now();
        StateHash hash = explained.run().machine().stateHash();

        Explanation explanation = explained.explain(mutation.subject());

        assertEquals(end, explained.run().machine().now());
        assertEquals(hash, explained.run().machine().stateHash());
        return explanation;
    }
}
