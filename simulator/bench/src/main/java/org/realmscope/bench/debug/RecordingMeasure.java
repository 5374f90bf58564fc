package org.realmscope.bench.debug;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.realmscope.bench.BenchReport;
import org.realmscope.bench.faults.FaultMachine;
import org.realmscope.bench.faults.FaultWorkload;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.machine.history.RunRecorder;

/**
 * What it costs to record the history of a realm that takes fault after fault: the same run with a recorder and
 * without, in rounds that alternate, and the memory that the history of a million faults takes.
 */
final class RecordingMeasure {
    private static final double FAULTS = 1e6;
    private static final double MIB = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final FaultWorkload workload;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Times> plain = new ArrayList<>();
    private final List<Times> recorded = new ArrayList<>();
    private double bytesPerFault;
    private double timelineBytesPerFault;

    /**
     * What the faults of a run take.
     *
     * @param cpu processor time of the thread that runs the machine, in nanoseconds
     */
    private record Times(double wall, double cpu) {}

    /** @param faults of a run, a multiple of 10 */
    RecordingMeasure(long faults) {
        this.workload = new FaultWorkload(faults, FaultWorkload.BLOCKS);
    }

    /** A run without recorder and one with, the one first that was second in the round before. */
    void round(int number, boolean counts) {
        Times first = run(number % 2 == 1, counts);
        Times second = run(number % 2 == 0, counts);
        if (counts) {
            (number % 2 == 1 ? recorded : plain).add(first);
            (number % 2 == 1 ? plain : recorded).add(second);
        }
    }

    private Times run(boolean isRecorded, boolean counts) {
        FaultMachine machine = new FaultMachine(workload, CheckpointPolicy.NEVER);
        RunRecorder recorder = isRecorded ? RunRecorder.attach(machine.machine(), HistoryLimits.DEFAULT) : null;
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        for (int i = 0; i < FaultWorkload.BLOCKS; i++) {
            machine.runBlock();
        }
        Times times = new Times(System.nanoTime() - start, threads.getCurrentThreadCpuTime() - cpu);
        if (recorder != null && counts) {
            long faults = recorder.faults().count();
            bytesPerFault =
                    (double) (recorder.faults().bytes() + recorder.timeline().bytes()) / faults;
            timelineBytesPerFault = (double) recorder.timeline().bytes() / faults;
        }
        return times;
    }

    void report(BenchReport report) {
        double faults = workload.protectedFaults();
        report.add("debug.recording.plainFaultsPerSecond", faults / median(plain, Times::wall) * NANOS_PER_SECOND);
        report.add(
                "debug.recording.recordedFaultsPerSecond", faults / median(recorded, Times::wall) * NANOS_PER_SECOND);
        report.add("debug.recording.percent", percent(Times::wall));
        report.add("debug.recording.cpuPercent", percent(Times::cpu));
        report.add("debug.recording.mibPerMillionFaults", bytesPerFault * FAULTS / MIB);
        report.add("debug.recording.timelineMibPerMillionFaults", timelineBytesPerFault * FAULTS / MIB);
    }

    private static double median(List<Times> runs, ToDoubleFunction<Times> time) {
        return Samples.median(runs.stream().map(time::applyAsDouble).toList());
    }

    /** Median of what recording adds, of the pairs of runs. */
    private double percent(ToDoubleFunction<Times> time) {
        List<Double> percents = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            percents.add((time.applyAsDouble(recorded.get(i)) / time.applyAsDouble(plain.get(i)) - 1) * 100);
        }
        return Samples.median(percents);
    }
}
