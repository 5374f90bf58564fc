package org.realmscope.machine.world;

import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;

/** Words of a state, one after the other in simulated memory. */
final class MemoryWords implements StateSink, StateSource {
    private final PhysicalMemory memory;
    private long at;

    MemoryWords(PhysicalMemory memory, long start) {
        this.memory = memory;
        this.at = start;
    }

    @Override
    public void put(long word) {
        memory.write64(at, word);
        at += 8;
    }

    @Override
    public long next() {
        long word = memory.read64(at);
        at += 8;
        return word;
    }
}
