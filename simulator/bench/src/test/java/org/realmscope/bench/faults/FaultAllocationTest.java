package org.realmscope.bench.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.realmscope.machine.checkpoint.CheckpointPolicy;

/** The path of a fault makes no garbage: what it allocates is the frame of the page that it maps. */
class FaultAllocationTest {
    private static final long FAULTS = 10_000;
    /** A frame with its header; tables and what describes memory, for 512 pages or more at a time, add little. */
    private static final long BYTES_PER_FAULT = 4096 + 16 + 128;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void faultAllocatesItsPageOnly() {
        FaultMachine machine = new FaultMachine(new FaultWorkload(FAULTS, FAULTS), CheckpointPolicy.NEVER);
        machine.runBlock();
        assertTrue(allocatedPerFault(machine, FaultWorkload.BLOCKS - 1) <= BYTES_PER_FAULT);
        machine.runBlock();
        assertTrue(allocatedPerFault(machine, FaultWorkload.BLOCKS - 1) <= BYTES_PER_FAULT);
    }

    private long allocatedPerFault(FaultMachine machine, int blocks) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < blocks; i++) {
            machine.runBlock();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (blocks * FAULTS / FaultWorkload.BLOCKS);
    }
}
