package org.realmscope.adapter.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.realmscope.abi.RmiCommand;
import org.realmscope.debug.explain.Explanation;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.time.Moment;

/** Whatever fault or call of a run is asked for: what is said of it is not contradicted by what the machine did. */
class JudgedRunTest {
    private static final int RUNS = 12;
    private static final int FAULTS = 6;
    private static final int CALLS = 8;
    private static final double NAMED = 0.95;
    private static final long FIRST_SEED = 47_000;

    private int asked;
    private int named;
    private final List<String> objections = new ArrayList<>();

    @Test
    void judgeHasNothingToObjectTo() {
        List<LongFunction<Mutation>> mutations = new ArrayList<>(ExplainTest.MUTATIONS);
        mutations.addAll(ExplainTest.NORMAL);
        for (int i = 0; i < RUNS; i++) {
            Mutation mutation = mutations.get(11 * i % mutations.size()).apply(FIRST_SEED + i);
            System.out.println(mutation);
            Judge judge = new Judge(ExplainedRun.of(mutation.scenario().text()));
            Random random = new Random(FIRST_SEED + i);
            faults(mutation, judge, random);
            calls(mutation, judge, random);
        }
        System.out.printf("%d of %d named%n", named, asked);
        assertEquals(List.of(), objections);
        assertTrue(named >= NAMED * asked, named + " of " + asked);
    }

    private void note(Mutation mutation, Explanation explanation, List<String> found) {
        asked++;
        named += explanation.cause() == null ? 0 : 1;
        for (String objection : found) {
            objections.add(mutation + ": " + objection + "\n" + explanation.text());
        }
    }

    private void faults(Mutation mutation, Judge judge, Random random) {
        FaultHistory faults = judge.run().run().recorder().faults();
        for (int i = 0; i < FAULTS && faults.count() > 0; i++) {
            long number = 1L + random.nextInt((int) faults.count());
            Explanation explanation = judge.run().explainer().fault(number);
            note(mutation, explanation, judge.objections(faults.fault(number), explanation));
        }
    }

    private void calls(Mutation mutation, Judge judge, Random random) {
        TreeMap<Integer, Moment> called = new TreeMap<>();
        List<MachineEvent.RmiReturn> failed = new ArrayList<>();
        List<Moment> moments = new ArrayList<>();
        for (MachineEvent event : judge.run().events()) {
            if (event instanceof MachineEvent.RmiCall call) {
                called.put(call.pe(), call.moment());
            }
            if (event instanceof MachineEvent.RmiReturn done
                    && done.command() != null
                    && done.command() != RmiCommand.REC_ENTER
                    && done.results().getFirst() != 0) {
                failed.add(done);
                moments.add(called.get(done.pe()));
            }
        }
        for (int i = 0; i < CALLS && !failed.isEmpty(); i++) {
            int index = random.nextInt(failed.size());
            Explanation explanation = judge.run().explainer().at(moments.get(index));
            note(mutation, explanation, judge.objections(failed.get(index), moments.get(index), explanation));
        }
    }
}
