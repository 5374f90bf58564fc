package org.realmscope.bench.faults;

import java.util.List;

/**
 * What one range of a workload took.
 *
 * @param faultsPerBlock pages in a block
 * @param blocks in order
 */
record PhaseRun(long faultsPerBlock, List<Block> blocks) {
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * What one block took.
     *
     * @param cpuNanos processor time of the thread that ran the machine
     */
    record Block(long wallNanos, long cpuNanos) {}

    PhaseRun {
        blocks = List.copyOf(blocks);
    }

    /** Faults a second over all blocks. */
    double perSecond() {
        return rate(blocks.size(), blocks.stream().mapToLong(Block::wallNanos).sum());
    }

    /** Faults a second of processor time over all blocks. */
    double perCpuSecond() {
        return rate(blocks.size(), blocks.stream().mapToLong(Block::cpuNanos).sum());
    }

    /** Faults a second of processor time in one block. */
    double perCpuSecond(int block) {
        return rate(1, blocks.get(block).cpuNanos());
    }

    private double rate(int count, long nanos) {
        return (double) faultsPerBlock * count / nanos * NANOS_PER_SECOND;
    }
}
