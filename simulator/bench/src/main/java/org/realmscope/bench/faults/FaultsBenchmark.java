package org.realmscope.bench.faults;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.realmscope.bench.BenchReport;
import org.realmscope.machine.checkpoint.CheckpointPolicy;

/**
 * The benchmark {@code faults}: faults a second of the workload, medians of rounds with new machines, which keep no
 * history. Times are those of the realm's run: the machine is built and the realm created before. A second machine in
 * each round keeps history and delivers its events, as an interactive one does. What is counted instead of timed comes
 * from a further, shorter run.
 */
public final class FaultsBenchmark {
    /** Protected faults unless somebody asks for another number. */
    public static final long DEFAULT_FAULTS = 100_000;
    /** Fewest protected faults. */
    public static final long MIN_FAULTS = FaultWorkload.BLOCKS;
    /** Most protected faults: the pages are then nearly 4 GiB. */
    public static final long MAX_FAULTS = FaultWorkload.MAX_FAULTS;

    private static final long COUNTED_FAULTS = 10_240;
    /** Most faults of phases whose length is not what somebody asks for. */
    private static final long MAX_OTHER_FAULTS = 100_000;

    private final FaultWorkload workload;
    private final FaultWorkload recordedWorkload;
    private final int rounds;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /**
     * @param faults protected faults, {@link #MIN_FAULTS} to {@link #MAX_FAULTS}, rounded down to a multiple of 10;
     *     there are as many unprotected ones, up to 100,000
     * @param rounds measured rounds; one more is run before them, to warm up
     */
    public FaultsBenchmark(long faults, int rounds) {
        long whole = faults - faults % FaultWorkload.BLOCKS;
        long others = Math.min(whole, MAX_OTHER_FAULTS);
        this.workload = new FaultWorkload(whole, others);
        this.recordedWorkload = new FaultWorkload(others, FaultWorkload.BLOCKS);
        this.rounds = rounds;
    }

    private record Round(Timed timed, PhaseRun recorded) {}

    /** @param heapPerPage bytes of heap that a mapped page takes, its content included */
    private record Timed(PhaseRun ofProtected, PhaseRun ofUnprotected, double heapPerPage) {}

    /** Measures everything. */
    public BenchReport measure() {
        round();
        List<Round> measured = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            measured.add(round());
        }
        BenchReport report = new BenchReport();
        addRates(report, "faults.protected", measured, round -> round.timed().ofProtected());
        addBlocks(report, "faults.protected", measured, round -> round.timed().ofProtected());
        addRates(report, "faults.unprotected", measured, round -> round.timed().ofUnprotected());
        addRates(report, "faults.recorded", measured, Round::recorded);
        addCounts(report);
        report.add(
                "faults.heap.bytesPerMappedPage",
                median(measured, round -> round.timed().heapPerPage()));
        return report;
    }

    private Round round() {
        return new Round(timed(), recorded());
    }

    private Timed timed() {
        FaultMachine machine = new FaultMachine(workload, CheckpointPolicy.NEVER);
        long before = usedHeap();
        PhaseRun ofProtected = phase(machine, workload.protectedFaults());
        PhaseRun ofUnprotected = phase(machine, workload.unprotectedFaults());
        long used = usedHeap() - before;
        machine.finish();
        long pages = workload.protectedFaults() + workload.unprotectedFaults();
        return new Timed(ofProtected, ofUnprotected, (double) used / pages);
    }

    private PhaseRun recorded() {
        FaultMachine machine = new FaultMachine(recordedWorkload, CheckpointPolicy.DEFAULT);
        machine.setObserver(new FaultCounts());
        return phase(machine, recordedWorkload.protectedFaults());
    }

    private PhaseRun phase(FaultMachine machine, long faults) {
        List<PhaseRun.Block> blocks = new ArrayList<>();
        for (int i = 0; i < FaultWorkload.BLOCKS; i++) {
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            machine.runBlock();
            long wall = System.nanoTime() - start;
            blocks.add(new PhaseRun.Block(wall, threads.getCurrentThreadCpuTime() - cpuBefore));
        }
        return new PhaseRun(faults / FaultWorkload.BLOCKS, blocks);
    }

    private static void addRates(
            BenchReport report, String name, List<Round> measured, Function<Round, PhaseRun> phase) {
        report.add(
                name + ".perSecond",
                median(measured, round -> phase.apply(round).perSecond()));
        report.add(
                name + ".perCpuSecond",
                median(measured, round -> phase.apply(round).perCpuSecond()));
    }

    /** Whether a fault costs the same at the end as at the start. */
    private static void addBlocks(
            BenchReport report, String name, List<Round> measured, Function<Round, PhaseRun> phase) {
        for (int i = 0; i < FaultWorkload.BLOCKS; i++) {
            int block = i;
            report.add(
                    name + ".perCpuSecondOfTenth" + (block + 1),
                    median(measured, round -> phase.apply(round).perCpuSecond(block)));
        }
    }

    private static void addCounts(BenchReport report) {
        FaultMachine machine =
                new FaultMachine(new FaultWorkload(COUNTED_FAULTS, COUNTED_FAULTS), CheckpointPolicy.NEVER);
        FaultCounts counts = new FaultCounts();
        machine.setObserver(counts);
        runCounted(machine, counts);
        report.add("faults.protected.callsPerFault", counts.callsPerFault());
        report.add("faults.hostInstructions.perFault", counts.hostInstructionsPerFault());
        runCounted(machine, counts);
        report.add("faults.unprotected.callsPerFault", counts.callsPerFault());
        report.add("faults.hostInstructions.perUnprotectedFault", counts.hostInstructionsPerFault());
    }

    private static void runCounted(FaultMachine machine, FaultCounts counts) {
        counts.reset(machine.instructions());
        for (int i = 0; i < FaultWorkload.BLOCKS; i++) {
            machine.runBlock();
        }
    }

    private static double median(List<Round> measured, ToDoubleFunction<Round> figure) {
        double[] values = measured.stream().mapToDouble(figure).sorted().toArray();
        return values[values.length / 2];
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
