package org.realmscope.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.platform.pe.Pe;
import org.realmscope.rmm.command.Change;
import org.realmscope.rmm.command.CommandOutcome;
import org.realmscope.rmm.granule.GranuleState;
import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.run.AbortDecision;
import org.realmscope.rmm.view.RttEntrySnapshot;

/** What listeners and views are told. */
class OutcomeTest {
    private final RmmFixture f = new RmmFixture();
    private final List<CommandOutcome> outcomes = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void listen() {
        f.rmm.setObserver(new RmmObserver() {
            @Override
            public void commandCompleted(Pe pe, CommandOutcome outcome) {
                outcomes.add(outcome);
            }

            @Override
            public void abortDecided(long rec, AbortDecision decision, boolean isFetch, long esr, long hpfar) {
                events.add(decision.name());
            }

            @Override
            public void recEntered(Pe pe, long rec) {
                events.add("entered");
            }

            @Override
            public void recExited(Pe pe, long rec, RmiRecExitReason reason, long run) {
                events.add("exited " + reason);
            }
        });
    }

    @Test
    void failureNamesTheConditionAndWhatItCompared() {
        long granule = f.delegated();
        f.call(RmiCommand.GRANULE_DELEGATE, granule);
        CommandOutcome outcome = outcomes.getLast();
        assertEquals("RMI_GRANULE_DELEGATE", outcome.name());
        assertEquals(
                "addr = 0x" + Long.toHexString(granule),
                outcome.inputs().getFirst().toString());
        assertEquals("RMI_ERROR_INPUT", outcome.resultText());
        assertNotNull(outcome.failed());
        assertEquals(
                "gran_state: Granule(addr).state != UNDELEGATED (Granule(addr).state = DELEGATED)",
                outcome.failed().text());
        assertEquals(List.of(), outcome.changes());
    }

    @Test
    void successListsWhatChanged() {
        long rd = f.realm();
        f.tables(rd, 0);
        long data = f.data(rd, 0x1000);
        f.succeed(RmiCommand.DATA_DESTROY, rd, 0x1000);
        CommandOutcome outcome = outcomes.getLast();
        assertNull(outcome.failed());
        assertEquals(2, outcome.outputs().size());
        assertTrue(outcome.changes().contains(new Change.Granule(data, GranuleState.DATA, GranuleState.DELEGATED, 0)));
        assertTrue(outcome.changes().stream().anyMatch(Change.Entry.class::isInstance));
    }

    @Test
    void differenceBetweenTheProfilesIsSaid() {
        long[] x = GoodCalls.arguments(f, RmiCommand.DATA_CREATE);
        x[4] = 2;
        f.call(RmiCommand.DATA_CREATE, x);
        assertEquals(
                "profile tf-rmm-rel0: RMI_ERROR_INPUT because of flags_reserved",
                outcomes.getLast().otherProfile());
    }

    @Test
    void entriesExitsAndDecisionsAreReported() {
        long rd = f.realm();
        long rec = f.rec(rd, 0);
        f.succeed(RmiCommand.REALM_ACTIVATE, rd);
        f.enter(rec);
        f.interrupt();
        assertEquals(List.of("entered", "exited IRQ"), events);
    }

    @Test
    void walkOfTheViewEndsWhereTheRttEnds() {
        long rd = f.realm();
        f.tables(rd, 0);
        long data = f.data(rd, 0x1000);
        List<RttEntrySnapshot> path = f.rmm.view(f.platform).walk(rd, 0x1000);
        assertEquals(
                List.of(1, 2, 3), path.stream().map(RttEntrySnapshot::level).toList());
        assertEquals(EntryState.ASSIGNED, path.getLast().state());
        assertEquals(data, path.getLast().outputAddress());
        assertEquals(rd, f.rmm.view(f.platform).granuleOwner(data));
    }
}
