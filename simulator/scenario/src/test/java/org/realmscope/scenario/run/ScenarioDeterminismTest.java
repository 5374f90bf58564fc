package org.realmscope.scenario.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.scenario.run.ScenarioBuilder.UNPROTECTED;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.machine.Machine;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.checkpoint.StateHash;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.schedule.RunState;
import org.realmscope.machine.time.Moment;
import org.realmscope.machine.vmm.VmmPhase;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.VmmRule;

/**
 * Contract 4 with a VMM: nothing that a debugger does changes the run. Two vCPUs fault while the VMM takes memory away.
 */
class ScenarioDeterminismTest {
    private static final Scenario SCENARIO = scenario();

    private static Scenario scenario() {
        ScenarioBuilder builder = new ScenarioBuilder().pes(3).quantum(300);
        builder.vcpu(
                        true,
                        builder.store(1, UNPROTECTED | 0x20_0000),
                        builder.hostCall(1),
                        builder.store(2, UNPROTECTED | 0x20_0000),
                        builder.hostCall(1),
                        builder.store(3, UNPROTECTED | 0x20_0000))
                .vcpu(
                        true,
                        builder.store(1, 0x40_0000),
                        builder.store(1, UNPROTECTED | 0x20_1000),
                        builder.hostCall(2),
                        builder.store(1, 0x40_1000))
                .on(new VmmRule.Trigger.HostCall(1), builder.unmap(0x20_0000, 0x21_0000))
                .on(new VmmRule.Trigger.Fault(3), builder.unmap(0x20_0000, 0x20_1000))
                .on(new VmmRule.Trigger.Time(3_000), builder.unmap(0x20_0000, 0x20_2000))
                .on(new VmmRule.Trigger.End(), builder.read(0x20_0000));
        return builder.build();
    }

    private static Machine machine(CheckpointPolicy checkpoints, long seed) {
        return ScenarioRun.of(
                        SCENARIO,
                        ScenarioRun.Options.of(SCENARIO)
                                .withCheckpoints(checkpoints)
                                .withSeed(seed))
                .machine();
    }

    private static Machine machine() {
        return machine(CheckpointPolicy.NEVER, 1);
    }

    private static long length() {
        Machine machine = machine();
        assertEquals(new StopReason.VmmFinished(), machine.run());
        return machine.now().instructions();
    }

    private static List<Long> counts() {
        long length = length();
        List<Long> counts = new ArrayList<>();
        for (int i = 1; i < 8; i++) {
            counts.add(length * i / 8 + i);
        }
        return counts;
    }

    private static List<StateHash> hashes(Machine machine, List<Long> counts) {
        List<StateHash> hashes = new ArrayList<>();
        for (long count : counts) {
            machine.run(new Moment(count, 0));
            hashes.add(machine.stateHash());
        }
        machine.run();
        hashes.add(machine.stateHash());
        return hashes;
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 7_777})
    void checkpointsDoNotChangeTheRun(long interval) {
        List<Long> counts = counts();
        assertEquals(hashes(machine(), counts), hashes(machine(new CheckpointPolicy(interval, 1L << 30), 1), counts));
    }

    @Test
    void shortRunsDoNotChangeTheRun() {
        Machine straight = machine();
        Machine sliced = machine();
        straight.run();
        long count = 0;
        while (!(sliced.run(new Moment(count, 0)) instanceof StopReason.VmmFinished)) {
            count += 1 + count % 97;
        }
        assertEquals(straight.now(), sliced.now());
        assertEquals(straight.stateHash(), sliced.stateHash());
    }

    @Test
    void singleStepsDoNotChangeTheRun() {
        Machine straight = machine();
        Machine stepped = machine();
        Moment start = phase(VmmPhase.RUN);
        stepped.run(start);
        StopReason reason = new StopReason.LimitReached();
        for (int i = 0; !reason.isFinal() && stepped.now().instructions() < start.instructions() + 12_000; i++) {
            int pe = i % 3;
            reason = stepped.stepInstruction(stepped.state(pe) == RunState.OFF ? 0 : pe);
        }
        straight.run(stepped.now());
        assertEquals(straight.now(), stepped.now());
        assertEquals(straight.stateHash(), stepped.stateHash());
    }

    private static Moment phase(VmmPhase phase) {
        Machine machine = machine();
        machine.addStopRequest(event -> event instanceof MachineEvent.VmmPhaseChange change && change.phase() == phase);
        machine.run();
        return machine.now();
    }

    @Test
    void everyEventOfTheVmmCanBeReachedAgain() {
        Machine machine = machine(new CheckpointPolicy(5_000, 1L << 30), 1);
        machine.run(phase(VmmPhase.START));
        List<Moment> moments = new ArrayList<>();
        List<StateHash> hashes = new ArrayList<>();
        machine.addStopRequest(event -> event instanceof MachineEvent.VmmCommand
                || event instanceof MachineEvent.Doorbell
                || event instanceof MachineEvent.VmmPhaseChange
                || event instanceof MachineEvent.VmmNote
                || event instanceof MachineEvent.Stage2Fault);
        while (machine.run() instanceof StopReason.EventReached) {
            moments.add(machine.now());
            hashes.add(machine.stateHash());
        }
        assertTrue(moments.size() > 30, moments::toString);
        for (int i = moments.size() - 1; i >= 0; i--) {
            machine.goTo(moments.get(i));
            assertEquals(moments.get(i), machine.now());
            assertEquals(hashes.get(i), machine.stateHash(), "at " + moments.get(i));
        }
    }

    @Test
    void forkHasAVmmOfItsOwn() {
        List<Long> counts = counts();
        List<StateHash> expected = hashes(machine(), counts);
        Machine machine = machine(new CheckpointPolicy(5_000, 1L << 30), 1);
        machine.run(new Moment(counts.get(6), 0));
        Machine fork = machine.fork(new Moment(counts.get(4), 0));
        assertEquals(expected.get(4), fork.stateHash());
        fork.run(new Moment(counts.get(5), 0));
        assertEquals(expected.get(5), fork.stateHash());
        assertEquals(expected.get(6), machine.stateHash());
        assertEquals(new StopReason.VmmFinished(), fork.run());
        assertEquals(new StopReason.VmmFinished(), machine.run());
        assertEquals(expected.getLast(), fork.stateHash());
        assertEquals(expected.getLast(), machine.stateHash());
    }

    @Test
    void anotherSeedIsAnotherRun() {
        Machine other = machine(CheckpointPolicy.NEVER, 2);
        List<Long> counts = counts();
        assertNotEquals(hashes(machine(), counts), hashes(other, counts));
    }
}
