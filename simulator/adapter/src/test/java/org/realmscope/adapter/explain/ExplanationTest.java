package org.realmscope.adapter.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.explain.Cause;
import org.realmscope.debug.explain.Evidence;
import org.realmscope.debug.explain.Explanation;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.UserError;

/** What explanations say besides the cause, and what they do not claim to know. */
class ExplanationTest {
    private static final long PAGE = MutatedScenario.EXTRA + 0x40_0000;
    private static final Subject.LastFault FAULT = new Subject.LastFault(0, PAGE);

    private static String all(Explanation explanation, Evidence.Source source) {
        StringBuilder text = new StringBuilder();
        for (Evidence evidence : explanation.evidence()) {
            if (evidence.source() == source) {
                text.append(evidence.text()).append('\n');
            }
        }
        return text.toString();
    }

    private static void contains(String text, String part) {
        assertTrue(text.contains(part), () -> "'" + part + "' is not in: " + text);
    }

    private static MutatedScenario destroyed() {
        return new MutatedScenario()
                .step(0, "store 1 to 0x%x".formatted(PAGE))
                .step(0, "host_call 1")
                .step(0, "load 0x%x".formatted(PAGE))
                .rule("on host_call 1 { unmap realm0 0x%x size 4 KiB }".formatted(PAGE));
    }

    @Test
    void destroyedMemoryIsTracedBackToWhatTheVmmAskedFor() {
        Explanation explanation = ExplainedRun.of(destroyed().text()).explain(FAULT);

        assertEquals(Cause.DESTROYED, explanation.cause());
        contains(explanation.finding().sentence(), "RMI_DATA_DESTROY at moment ");
        contains(explanation.finding().sentence(), "madvise(MADV_DONTNEED)");
        contains(explanation.finding().remedy(), "CHANGE_DESTROYED");
        contains(all(explanation, Evidence.Source.DECISION), "Protected, RIPAS DESTROYED");
        contains(all(explanation, Evidence.Source.RTT), "level 3, IPA 0x20400000");
        contains(all(explanation, Evidence.Source.RTT), "ASSIGNED DESTROYED");
        contains(all(explanation, Evidence.Source.MEMSLOT), "slot 1 (0x20000000 .. 0x21000000) has the address");
        contains(all(explanation, Evidence.Source.SWITCH), "behaviour rfc");
        contains(all(explanation, Evidence.Source.PROFILE), "tf-rmm-rel0: it gives 0 as its address");
        assertEquals(
                List.of("docs/explain.md#destroyed", "DEN0137 1.0-rel0, A5.2.6", "docs/fidelity.md#functions"),
                explanation.references());
    }

    @Test
    void faultIsExplainedWhileTheMachineStandsInItsPast() {
        ExplainedRun run = ExplainedRun.of(destroyed().text());
        Moment first = run.run().recorder().faults().fault(1).moment();
        run.run().machine().goTo(first);

        Explanation explanation = run.explain(FAULT);

        assertEquals(Cause.DESTROYED, explanation.cause());
        assertEquals(first, run.run().machine().now());
    }

    @Test
    void momentOfAFaultIsExplainedAsTheFault() {
        ExplainedRun run = ExplainedRun.of(destroyed().text());
        long last = run.run().recorder().faults().count();
        Moment moment = run.run().recorder().faults().fault(last).moment();

        assertEquals(run.explainer().fault(last), run.explainer().at(moment));
    }

    @Test
    void failedCallHasItsConditionAndWhatTheOtherProfileReturns() {
        long base = PAGE + 0x10;
        String text = new MutatedScenario()
                .step(0, "wfe")
                .rule("at start { rmi RMI_RTT_INIT_RIPAS(realm0.rd, 0x%x, 0x%x) }".formatted(base, PAGE + 0x1000))
                .text();

        Explanation explanation = ExplainedRun.of(text).explain(new Subject.FailedCall("RMI_RTT_INIT_RIPAS"));

        assertEquals(Cause.REALM_STATE, explanation.cause());
        contains(
                all(explanation, Evidence.Source.CONDITION),
                "realm_state: Realm(rd).state != NEW (Realm(rd).state = ACTIVE)");
        contains(
                all(explanation, Evidence.Source.PROFILE),
                "profile tf-rmm-rel0: RMI_ERROR_INPUT because of base_gran_align");
    }

    @Test
    void withoutTheHostsVariablesNothingIsClaimedOfItsSlots() {
        String text = new MutatedScenario()
                .step(0, "load 0x%x".formatted(PAGE))
                .rule("at start { delete realm0.extra }")
                .text();
        ExplainedRun run = ExplainedRun.of(text);

        assertEquals(Cause.NO_MEMSLOT, run.explain(FAULT).cause());
        Explanation explanation = FAULT.explain(run.run(), run.events(), run.explainerWithoutSymbols());

        assertNull(explanation.finding());
        assertEquals(List.of(), explanation.references());
        contains(explanation.text(), "The cause is not known.");
        contains(all(explanation, Evidence.Source.MEMSLOT), "not known");
    }

    @Test
    void ofAnyHostItIsSaidWhatItDid() {
        ExplainedRun stuck = ExplainedRun.of(new MutatedScenario()
                .host("race today")
                .step(0, "host_call 1")
                .step(0, "store 1 to 0x%x".formatted(PAGE))
                .rule("on host_call 1 { fail RMI_GRANULE_DELEGATE always with RMI_ERROR_INPUT }")
                .text());
        long first = stuck.run().recorder().faults().count() - 5;
        ExplainedRun device = ExplainedRun.of(
                new MutatedScenario().step(0, "load word shared 0x9000000").text());
        long last = device.run().recorder().faults().count();

        Explanation reentered = stuck.explainerWithoutSymbols().fault(first);
        assertEquals(Cause.INJECTED_FAILURE, stuck.explainer().fault(first).cause());
        assertEquals(Cause.NOT_RESOLVED, reentered.cause());
        contains(reentered.finding().sentence(), "without a mapping for the write to protected IPA 0x20400000");
        assertEquals(Cause.MMIO, device.explainer().fault(last).cause());
        assertEquals(Cause.MMIO, device.explainerWithoutSymbols().fault(last).cause());
    }

    @Test
    void delegatedPageNamesItsRealmAddress() {
        String text = new MutatedScenario()
                .step(0, "store 1 to 0x%x".formatted(PAGE))
                .step(0, "host_call 1")
                .rule("on host_call 1 { read realm0 0x%x }".formatted(PAGE))
                .text();

        Explanation explanation = ExplainedRun.of(text).explain(new Subject.GranuleProtection());

        contains(explanation.finding().sentence(), "it is the realm's memory at IPA 0x20400000");
        contains(all(explanation, Evidence.Source.GRANULE), " is DATA of 0x");
    }

    // --- since when

    private static String sinceWhen(MutatedScenario scenario, String command) {
        return ExplainedRun.of(scenario.text())
                .explain(new Subject.FailedCall(command))
                .finding()
                .sentence();
    }

    private static MutatedScenario atStart(String actions) {
        return new MutatedScenario().step(0, "wfe").rule("at start { " + actions + " }");
    }

    private static final String TABLE =
            "pages rtt rmi RMI_GRANULE_DELEGATE(rtt) rmi RMI_RTT_CREATE(realm0.rd, rtt, 0x%x, 3) ".formatted(PAGE);

    @Test
    void failedCallNamesWhoBroughtTheStateAbout() {
        contains(
                sinceWhen(
                        atStart("pages p rmi RMI_GRANULE_DELEGATE(p) rmi RMI_GRANULE_DELEGATE(p)"),
                        "RMI_GRANULE_DELEGATE"),
                "since RMI_GRANULE_DELEGATE at moment ");
        contains(
                sinceWhen(atStart("rmi RMI_GRANULE_UNDELEGATE(realm0.vcpu0.rec)"), "RMI_GRANULE_UNDELEGATE"),
                "It has been so since RMI_REC_CREATE at moment ");
        contains(
                sinceWhen(
                        atStart(TABLE
                                + "pages p rmi RMI_GRANULE_DELEGATE(p) rmi RMI_RTT_CREATE(realm0.rd, p, 0x%x, 3)"
                                        .formatted(PAGE)),
                        "RMI_RTT_CREATE"),
                "on PE 0, for a raw RMI call of the VMM.");
        contains(
                sinceWhen(
                        atStart(TABLE
                                + "rmi RMI_RTT_DESTROY(realm0.rd, 0x%1$x, 3) rmi RMI_RTT_DESTROY(realm0.rd, 0x%1$x, 3)"
                                        .formatted(PAGE)),
                        "RMI_RTT_DESTROY"),
                "since RMI_RTT_DESTROY at moment ");
    }

    @Test
    void callsOfARealmBringStatesAbout() {
        String enter = "at end { pages p rmi RMI_REC_ENTER(realm0.vcpu0.rec, p) }";

        contains(
                sinceWhen(new MutatedScenario().step(0, "psci PSCI_SYSTEM_OFF").rule(enter), "RMI_REC_ENTER"),
                "It has been so since PSCI_SYSTEM_OFF of vCPU 0 at moment ");
        contains(
                sinceWhen(new MutatedScenario().step(0, "psci PSCI_CPU_OFF").rule(enter), "RMI_REC_ENTER"),
                "It has been so since PSCI_CPU_OFF of vCPU 0 at moment ");
    }

    @Test
    void stateThatIsNobodysDoingHasNoSince() {
        String sentence = sinceWhen(atStart("pages p rmi RMI_GRANULE_UNDELEGATE(p)"), "RMI_GRANULE_UNDELEGATE");

        assertFalse(sentence.contains("since"), sentence);
    }

    @Test
    void raceIsNamedWithBothFaults() {
        Mutation race = RealmMutations.race(20_282);
        ExplainedRun run = ExplainedRun.of(race.scenario().text());
        String sentence = run.explain(race.subject()).finding().sentence();

        contains(sentence, "RMI_GRANULE_DELEGATE returns RMI_ERROR_INPUT");
        contains(sentence, ": a race, because fault ");
        Explanation call = run.explain(new Subject.FailedCall("RMI_GRANULE_DELEGATE"));
        assertEquals(Cause.ALREADY_DELEGATED, call.cause());
        contains(
                call.finding().sentence(), "of vCPU 0: a race, because fault 2 of vCPU 1, for which this call is made");
    }

    @Test
    void momentWithoutAnythingIsNotExplained() {
        ExplainedRun run = ExplainedRun.of(destroyed().text());

        assertNull(run.explainer().at(new Moment(10, 0)).cause());
    }

    @Test
    void momentThatWasNotReachedIsRefused() {
        ExplainedRun run = ExplainedRun.of(destroyed().text());

        UserError error = assertThrows(UserError.class, () -> run.explainer().at(Moment.NEVER));

        contains(error.getMessage(), "is not kept; those from 0.0 to ");
    }
}
