package org.realmscope.bench.pe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.realmscope.bench.BenchReport;
import org.realmscope.bench.qemu.QemuSystem;

/**
 * The benchmark {@code pe}: each workload on our PE and, if there is one, on QEMU. Rounds alternate between the two, so
 * that what else the host does falls on both; the figures are medians.
 */
public final class PeBenchmark {
    private static final double NANOS_PER_MICROSECOND = 1000.0;
    private static final Duration QEMU_TIMEOUT = Duration.ofMinutes(5);

    private final WorkloadRunner ours;
    private final @Nullable WorkloadRunner qemu;
    private final int rounds;

    /**
     * @param ours   counts instructions
     * @param qemu   null where QEMU is not installed; then there are no ratios
     * @param rounds measured rounds; one more is run before them, to warm up
     */
    public PeBenchmark(WorkloadRunner ours, @Nullable WorkloadRunner qemu, int rounds) {
        this.ours = ours;
        this.qemu = qemu;
        this.rounds = rounds;
    }

    /**
     * The benchmark with our PE and, where this host has it, QEMU.
     *
     * @param announce takes a line about QEMU
     */
    public static PeBenchmark ofThisHost(int rounds, Consumer<String> announce) {
        Optional<QemuSystem> qemu = QemuSystem.find(System.getenv().getOrDefault("PATH", ""))
                .map(binary -> new QemuSystem(binary, QEMU_TIMEOUT));
        announce.accept(qemu.map(QemuSystem::version)
                .orElse("qemu-system-aarch64 is not installed (Debian: qemu-system-arm): no comparison"));
        return new PeBenchmark(new MachineRunner(), qemu.orElse(null), rounds);
    }

    /** Measures all workloads. */
    public BenchReport measure(List<Workload> workloads) {
        BenchReport report = new BenchReport();
        for (Workload workload : workloads) {
            measure(workload, report);
        }
        return report;
    }

    private void measure(Workload workload, BenchReport report) {
        WorkloadRunner reference = qemu;
        List<WorkloadRun> ourRuns = new ArrayList<>();
        List<WorkloadRun> qemuRuns = new ArrayList<>();
        checked(ours, workload);
        for (int round = 0; round < rounds; round++) {
            ourRuns.add(checked(ours, workload));
            if (reference != null) {
                qemuRuns.add(checked(reference, workload));
            }
        }
        String prefix = "pe." + workload.name();
        double instructions = ourRuns.getFirst().instructions();
        double ourMips = instructions / median(ourRuns, WorkloadRun::wallNanos) * NANOS_PER_MICROSECOND;
        report.add(prefix + ".mips", ourMips);
        report.add(prefix + ".cpuMips", instructions / median(ourRuns, WorkloadRun::cpuNanos) * NANOS_PER_MICROSECOND);
        report.add(prefix + ".millionInstructions", instructions / 1e6);
        if (reference != null) {
            double qemuMips = instructions / median(qemuRuns, WorkloadRun::wallNanos) * NANOS_PER_MICROSECOND;
            report.add(prefix + ".qemuMips", qemuMips);
            report.add(prefix + ".ratioToQemu", ourMips / qemuMips);
        }
    }

    private static WorkloadRun checked(WorkloadRunner runner, Workload workload) {
        WorkloadRun run = runner.run(workload);
        if (!run.output().strip().equals(workload.expectedOutput())) {
            throw new IllegalStateException("%s printed '%s' instead of '%s'"
                    .formatted(workload.name(), run.output().strip(), workload.expectedOutput()));
        }
        return run;
    }

    private static double median(List<WorkloadRun> runs, ToLongFunction<WorkloadRun> time) {
        long[] nanos = runs.stream().mapToLong(time).sorted().toArray();
        return nanos[nanos.length / 2];
    }
}
