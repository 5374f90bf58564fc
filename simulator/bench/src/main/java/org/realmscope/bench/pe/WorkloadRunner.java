package org.realmscope.bench.pe;

/** Something that executes A64 code: our PE, or QEMU. */
public interface WorkloadRunner {

    /**
     * Runs a workload from its start to its end.
     *
     * @throws IllegalStateException if it does not end with exit code 0
     */
    WorkloadRun run(Workload workload);
}
