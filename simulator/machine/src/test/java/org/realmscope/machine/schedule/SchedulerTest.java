package org.realmscope.machine.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.machine.checkpoint.StateWords;

class SchedulerTest {
    private static final Scheduler.WakeUp NOTHING_WAKES = (pe, state) -> false;

    @Test
    void slicesHaveOneToTwiceTheQuantum() {
        Scheduler scheduler = running(1, 7, 4);
        boolean[] seen = new boolean[9];
        long now = 0;
        for (int i = 0; i < 500; i++) {
            scheduler.choose(now, NOTHING_WAKES);
            long length = scheduler.sliceEnd() - now;
            assertTrue(length >= 1 && length <= 8, "slice of " + length);
            seen[(int) length] = true;
            now = scheduler.sliceEnd();
        }
        for (int length = 1; length <= 8; length++) {
            assertTrue(seen[length], "no slice of " + length);
        }
    }

    @Test
    void pesTakeTurns() {
        Scheduler scheduler = running(3, 1, 10);
        List<Integer> order = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 6; i++) {
            scheduler.choose(now, NOTHING_WAKES);
            order.add(scheduler.current());
            now = scheduler.sliceEnd();
        }
        assertEquals(List.of(0, 1, 2, 0, 1, 2), order);
    }

    @Test
    void sliceGoesOnUntilItsEnd() {
        Scheduler scheduler = running(2, 1, 1000);
        scheduler.choose(0, NOTHING_WAKES);
        long end = scheduler.sliceEnd();
        scheduler.choose(end - 1, NOTHING_WAKES);
        assertEquals(0, scheduler.current());
        assertEquals(end, scheduler.sliceEnd());
        scheduler.choose(end, NOTHING_WAKES);
        assertEquals(1, scheduler.current());
    }

    @Test
    void waitingPeIsPassedOverUntilItIsWoken() {
        Scheduler scheduler = running(2, 1, 10);
        scheduler.choose(0, NOTHING_WAKES);
        scheduler.setState(0, RunState.WAITING_FOR_INTERRUPT);
        assertEquals(Scheduler.NOBODY, scheduler.current());
        scheduler.choose(5, NOTHING_WAKES);
        assertEquals(1, scheduler.current());
        scheduler.choose(scheduler.sliceEnd(), NOTHING_WAKES);
        assertEquals(1, scheduler.current());
        scheduler.choose(scheduler.sliceEnd(), (pe, state) -> state == RunState.WAITING_FOR_INTERRUPT);
        assertEquals(0, scheduler.current());
        assertEquals(RunState.RUNNING, scheduler.state(0));
    }

    @Test
    void nobodyRunsWhenEveryPeWaitsOrIsOff() {
        Scheduler scheduler = new Scheduler(2, 1, 10);
        scheduler.setState(0, RunState.WAITING_FOR_EVENT);
        scheduler.choose(0, NOTHING_WAKES);
        assertEquals(Scheduler.NOBODY, scheduler.current());
    }

    @Test
    void sameSeedMakesTheSameScheduleAndAnotherSeedAnother() {
        assertEquals(slices(running(2, 42, 100)), slices(running(2, 42, 100)));
        assertNotEquals(slices(running(2, 42, 100)), slices(running(2, 43, 100)));
    }

    @Test
    void scheduleGoesOnAfterLoadAsItDidAfterSave() {
        Scheduler scheduler = running(3, 5, 100);
        slices(scheduler);
        StateWords words = new StateWords();
        scheduler.save(words);
        List<Long> expected = slices(scheduler);
        Scheduler other = new Scheduler(3, 99, 100);
        other.load(words.read());
        assertEquals(expected, slices(other));
    }

    private static Scheduler running(int pes, long seed, long quantum) {
        Scheduler scheduler = new Scheduler(pes, seed, quantum);
        for (int i = 0; i < pes; i++) {
            scheduler.setState(i, RunState.RUNNING);
        }
        return scheduler;
    }

    private static List<Long> slices(Scheduler scheduler) {
        List<Long> ends = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            scheduler.choose(scheduler.sliceEnd(), NOTHING_WAKES);
            ends.add(scheduler.sliceEnd());
        }
        return ends;
    }
}
