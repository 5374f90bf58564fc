package org.realmscope.bench.rmm;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.realmscope.abi.RmiCommand;
import org.realmscope.bench.BenchReport;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * The benchmark {@code rmm}: {@link CommandPairs} per second of one thread, measured by JMH in a JVM of its own, and
 * the heap that a Realm of a million pages takes beyond its pages.
 */
public final class RmmBenchmark {
    private static final List<String> PAIRS = List.of("delegatePairs", "dataPairs");
    private static final int WARM_UP_ITERATIONS = 3;
    private static final int DATA_GRANULES = 1_000_000;
    private static final long TABLE_SPAN = 2L << 20;
    private static final double MIB = 1 << 20;

    private final int rounds;
    private final TimeValue roundTime;

    /** @param rounds measured iterations of JMH, of two seconds each */
    public RmmBenchmark(int rounds) {
        this(rounds, TimeValue.seconds(2));
    }

    RmmBenchmark(int rounds, TimeValue roundTime) {
        this.rounds = rounds;
        this.roundTime = roundTime;
    }

    /** Measures everything. */
    public BenchReport measure() {
        BenchReport report = new BenchReport();
        addPairs(report);
        report.add("rmm.millionDataGranules.heapMiB", heapOfAMillionGranules());
        return report;
    }

    /**
     * Adds, for each kind of pair, the mean of the rounds and half the width of its 99.9 % confidence interval, which
     * takes three rounds.
     */
    void addPairs(BenchReport report) {
        Collection<RunResult> results = runJmh();
        for (String pair : PAIRS) {
            Result<?> result = resultOf(pair, results);
            report.add("rmm." + pair + ".perSecond", result.getScore());
            if (Double.isFinite(result.getScoreError())) {
                report.add("rmm." + pair + ".errorPerSecond", result.getScoreError());
            }
        }
    }

    private Collection<RunResult> runJmh() {
        Options options = new OptionsBuilder()
                .include("^" + CommandPairs.class.getName().replace(".", "\\.") + "\\.")
                .threads(1)
                .forks(1)
                .warmupIterations(WARM_UP_ITERATIONS)
                .warmupTime(roundTime)
                .measurementIterations(rounds)
                .measurementTime(roundTime)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        try {
            return new Runner(options).run();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not measure the RMM: " + e.getMessage(), e);
        }
    }

    private static Result<?> resultOf(String pair, Collection<RunResult> results) {
        return results.stream()
                .map(RunResult::getPrimaryResult)
                .filter(result -> result.getLabel().equals(pair))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("JMH measured nothing that is called " + pair));
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
