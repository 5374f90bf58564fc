package org.realmscope.bench.pe;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.realmscope.machine.Machine;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.image.ElfImage;

/**
 * Runs workloads on our PE, in a machine of one PE that keeps no history. Times are those of the run alone: the
 * machine is built and the image loaded before.
 */
public final class MachineRunner implements WorkloadRunner {
    private static final MachineConfiguration CONFIGURATION =
            MachineConfiguration.DEFAULT.withCheckpoints(CheckpointPolicy.NEVER);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public WorkloadRun run(Workload workload) {
        Machine machine = new Machine(CONFIGURATION, List.of(ElfImage.parse(workload.name(), workload.elf())));
        long cpuBefore = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        StopReason reason = machine.run();
        long wall = System.nanoTime() - start;
        long cpu = threads.getCurrentThreadCpuTime() - cpuBefore;
        if (!(reason instanceof StopReason.Halted halted) || halted.exitCode() != 0) {
            throw new IllegalStateException("%s ended with %s after printing '%s'"
                    .formatted(workload.name(), reason, machine.consoleText().strip()));
        }
        return new WorkloadRun(machine.consoleText(), wall, cpu, machine.now().instructions());
    }
}
