package org.realmscope.bench.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.realmscope.bench.BenchReport;
import org.realmscope.bench.Figure;

/** The measures of going back and of recording, over short histories. */
class HistoryMeasuresTest {
    private static Map<String, Double> figures(BenchReport report) {
        return report.figures().stream().collect(Collectors.toMap(Figure::name, Figure::value));
    }

    @Test
    void wayBackIsMeasuredInBothHistories() {
        BenchReport report = new BenchReport();
        new ReverseMeasure(7_000_000, 500).measure(report);
        Map<String, Double> figures = figures(report);
        for (String name : List.of("debug.computing", "debug.faults")) {
            assertTrue(figures.get(name + ".stepBack.millis") > 0, figures::toString);
            assertTrue(figures.get(name + ".reverseContinue.millionPerSecond") > 0, figures::toString);
        }
        // The faults of 8,190 pages take 1,600 instructions each, one pass over them 805.
        assertEquals(20, figures.get("debug.computing.millionInstructions"), 5);
    }

    @Test
    void historyOfAMillionFaultsFitsInTwoHundredMebibytes() {
        RecordingMeasure measure = new RecordingMeasure(20_480);
        measure.round(0, true);
        BenchReport report = new BenchReport();
        measure.report(report);
        Map<String, Double> figures = figures(report);
        assertTrue(figures.get("debug.recording.mibPerMillionFaults") < 200, figures::toString);
        assertTrue(
                figures.get("debug.recording.timelineMibPerMillionFaults")
                        < figures.get("debug.recording.mibPerMillionFaults"),
                figures::toString);
    }

    @Test
    void medianIsTheMiddleOfTheSortedValues() {
        assertEquals(3, Samples.median(List.of(9.0, 1.0, 3.0)));
        assertEquals(9, Samples.quantile(List.of(9.0, 1.0, 3.0), 1));
    }
}
