package org.realmscope.machine.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.RealmFirmware;
import org.realmscope.machine.TestElf;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.checkpoint.StateHash;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;

/** The VMM hook: a program rings the doorbell and waits for each answer in its mailbox. */
class VmmTest {
    private static final int ROUNDS = 50;
    private static final long PERIOD = 97;

    /** Answers each doorbell with a command of the same number, and looks at the clock every 97 instructions. */
    private static final class Echo implements Vmm {
        private final boolean actsWhenIdle;
        private boolean rung;
        private long value;
        private boolean answers;
        private long deadline = PERIOD;

        Echo(boolean actsWhenIdle) {
            this.actsWhenIdle = actsWhenIdle;
        }

        @Override
        public void doorbell(int pe, long stored) {
            rung = true;
            value = stored;
        }

        @Override
        public void realmFault(Pe pe, long realmInstructions) {}

        @Override
        public long nextAction() {
            return rung || answers ? 0 : deadline;
        }

        @Override
        public void act(VmmBoard board) {
            if (rung) {
                rung = false;
                answers = true;
                board.acknowledge(0, value);
            } else if (answers) {
                answers = false;
                board.command(0, value >>> 8, 0x1234, new long[] {board.instructions()}, 1);
            } else {
                deadline = value >>> 8 == ROUNDS ? NEVER : board.instructions() + PERIOD;
                board.note("tick");
            }
        }

        @Override
        public boolean actWhenIdle(VmmBoard board) {
            if (actsWhenIdle) {
                board.enter(VmmPhase.FINISHED);
            }
            return actsWhenIdle;
        }

        @Override
        public void save(StateSink sink) {
            sink.put(rung);
            sink.put(value);
            sink.put(answers);
            sink.put(deadline);
        }

        @Override
        public void load(StateSource source) {
            rung = source.nextFlag();
            value = source.next();
            answers = source.nextFlag();
            deadline = source.next();
        }
    }

    private static Machine machine(CheckpointPolicy checkpoints, boolean actsWhenIdle) {
        MachineConfiguration configuration = MachineConfiguration.DEFAULT
                .withDramSize(64L << 20)
                .withFirmware(RealmFirmware.builtIn("specification", false))
                .withQuantum(40)
                .withCheckpoints(checkpoints);
        return new Machine(
                configuration,
                List.of(TestElf.host(
                        0xd2a14001, // mov x1, #0xa000000
                        0xd2800002, // mov x2, #0
                        0x91000442, // add x2, x2, #1
                        0xd378dc43, // lsl x3, x2, #8
                        0xf901fc23, // str x3, [x1, #0x3f8]
                        0xf9400024, // ldr x4, [x1]
                        0xeb02009f, // cmp x4, x2
                        0x54ffffc1, // b.ne .-8
                        0xf100c85f, // cmp x2, #50
                        0x54ffff21, // b.ne .-28
                        0xd2b08000, // mov x0, #0x84000000
                        0xf2800040, // movk x0, #2
                        0xd4000003)), // smc #0: PSCI CPU_OFF
                () -> new Echo(actsWhenIdle));
    }

    private static Machine machine() {
        return machine(CheckpointPolicy.NEVER, true);
    }

    private static StateHash atEnd(Machine machine) {
        while (!(machine.run() instanceof StopReason.VmmFinished)) {
            assertTrue(machine.now().instructions() < 100_000, "the run has no end");
        }
        return machine.stateHash();
    }

    @Test
    void vmmActsRightBehindTheStore() {
        Machine machine = machine();
        List<MachineEvent> events = new ArrayList<>();
        machine.addStopRequest(event -> {
            events.add(event);
            return event instanceof MachineEvent.Doorbell;
        });
        MachineEvent.Doorbell first = new MachineEvent.Doorbell(new Moment(5, 1), 0, 0, 1);
        assertEquals(new StopReason.EventReached(first), machine.run());
        assertEquals(0x4200_0014L, machine.pe(0).pc);
        assertInstanceOf(StopReason.EventReached.class, machine.run());
        assertEquals(new MachineEvent.VmmCommand(new Moment(5, 2), 0, 1, 0x1234, List.of(5L)), events.get(1));
        // load, compare and branch of the first round; compare and branch back; the second round up to its store
        assertEquals(new Moment(13, 1), machine.now());
    }

    @Test
    void deadlineIsKeptToTheInstruction() {
        Machine machine = machine();
        machine.addStopRequest(event -> event instanceof MachineEvent.VmmNote);
        machine.run();
        assertEquals(new Moment(PERIOD, 1), machine.now());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 50, 1_000})
    void checkpointsDoNotChangeTheRun(long interval) {
        assertEquals(atEnd(machine()), atEnd(machine(new CheckpointPolicy(interval, 1L << 30), true)));
    }

    @Test
    void singleStepsDoNotChangeTheRun() {
        Machine straight = machine();
        Machine stepped = machine();
        while (stepped.now().instructions() < 380) {
            stepped.stepInstruction(0);
            straight.run(stepped.now());
            assertEquals(straight.now(), stepped.now());
            assertEquals(straight.stateHash(), stepped.stateHash(), () -> "at " + straight.now());
        }
    }

    @Test
    void goingBackRepeatsWhatTheVmmDid() {
        Machine machine = machine(new CheckpointPolicy(50, 1L << 30), true);
        List<Moment> moments = new ArrayList<>();
        List<StateHash> hashes = new ArrayList<>();
        machine.addStopRequest(event -> true);
        while (machine.run() instanceof StopReason.EventReached) {
            moments.add(machine.now());
            hashes.add(machine.stateHash());
        }
        assertTrue(moments.size() > 2 * ROUNDS, moments::toString);
        for (int i = moments.size() - 1; i >= 0; i -= 7) {
            machine.goTo(moments.get(i));
            assertEquals(hashes.get(i), machine.stateHash(), "at " + moments.get(i));
        }
        Machine fork = machine.fork(moments.get(20));
        assertEquals(hashes.get(20), fork.stateHash());
        assertEquals(hashes.getLast(), atEnd(fork));
    }

    @Test
    void idleMachineWithoutWorkIsADeadlock() {
        Machine machine = machine(CheckpointPolicy.NEVER, false);
        StopReason reason = machine.run();
        while (!(reason instanceof StopReason.Deadlock) && machine.now().instructions() < 100_000) {
            reason = machine.run();
        }
        StopReason.Deadlock deadlock = assertInstanceOf(StopReason.Deadlock.class, reason);
        assertEquals(List.of("PE 0 is off"), deadlock.waits());
    }

    @Test
    void finishedVmmIsTheEndOfTheRun() {
        Machine machine = machine();
        atEnd(machine);
        assertEquals(new StopReason.VmmFinished(), machine.run());
        assertTrue(new StopReason.VmmFinished().isFinal());
    }
}
