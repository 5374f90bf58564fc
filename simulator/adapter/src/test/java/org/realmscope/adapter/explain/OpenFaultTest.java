package org.realmscope.adapter.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.realmscope.abi.RmiCommand;
import org.realmscope.debug.explain.Cause;
import org.realmscope.debug.explain.Evidence;
import org.realmscope.debug.explain.Explanation;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.StopRequest;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.time.Moment;

/** What is said of a fault while it is being handled: nothing that the rest of the run contradicts. */
class OpenFaultTest {
    private static final int MUTATIONS = 16;
    private static final int QUESTIONS = 5;
    private static final long FIRST_SEED = 31_000;
    private static final long PAGE = MutatedScenario.EXTRA + 0x40_0000;

    private static boolean isOpen(Cause cause) {
        return cause.kind() == Cause.Kind.OPEN;
    }

    @Test
    void whatIsSaidInTheMiddleHoldsAtTheEnd() {
        List<LongFunction<Mutation>> mutations = new ArrayList<>(ExplainTest.MUTATIONS);
        mutations.addAll(ExplainTest.NORMAL);
        int open = 0;
        int certain = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Mutation mutation = mutations.get(7 * i % mutations.size()).apply(FIRST_SEED + i);
            System.out.println(mutation);
            ExplainedRun whole = ExplainedRun.of(mutation.scenario().text());
            ExplainedRun fresh = ExplainedRun.standing(mutation.scenario().text());
            for (Question question : questions(whole, new Random(FIRST_SEED + i))) {
                fresh.run().machine().goTo(question.moment());
                Explanation now = fresh.explainer().fault(question.fault().number());
                Explanation later = whole.explainer().fault(question.fault().number());
                String what =
                        mutation + "\nat " + question.moment() + " " + now.text() + "\nat the end " + later.text();
                assertNotNull(now.finding(), what);
                assertNotNull(later.finding(), what);
                if (isOpen(now.cause())) {
                    open++;
                    assertEntryIsQuoted(whole.run().machine(), question.fault(), now, what);
                } else {
                    certain++;
                    assertEquals(later.cause(), now.cause(), what);
                }
            }
        }
        System.out.printf("%d of open faults, %d whose cause was certain%n", open, certain);
        assertTrue(open > 0 && certain > 0);
    }

    /** What is asked of a fault at a moment between it and the vCPU's next one. */
    private record Question(FaultRecord fault, Moment moment) {}

    private static List<Question> questions(ExplainedRun run, Random random) {
        FaultHistory faults = run.run().recorder().faults();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < QUESTIONS && faults.count() > 0; i++) {
            FaultRecord fault = faults.fault(faults.count() - random.nextInt((int) Math.min(6, faults.count())));
            Moment end = run.run().machine().frontier();
            List<Moment> moments = run.events().stream()
                    .filter(event -> event.pe() == fault.guest().pe())
                    .map(MachineEvent::moment)
                    .filter(moment -> !moment.isBefore(fault.moment()))
                    .limit(16)
                    .toList();
            Moment at = moments.get(random.nextInt(moments.size()));
            Moment between = new Moment(at.instructions() + random.nextInt(200), 0);
            questions.add(new Question(fault, random.nextBoolean() || end.isBefore(between) ? at : between));
        }
        questions.removeIf(
                question -> question.moment().isBefore(question.fault().moment()));
        questions.sort((one, other) -> one.moment().compareTo(other.moment()));
        return questions;
    }

    /** The entry that is given as the reason is the one that the tables had when the fault was taken. */
    private static void assertEntryIsQuoted(Machine machine, FaultRecord fault, Explanation now, String what) {
        RttEntry leaf = new Inspection(machine.fork(fault.moment()))
                .rttLeaf(fault.guest().rd(), fault.ipa());
        String entry = "level " + leaf.level() + " " + leaf.hipas();
        assertTrue(now.finding().sentence().contains(entry), what);
        assertTrue(now.finding().sentence().contains("not decided yet"), what);
        assertEquals("", now.finding().remedy(), what);
    }

    // --- one fault, step by step

    private static ExplainedRun firstTouch() {
        return ExplainedRun.standing(
                new MutatedScenario().step(0, "store 1 to 0x%x".formatted(PAGE)).text());
    }

    private static void runTo(ExplainedRun run, StopRequest stop) {
        Machine machine = run.run().machine();
        machine.addStopRequest(stop);
        assertTrue(machine.run() instanceof StopReason.EventReached);
        machine.removeStopRequest(stop);
    }

    private static String all(Explanation explanation) {
        StringBuilder text = new StringBuilder();
        for (Evidence evidence : explanation.evidence()) {
            text.append(evidence.text()).append('\n');
        }
        return text.toString();
    }

    private static Explanation ofPage(ExplainedRun run) {
        FaultHistory faults = run.run().recorder().faults();
        assertEquals(PAGE, faults.fault(faults.count()).ipa());
        return run.explainer().fault(faults.count());
    }

    private static boolean isFault(MachineEvent event) {
        return event instanceof MachineEvent.Stage2Fault fault && fault.ipa() == PAGE;
    }

    private static boolean isCreation(MachineEvent event) {
        return event instanceof MachineEvent.RmiCall call
                && call.command() == RmiCommand.DATA_CREATE_UNKNOWN
                && call.arguments().get(2) == PAGE;
    }

    @Test
    void faultThatTheRmmHasIsExplainedByTheTable() {
        ExplainedRun run = firstTouch();
        runTo(run, OpenFaultTest::isFault);

        Explanation explanation = ofPage(run);

        assertEquals(Cause.BEING_HANDLED, explanation.cause());
        String sentence = explanation.finding().sentence();
        assertTrue(sentence.contains("nothing is mapped there"), sentence);
        assertTrue(sentence.contains("The RMM has not answered the abort yet."), sentence);
        assertTrue(all(explanation).contains("Protected, RIPAS RAM, UNASSIGNED: REC exit"), all(explanation));
        assertEquals(explanation, run.explainer().at(run.run().machine().now()));
    }

    @Test
    void callThatIsAboutToHappenIsThereWithItsResult() {
        ExplainedRun run = firstTouch();
        runTo(run, OpenFaultTest::isCreation);

        Explanation explanation = ofPage(run);

        assertEquals(Cause.BEING_HANDLED, explanation.cause());
        String sentence = explanation.finding().sentence();
        assertTrue(sentence.contains("The host is handling it in realm_create_data_unknown."), sentence);
        assertTrue(all(explanation).contains("RMI_GRANULE_DELEGATE(addr = "), all(explanation));
        assertTrue(all(explanation).contains("About to happen: RMI_DATA_CREATE_UNKNOWN("), all(explanation));
        assertTrue(all(explanation).contains("returns RMI_ERROR_RTT(2)"), all(explanation));
        assertTrue(all(explanation).contains(" <- realm_map_protected <- "), all(explanation));
        Explanation call = run.explainer().at(run.run().machine().now());
        assertEquals(Cause.RTT_MISSING_PENDING, call.cause());
        assertTrue(all(call).contains("for fault "), all(call));
    }

    @Test
    void momentInTheHostIsExplainedByTheFaultItHandles() {
        ExplainedRun run = firstTouch();
        runTo(run, OpenFaultTest::isCreation);
        Machine machine = run.run().machine();
        machine.run(new Moment(machine.now().instructions() + 5, 0));

        assertEquals(ofPage(run), run.explainer().at(machine.now()));
        assertEquals(Cause.BEING_HANDLED, ofPage(run).cause());

        run.run().run();
        assertEquals(
                Cause.FIRST_TOUCH,
                run.explainer().fault(run.run().recorder().faults().count()).cause());
    }
}
