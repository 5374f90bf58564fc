package org.realmscope.bench.pe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.realmscope.bench.Figure;

class PeBenchmarkTest {
    private static final Workload WORKLOAD = new Workload("core", 1, 0x12);
    private static final String RIGHT = "core checksum=0x0000000000000012\n";

    @Test
    void figuresAreThoseOfTheMedianRound() {
        WorkloadRunner ours = runner(List.of(9_000L, 1_000_000L, 4_000_000L, 2_000_000L), RIGHT);
        WorkloadRunner qemu = runner(List.of(500_000L, 1_000_000L, 250_000L), RIGHT);
        List<Figure> figures =
                new PeBenchmark(ours, qemu, 3).measure(List.of(WORKLOAD)).figures();
        assertEquals(
                List.of(
                        new Figure("pe.core.mips", 100),
                        new Figure("pe.core.cpuMips", 200),
                        new Figure("pe.core.millionInstructions", 0.2),
                        new Figure("pe.core.qemuMips", 400),
                        new Figure("pe.core.ratioToQemu", 0.25)),
                figures);
    }

    @Test
    void roundsAlternate() {
        List<String> order = new ArrayList<>();
        WorkloadRunner ours = workload -> note(order, "ours");
        WorkloadRunner qemu = workload -> note(order, "qemu");
        new PeBenchmark(ours, qemu, 2).measure(List.of(WORKLOAD));
        assertEquals(List.of("ours", "ours", "qemu", "ours", "qemu"), order);
    }

    @Test
    void thereIsNoRatioWithoutQemu() {
        WorkloadRunner ours = runner(List.of(1L, 1_000_000L), RIGHT);
        assertEquals(
                List.of(
                        new Figure("pe.core.mips", 200),
                        new Figure("pe.core.cpuMips", 200),
                        new Figure("pe.core.millionInstructions", 0.2)),
                new PeBenchmark(ours, null, 1).measure(List.of(WORKLOAD)).figures());
    }

    @Test
    void wrongChecksumEndsTheBenchmark() {
        WorkloadRunner ours = runner(List.of(1L, 1L), "core checksum=0x0000000000000013\n");
        PeBenchmark benchmark = new PeBenchmark(ours, null, 1);
        assertThrows(IllegalStateException.class, () -> benchmark.measure(List.of(WORKLOAD)));
    }

    private static WorkloadRun note(List<String> order, String name) {
        order.add(name);
        return new WorkloadRun(RIGHT, 1, 1, 1);
    }

    private static WorkloadRunner runner(List<Long> wallNanos, String output) {
        Queue<Long> remaining = new ArrayDeque<>(wallNanos);
        return workload -> new WorkloadRun(output, remaining.remove(), 1_000_000, 200_000);
    }
}
