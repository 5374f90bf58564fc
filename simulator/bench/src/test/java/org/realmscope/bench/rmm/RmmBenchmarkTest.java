package org.realmscope.bench.rmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.TimeValue;
import org.realmscope.bench.BenchReport;
import org.realmscope.bench.Figure;

class RmmBenchmarkTest {
    @Test
    void jmhMeasuresBothKindsOfPairs() {
        BenchReport report = new BenchReport();
        new RmmBenchmark(1, TimeValue.milliseconds(20)).addPairs(report);
        assertEquals(
                List.of("rmm.delegatePairs.perSecond", "rmm.dataPairs.perSecond"),
                report.figures().stream().map(Figure::name).toList());
        assertTrue(report.figures().stream().allMatch(figure -> figure.value() > 0));
    }
}
