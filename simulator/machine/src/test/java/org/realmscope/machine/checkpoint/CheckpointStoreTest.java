package org.realmscope.machine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.memory.MemoryRegion;
import org.realmscope.platform.memory.PhysicalMemory;

class CheckpointStoreTest {
    private static final long INTERVAL = 1000;

    private final PhysicalMemory memory = new PhysicalMemory(List.of(new MemoryRegion("DRAM", 0, 0x100_0000)));

    private Checkpoint checkpoint(long instructions) {
        return new Checkpoint(new Moment(instructions, 0), 0, memory.snapshot(), new StateWords());
    }

    @Test
    void nextIsDueOneIntervalAfterTheLast() {
        CheckpointStore store = new CheckpointStore(new CheckpointPolicy(INTERVAL, 1 << 20), memory.generations());
        assertEquals(0, store.nextDue());
        store.add(checkpoint(0));
        assertEquals(INTERVAL, store.nextDue());
        store.add(checkpoint(1300));
        assertEquals(2300, store.nextDue());
    }

    @Test
    void nearestCheckpointIsNotAfterTheMoment() {
        CheckpointStore store = new CheckpointStore(new CheckpointPolicy(INTERVAL, 1 << 20), memory.generations());
        Checkpoint first = checkpoint(500);
        Checkpoint second = checkpoint(1500);
        store.add(first);
        store.add(second);
        assertNull(store.atOrBefore(new Moment(499, 7)));
        assertEquals(first, store.atOrBefore(new Moment(1499, 3)));
        assertEquals(second, store.atOrBefore(new Moment(1500, 0)));
        store.discardAfter(new Moment(1499, 0));
        assertEquals(first, store.atOrBefore(new Moment(1500, 0)));
    }

    @Test
    void checkpointsThinOutWithDistanceBeforeTheOldestGoes() {
        // Every checkpoint keeps one granule of its own alive, so that the cap has room for twenty.
        CheckpointStore store = new CheckpointStore(new CheckpointPolicy(INTERVAL, 20 * 4096), memory.generations());
        boolean moved = false;
        for (int i = 0; i < 200; i++) {
            memory.write64(0x1000, i);
            moved |= store.add(checkpoint(i * INTERVAL));
            assertTrue(store.retainedBytes() <= 20 * 4096, "retained " + store.retainedBytes());
        }
        assertTrue(store.size() > 10, "checkpoints " + store.size());
        long recent = 199 * INTERVAL;
        assertNotNull(store.atOrBefore(new Moment(recent, 0)));
        assertEquals(recent, store.atOrBefore(new Moment(recent, 0)).moment().instructions());
        assertEquals(moved, store.earliest().instructions() > 0);
        for (long at = store.earliest().instructions(); at <= recent; at += INTERVAL) {
            long replay = at - store.atOrBefore(new Moment(at, 0)).moment().instructions();
            assertTrue(replay <= Math.max(2 * INTERVAL, (recent - at) / 2 + 2 * INTERVAL), at + " needs " + replay);
        }
    }

    @Test
    void oldestIsGivenUpWhenNothingElseHelps() {
        CheckpointStore store = new CheckpointStore(new CheckpointPolicy(INTERVAL, 4096), memory.generations());
        boolean moved = false;
        for (int i = 0; i < 6; i++) {
            memory.fill(0x1000, 0x4000, i + 1);
            moved |= store.add(checkpoint(i * INTERVAL));
        }
        assertTrue(moved);
        assertTrue(store.earliest().instructions() > 0, store.earliest()::toString);
    }

    @Test
    void zeroGranuleHashesLikeOneThatWasNeverWritten() {
        StateHash untouched = hash();
        memory.write64(0x5000, 9);
        StateHash written = hash();
        memory.write64(0x5000, 0);
        assertNotEquals(untouched, written);
        assertEquals(untouched, hash());
    }

    @Test
    void sameContentAtAnotherAddressHashesDifferently() {
        memory.write64(0x5000, 9);
        StateHash here = hash();
        memory.write64(0x5000, 0);
        memory.write64(0x6000, 9);
        assertNotEquals(here, hash());
    }

    private StateHash hash() {
        StateHash.Builder builder = new StateHash.Builder();
        builder.put(1);
        builder.putMemory(memory);
        return builder.build();
    }
}
