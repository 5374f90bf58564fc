package org.realmscope.machine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.Programs;
import org.realmscope.machine.TestElf;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.checkpoint.StateHash;
import org.realmscope.machine.control.PeCondition;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.control.Watchpoint;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.machine.image.ElfImage;
import org.realmscope.machine.schedule.RunState;
import org.realmscope.machine.time.Moment;

/** Contract 4: nothing that a debugger does changes the run. Two PEs contend for a lock and interrupt each other. */
class DeterminismTest {
    private static final int SEED = 7;
    private static final List<Long> COUNTS = List.of(90_000L, 110_000L, 130_001L, 150_000L, 175_000L);

    private static MachineConfiguration configuration(CheckpointPolicy checkpoints) {
        return MachineConfiguration.DEFAULT
                .withPes(2)
                .withSeed(SEED)
                .withQuantum(500)
                .withCheckpoints(checkpoints);
    }

    private static Machine machine(CheckpointPolicy checkpoints) {
        return new Machine(configuration(checkpoints), List.of(Programs.twoPes()));
    }

    private static Machine machine() {
        return machine(CheckpointPolicy.NEVER);
    }

    private static List<StateHash> hashes(Machine machine) {
        List<StateHash> hashes = new ArrayList<>();
        for (long count : COUNTS) {
            assertInstanceOf(StopReason.LimitReached.class, machine.run(new Moment(count, 0)));
            hashes.add(machine.stateHash());
        }
        return hashes;
    }

    @Test
    void programEndsAsItShould() {
        Machine machine = machine();
        assertEquals(new StopReason.Halted(0, 0), machine.run(), machine::consoleText);
        assertEquals("two-pes\ntwo-pes checksum=0x2166f69274fd6ef0\n", machine.consoleText());
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 37_777, 1_000_000})
    void checkpointsDoNotChangeTheRun(long interval) {
        assertEquals(hashes(machine()), hashes(machine(new CheckpointPolicy(interval, 1L << 30))));
    }

    @Test
    void checkpointsDoNotChangeTheRunOfCodeThatChangesItself() {
        Machine straight = selfChanging(CheckpointPolicy.NEVER);
        Machine checkpointed = selfChanging(new CheckpointPolicy(1_000, 1L << 30));
        Moment end = new Moment(150_000, 0);
        straight.run(end);
        checkpointed.run(end);
        assertTrue(
                straight.pe(0).x[3] > 1_000, () -> "sum of what the changed instructions set: " + straight.pe(0).x[3]);
        assertEquals(straight.stateHash(), checkpointed.stateHash());
    }

    /** Each turn of a loop writes a MOV of another number behind the store, executes it, and adds to a sum. */
    private static Machine selfChanging(CheckpointPolicy checkpoints) {
        ElfImage image = TestElf.host(
                0x100000a1, // adr x1, 0x14
                0x52800002, // mov w2, #0
                0x72ba5002, // movk w2, #0xd280, lsl #16
                0x11008042, // add w2, w2, #0x20
                0xb9000022, // str w2, [x1]
                0xd2800000, // mov x0, #0
                0x8b000063, // add x3, x3, x0
                0x17fffffc); // b 0xc
        return new Machine(configuration(checkpoints).withPes(1), List.of(image));
    }

    @Test
    void thinningCheckpointsDoesNotChangeTheRun() {
        assertEquals(hashes(machine()), hashes(machine(new CheckpointPolicy(1_000, 4L << 20))));
    }

    @Test
    void singleStepsDoNotChangeTheRun() {
        Machine straight = machine();
        Machine stepped = machine();
        for (long from : List.of(98_000L, 140_000L)) {
            stepped.run(new Moment(from, 0));
            for (int i = 0; stepped.now().instructions() < from + 2_000; i++) {
                stepped.stepInstruction(stepped.state(1) == RunState.OFF ? 0 : i & 1);
            }
            straight.run(stepped.now());
            assertEquals(straight.now(), stepped.now());
            assertEquals(straight.stateHash(), stepped.stateHash());
        }
    }

    @Test
    void shortRunsDoNotChangeTheRun() {
        Machine straight = machine();
        Machine sliced = machine();
        straight.run(new Moment(150_000, 0));
        for (long count = 0; count < 150_000; count += 1 + count % 97) {
            sliced.run(new Moment(count, 0));
        }
        sliced.run(new Moment(150_000, 0));
        assertEquals(straight.stateHash(), sliced.stateHash());
    }

    @Test
    void stopsDoNotChangeTheRun() {
        Machine observed = machine();
        observed.addStopRequest(event -> event instanceof MachineEvent.ExceptionTaken
                || event instanceof MachineEvent.WorldSwitch
                || event instanceof MachineEvent.PsciCall);
        observed.setObserver(new MachineObserver() {});
        int stops = 0;
        List<StateHash> hashes = new ArrayList<>();
        for (long count : COUNTS) {
            while (!(observed.run(new Moment(count, 0)) instanceof StopReason.LimitReached)) {
                stops++;
            }
            hashes.add(observed.stateHash());
        }
        assertTrue(stops > 2, "stops: " + stops);
        assertEquals(hashes(machine()), hashes);
    }

    @Test
    void breakpointsDoNotChangeTheRun() {
        Machine observed = machine();
        observed.run(new Moment(COUNTS.get(0) - 1, 0));
        long lockHolder = observed.pe(0).pc;
        Machine other = machine();
        other.run(new Moment(COUNTS.get(1) + 77, 0));
        observed.addBreakpoint(lockHolder, PeCondition.ANY);
        observed.addBreakpoint(other.pe(0).pc, PeCondition.ANY);
        observed.addBreakpoint(other.pe(1).pc, PeCondition.ANY);
        observed.addBreakpoint(other.pe(0).pc, pe -> false);
        int stops = 0;
        List<StateHash> hashes = new ArrayList<>();
        for (long count : COUNTS) {
            StopReason reason = observed.run(new Moment(count, 0));
            while (reason instanceof StopReason.BreakpointHit hit) {
                assertEquals(hit.pa(), observed.pe(hit.pe()).pc);
                stops++;
                reason = observed.run(new Moment(count, 0));
            }
            hashes.add(observed.stateHash());
        }
        assertTrue(stops > 2, "stops: " + stops);
        assertEquals(hashes(machine()), hashes);
    }

    @Test
    void watchpointsDoNotChangeTheRun() {
        Machine observed = machine();
        // The page with the lock and the counters.
        observed.addWatchpoint(new Watchpoint(0x4200_0000L, 0x10_0000L, false, true));
        int stops = 0;
        StopReason reason = observed.run(new Moment(100_000, 0));
        while (reason instanceof StopReason.WatchpointHit) {
            stops++;
            reason = observed.run(new Moment(100_000, 0));
        }
        assertTrue(stops > 100, "stops: " + stops);
        Machine straight = machine();
        straight.run(new Moment(100_000, 0));
        assertEquals(straight.stateHash(), observed.stateHash());
    }

    @Test
    void goingBackAndForthComesToTheSameStates() {
        List<StateHash> expected = hashes(machine());
        Machine machine = machine(new CheckpointPolicy(20_000, 1L << 30));
        machine.run();
        for (int i : new int[] {4, 0, 3, 1, 2, 2, 0, 4}) {
            machine.goTo(new Moment(COUNTS.get(i), 0));
            assertEquals(expected.get(i), machine.stateHash(), "at " + COUNTS.get(i));
        }
        assertEquals(new StopReason.Halted(0, 0), machine.run());
        assertEquals("two-pes\ntwo-pes checksum=0x2166f69274fd6ef0\n", machine.consoleText());
    }

    @Test
    void everyEventsMomentCanBeReachedAgain() {
        Machine machine = machine(new CheckpointPolicy(10_000, 1L << 30));
        List<Moment> moments = new ArrayList<>();
        List<StateHash> hashes = new ArrayList<>();
        machine.addStopRequest(event -> true);
        while (machine.run() instanceof StopReason.EventReached) {
            moments.add(machine.now());
            hashes.add(machine.stateHash());
        }
        assertTrue(moments.size() > 4, moments::toString);
        for (int i = moments.size() - 1; i >= 0; i--) {
            machine.goTo(moments.get(i));
            assertEquals(moments.get(i), machine.now());
            assertEquals(hashes.get(i), machine.stateHash(), "at " + moments.get(i));
        }
    }

    @Test
    void forkGoesItsOwnWay() {
        List<StateHash> expected = hashes(machine());
        Machine machine = machine(new CheckpointPolicy(50_000, 1L << 30));
        machine.run(new Moment(COUNTS.get(3), 0));
        Machine fork = machine.fork(new Moment(COUNTS.get(1), 0));
        assertEquals(expected.get(1), fork.stateHash());
        assertEquals(expected.get(3), machine.stateHash());
        fork.run(new Moment(COUNTS.get(2), 0));
        machine.run(new Moment(COUNTS.get(4), 0));
        assertEquals(expected.get(2), fork.stateHash());
        assertEquals(expected.get(4), machine.stateHash());
        fork.run();
        assertEquals(expected.get(4), machine.stateHash());
        assertEquals("two-pes\ntwo-pes checksum=0x2166f69274fd6ef0\n", fork.consoleText());
    }

    @Test
    void anotherSeedIsAnotherRun() {
        Machine other =
                new Machine(configuration(CheckpointPolicy.NEVER).withSeed(SEED + 1), List.of(Programs.twoPes()));
        assertNotEquals(hashes(machine()), hashes(other));
        assertEquals(new StopReason.Halted(0, 0), other.run());
        assertEquals("two-pes\ntwo-pes checksum=0x2166f69274fd6ef0\n", other.consoleText());
    }
}
