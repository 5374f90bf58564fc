package org.realmscope.machine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.Programs;
import org.realmscope.machine.checkpoint.Checkpoint;
import org.realmscope.machine.checkpoint.StateHash;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.input.InputAction;
import org.realmscope.machine.time.Moment;

/** Marks and counts that debuggers go back by. */
class MarkTest {
    private static final Moment MIDDLE = new Moment(100_000, 0);
    private static final Moment END = new Moment(140_000, 0);

    private final Machine machine = new Machine(
            MachineConfiguration.DEFAULT.withPes(2).withSeed(3).withQuantum(500), List.of(Programs.twoPes()));

    @Test
    void markIsReturnedToAndTheRunIsTheSameFromThere() {
        machine.run(MIDDLE);
        StateHash there = machine.stateHash();
        Checkpoint mark = machine.mark();
        machine.run(END);
        StateHash end = machine.stateHash();
        machine.returnTo(mark);
        assertEquals(mark.moment(), machine.now());
        assertEquals(there, machine.stateHash());
        machine.run(END);
        assertEquals(end, machine.stateHash());
    }

    @Test
    void inputBehindAMarkIsAppliedAgain() {
        machine.run(MIDDLE);
        Checkpoint mark = machine.mark();
        machine.apply(new InputAction.SetRegister(0, 28, 0x77));
        machine.run(END);
        StateHash end = machine.stateHash();
        machine.returnTo(mark);
        machine.run(END);
        assertEquals(end, machine.stateHash());
    }

    @Test
    void lastInstructionOfAPeIsKnownHoweverTheRunWasCut() {
        machine.run(END);
        for (int pe = 0; pe < 2; pe++) {
            long behind = machine.counts().lastExecuted(pe);
            assertTrue(behind > 0 && behind <= END.instructions());
        }
        long first = machine.counts().lastExecuted(0);
        long second = machine.counts().lastExecuted(1);
        machine.goTo(new Moment(MIDDLE.instructions() - 7, 0));
        while (machine.now().isBefore(END)) {
            StopReason reason = machine.run(new Moment(Math.min(machine.now().instructions() + 13, 140_000), 0));
            assertTrue(reason instanceof StopReason.LimitReached);
        }
        assertEquals(first, machine.counts().lastExecuted(0));
        assertEquals(second, machine.counts().lastExecuted(1));
    }

    @Test
    void stepSaysWhereItsInstructionBegan() {
        machine.run(MIDDLE);
        int pe = machine.currentPe();
        Moment before = machine.now();
        machine.stepInstruction(pe);
        assertEquals(before, machine.stepStart());
        assertEquals(before.instructions() + 1, machine.counts().lastExecuted(pe));
    }
}
