package org.realmscope.debug.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.debug.fixture.RealmHost;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.machine.Machine;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.checkpoint.StateHash;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.UserError;
import org.realmscope.platform.pe.Pe;

/** Going back ends where going forwards has been, and nothing of it changes the run. */
class HistoryTest {
    private static final RealmSelector REALM = new RealmSelector.Numbered(0);
    private static final int PAGES = 24;
    private static final String PROGRAM =
            """
            mov x1, #0x200000
            mov x2, #%d
            str x1, [x1]
            ldr x3, [x1]
            add x1, x1, #0x1000
            subs x2, x2, #1
            b.ne .-16
            """.formatted(PAGES) + RealmHost.HOST_CALL + "mov x1, #0x200000\nstr x1, [x1, #8]\n" + RealmHost.SYSTEM_OFF;

    private static final CheckpointPolicy CHECKPOINTS = new CheckpointPolicy(5_000, 256L << 20);

    private RealmHost host = RealmHost.withRealm(PROGRAM, 1, CHECKPOINTS);
    private Machine machine = host.machine();
    private DebugSession session = new DebugSession(machine);

    /** Another schedule, with slices so short that what runs on the two PEs interleaves. */
    private void reschedule(long seed) {
        host = new RealmHost(2, seed, 20 + 97 * (seed % 16), CHECKPOINTS);
        host.createRealm(1, PROGRAM);
        machine = host.machine();
        session = new DebugSession(machine);
    }

    /** Everything that happened up to the host call, with the unmapping of all memory in between. */
    private Moment run() {
        host.postRun(1);
        Moment start = machine.now();
        host.awaitRun(1);
        // The host unmaps everything on PE 0 while the realm goes on.
        host.postUnmap();
        host.postRun(1);
        machine.run(new Moment(machine.now().instructions() + 50_000, 0));
        return start;
    }

    private Breakpoint random(Random random, Moment start, Moment end) {
        AddressSpace realm = new AddressSpace.Virtual(Regime.EL1R);
        CallPhase phase = random.nextBoolean() ? CallPhase.ENTRY : CallPhase.OUTCOME;
        long page = 0x20_0000L + 0x1000L * random.nextInt(PAGES);
        AddressRange range = new AddressRange(page, page + 0x4000);
        List<String> globs = List.of("RMI_RTT_*", "RMI_DATA_*", "RMI_REC_ENTER", "RMI_GRANULE_*", "RSI_*", "PSCI_*");
        return switch (random.nextInt(12)) {
            case 0 -> new Breakpoint.Instruction(realm, 8 + 4L * random.nextInt(5));
            case 1 -> new Breakpoint.Instruction(new AddressSpace.Ipa(REALM), 8 + 4L * random.nextInt(12));
            case 2 -> new Breakpoint.Call(globs.get(random.nextInt(globs.size())), phase, CallFilter.ANY);
            case 3 -> new Breakpoint.Fault(FaultFilter.ANY);
            case 4 -> new Breakpoint.Memory(new AddressSpace.Ipa(REALM), page, 8, random.nextBoolean(), true);
            case 5 -> new Breakpoint.RttChange(REALM, range);
            case 6 -> new Breakpoint.GranuleChange(new AddressRange(0x4200_0000L, 0x4220_0000L));
            case 7 -> new Breakpoint.HazardRaised(Hazard.NO_FORWARD_PROGRESS);
            case 8 -> new Breakpoint.RipasChange(REALM, AddressRange.ALL);
            case 9 -> {
                long rec = session.view().recs().getFirst().rec();
                AddressSpace space = new AddressSpace.Physical(PhysicalAddressSpace.REALM);
                yield new Breakpoint.Memory(space, rec + 8L * random.nextInt(100), 8, false, true);
            }
            case 10 -> {
                long length = end.instructions() - start.instructions();
                session.goTo(new Moment(start.instructions() + random.nextLong(length), 0));
                Pe pe = machine.pe(random.nextInt(2));
                Regime regime = Regime.EL1R.isCurrent(pe) ? Regime.EL1R : Regime.EL2N;
                session.goTo(start);
                yield new Breakpoint.Instruction(new AddressSpace.Virtual(regime), pe.pc);
            }
            default -> new Breakpoint.Call("RMI_DATA_*", phase, new CallFilter(null, null, REALM, null, range, null));
        };
    }

    private void set(List<Breakpoint> breakpoints) {
        for (BreakpointKind kind : BreakpointKind.values()) {
            session.setBreakpoints(
                    kind,
                    breakpoints.stream()
                            .filter(each -> each.kind() == kind)
                            .map(BreakpointRequest::new)
                            .toList());
        }
    }

    /** Stops and what was hit there. */
    private record Place(Moment moment, int pe, List<String> hits) {
        static Place of(Stop.AtBreakpoint stop) {
            return new Place(
                    stop.moment(),
                    stop.pe(),
                    stop.hits().stream()
                            .map(hit -> hit.breakpoint() + " " + hit.what())
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void reverseFindsWhatForwardsHit(long seed) {
        Random random = new Random(seed);
        reschedule(seed);
        Moment start = run();
        Moment end = machine.now();
        StateHash hash = machine.stateHash();
        session.goTo(start);
        List<Breakpoint> breakpoints = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            breakpoints.add(random(random, start, end));
        }
        set(breakpoints);
        List<Place> forwards = new ArrayList<>();
        Stop stop = session.runUntil(end);
        while (stop instanceof Stop.AtBreakpoint hit) {
            forwards.add(Place.of(hit));
            stop = session.runUntil(end);
        }
        assertInstanceOf(Stop.MomentReached.class, stop);
        assertEquals(end, machine.now());
        assertEquals(hash, machine.stateHash(), "seed " + seed + " " + breakpoints);

        List<Place> backwards = new ArrayList<>();
        stop = session.reverseContinue(Progress.NONE);
        // Going on from a place does not hit what is there again.
        while (stop instanceof Stop.AtBreakpoint hit && start.isBefore(hit.moment())) {
            backwards.addFirst(Place.of(hit));
            stop = session.reverseContinue(Progress.NONE);
        }
        assertEquals(forwards, backwards, "seed " + seed + " " + breakpoints);
        set(List.of());
        session.runUntil(end);
        assertEquals(hash, machine.stateHash(), "seed " + seed + " " + breakpoints);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void stepBackUndoesSteps(long seed) {
        Random random = new Random(seed);
        reschedule(seed);
        Moment start = run();
        session.goTo(new Moment(start.instructions() + random.nextInt(20_000), 0));
        for (int round = 0; round < 4; round++) {
            int pe = 1;
            List<StateHash> hashes = new ArrayList<>();
            List<Long> pcs = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                session.stepInstruction(pe);
                pcs.add(machine.stepStart().instructions());
                hashes.add(machine.stateHash());
            }
            for (int i = 9; i > 0; i--) {
                assertEquals(hashes.get(i), machine.stateHash(), "seed " + seed);
                session.stepBack(pe);
                assertEquals(pcs.get(i), machine.now().instructions(), "seed " + seed + " at step " + i);
                Moment before = machine.now();
                session.stepInstruction(pe);
                assertEquals(hashes.get(i), machine.stateHash(), "seed " + seed);
                session.goTo(before);
                session.stepBack(pe);
                session.stepInstruction(pe);
            }
            session.runUntil(new Moment(machine.now().instructions() + 500, 0));
        }
    }

    @Test
    void steppingAndPausingNeverChangeTheRun() {
        Moment start = run();
        Moment end = machine.now();
        StateHash hash = machine.stateHash();
        session.goTo(start);
        Random random = new Random(5);
        while (machine.now().isBefore(new Moment(end.instructions() - 5_000, 0))) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    session.pause();
                    assertInstanceOf(Stop.Paused.class, session.runUntil(end));
                }
                case 2 -> session.stepBack(random.nextInt(2));
                default -> session.runUntil(new Moment(machine.now().instructions() + random.nextInt(2_000), 0));
            }
            session.stepInstruction(1);
        }
        session.goTo(end);
        assertEquals(hash, machine.stateHash());
    }

    @Test
    void eventsAreFoundBackwardsAsForwards() {
        Moment start = run();
        for (StepTarget target : StepTarget.values()) {
            session.goTo(start);
            Stop.EventReached first = assertInstanceOf(Stop.EventReached.class, session.runTo(target, 1));
            Stop.EventReached second = assertInstanceOf(Stop.EventReached.class, session.runTo(target, 1));
            Stop back = session.reverseTo(target, 1, Progress.NONE);
            assertEquals(first, back, target.toString());
            assertTrue(first.moment().isBefore(second.moment()));
        }
    }

    @Test
    void searchWithoutAHitEndsAtTheEarliestMoment() {
        run();
        Stop stop = session.reverseContinue(Progress.NONE);
        assertInstanceOf(Stop.HistoryStart.class, stop);
        assertEquals(machine.earliest(), machine.now());
    }

    @Test
    void cancelledSearchStaysWhereItWas() {
        run();
        Moment end = machine.now();
        StateHash hash = machine.stateHash();
        set(List.of(new Breakpoint.HazardRaised(Hazard.GRANULE_PROTECTION_FAULT)));
        List<Long> progress = new ArrayList<>();
        Stop stop = session.reverseContinue((done, total) -> {
            progress.add(done);
            session.pause();
        });
        assertInstanceOf(Stop.Cancelled.class, stop);
        assertEquals(1, progress.size());
        assertEquals(end, machine.now());
        assertEquals(hash, machine.stateHash());
    }

    @Test
    void hitCountsBackwardsFromWhereTheSearchBegan() {
        Moment start = run();
        session.goTo(start);
        set(List.of(new Breakpoint.Fault(FaultFilter.ANY)));
        List<Moment> faults = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            faults.add(session.resume().moment());
        }
        session.stepInstruction(1);
        session.setBreakpoints(
                BreakpointKind.FAULT,
                List.of(new BreakpointRequest(
                        new Breakpoint.Fault(FaultFilter.ANY),
                        Condition.ALWAYS,
                        new HitCount(HitCount.Rule.EQUAL, 3),
                        null)));
        assertEquals(faults.get(2), session.reverseContinue(Progress.NONE).moment());
    }

    @Test
    void observersHearOfEachEventOnce() {
        Moment start = run();
        Moment end = machine.now();
        session.goTo(start);
        List<MachineEvent> events = new ArrayList<>();
        MachineObserver observer = new MachineObserver() {
            @Override
            public void event(MachineEvent event) {
                events.add(event);
            }
        };
        session.addObserver(observer);
        session.runUntil(end);
        assertEquals(0, events.size());
        session.runUntil(new Moment(end.instructions() + 20_000, 0));
        List<MachineEvent> heard = List.copyOf(events);
        assertTrue(heard.size() > 10);
        session.reverseContinue(Progress.NONE);
        session.runUntil(new Moment(end.instructions() + 20_000, 0));
        assertTrue(heard.equals(events), heard.size() + " events, then " + events.size());
    }

    @Test
    void momentThatHasNotBeenReachedIsRefused() {
        UserError error = assertThrows(
                UserError.class, () -> session.goTo(new Moment(machine.now().instructions() + 1, 0)));
        assertTrue(error.getMessage().contains("has not been reached"), error.getMessage());
    }
}
