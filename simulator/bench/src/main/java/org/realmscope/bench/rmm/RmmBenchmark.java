package org.realmscope.bench.rmm;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.realmscope.abi.RmiCommand;
import org.realmscope.bench.BenchReport;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * The benchmark {@code rmm}: pairs of commands that undo each other, per second of one core, and the heap that a
 * Realm of a million
 * pages takes beyond its pages. Pages of the timed commands have been written before, so that wiping them costs what
 * it does in use.
 */
public final class RmmBenchmark {
    private static final int PAIRS = 400_000;
    private static final int PAGES = 256;
    private static final int DATA_GRANULES = 1_000_000;
    private static final long TABLE_SPAN = 2L << 20;
    private static final double MIB = 1 << 20;
    private static final double NANOS = 1e9;

    private final int rounds;

    /** @param rounds measured rounds; one more is run before them, to warm up */
    public RmmBenchmark(int rounds) {
        this.rounds = rounds;
    }

    /** Measures everything; the figures are medians. */
    public BenchReport measure() {
        BenchReport report = new BenchReport();
        double[] delegate = new double[rounds];
        double[] data = new double[rounds];
        for (int i = -1; i < rounds; i++) {
            double delegatePairs = delegatePairs();
            double dataPairs = dataPairs();
            if (i >= 0) {
                delegate[i] = delegatePairs;
                data[i] = dataPairs;
            }
        }
        report.add("rmm.delegatePairs.perSecond", median(delegate));
        report.add("rmm.dataPairs.perSecond", median(data));
        report.add("rmm.millionDataGranules.heapMiB", heapOfAMillionGranules());
        return report;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double delegatePairs() {
        RmmHost host = new RmmHost(64L << 20);
        long first = touchedPages(host);
        long start = System.nanoTime();
        for (int i = 0; i < PAIRS; i++) {
            long pa = first + (long) (i % PAGES) * PhysicalMemory.GRANULE_SIZE;
            host.call(RmiCommand.GRANULE_DELEGATE, pa, 0, 0, 0);
            host.call(RmiCommand.GRANULE_UNDELEGATE, pa, 0, 0, 0);
        }
        return PAIRS * NANOS / (System.nanoTime() - start);
    }

    private static long touchedPages(RmmHost host) {
        long first = host.granule();
        for (int i = 1; i < PAGES; i++) {
            host.granule();
        }
        host.memory.fill(first, (long) PAGES * PhysicalMemory.GRANULE_SIZE, 1);
        return first;
    }

    private static double dataPairs() {
        RmmHost host = new RmmHost(64L << 20);
        long rd = host.realm();
        host.call(RmiCommand.RTT_CREATE, rd, host.delegated(), 0, 2);
        host.call(RmiCommand.RTT_CREATE, rd, host.delegated(), 0, 3);
        host.call(RmiCommand.RTT_INIT_RIPAS, rd, 0, TABLE_SPAN, 0);
        long first = touchedPages(host);
        for (int i = 0; i < PAGES; i++) {
            host.call(RmiCommand.GRANULE_DELEGATE, first + (long) i * PhysicalMemory.GRANULE_SIZE, 0, 0, 0);
        }
        long start = System.nanoTime();
        for (int i = 0; i < PAIRS; i++) {
            long offset = (long) (i % PAGES) * PhysicalMemory.GRANULE_SIZE;
            host.call(RmiCommand.DATA_CREATE_UNKNOWN, rd, first + offset, offset, 0);
            host.call(RmiCommand.DATA_DESTROY, rd, offset, 0, 0);
        }
        return PAIRS * NANOS / (System.nanoTime() - start);
    }

    /**
     * Heap in MiB of the RTTs, the granule table and everything else that grows with the DATA granules, whose pages
     * stay unwritten.
     */
    private static double heapOfAMillionGranules() {
        RmmHost host = new RmmHost(8L << 30);
        long before = usedHeap();
        long rd = host.realm();
        for (int i = 0; i < DATA_GRANULES; i++) {
            long ipa = (long) i * PhysicalMemory.GRANULE_SIZE;
            if (ipa % (1L << 30) == 0) {
                host.call(RmiCommand.RTT_CREATE, rd, host.delegated(), ipa, 2);
            }
            if (ipa % TABLE_SPAN == 0) {
                host.call(RmiCommand.RTT_CREATE, rd, host.delegated(), ipa, 3);
            }
            host.call(RmiCommand.DATA_CREATE_UNKNOWN, rd, host.delegated(), ipa, 0);
        }
        long used = usedHeap() - before;
        host.call(RmiCommand.RTT_READ_ENTRY, rd, 0, 1, 0);
        return used / MIB;
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
