package org.realmscope.bench.pe;

/**
 * One run of a workload.
 *
 * @param output       what it printed
 * @param wallNanos    how long it took
 * @param cpuNanos     the processor time of the thread or process that executed it; 0 where that is not known
 * @param instructions instructions executed; 0 where that is not counted
 */
public record WorkloadRun(String output, long wallNanos, long cpuNanos, long instructions) {}
