package org.realmscope.bench.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.realmscope.bench.Figure;

class FaultsBenchmarkTest {
    @Test
    void figuresSayWhatAFaultCosts() {
        List<Figure> figures = new FaultsBenchmark(20, 1).measure().figures();
        Map<String, Double> values = figures.stream().collect(Collectors.toMap(Figure::name, Figure::value));
        assertTrue(values.get("faults.protected.perSecond") > 0);
        assertTrue(values.get("faults.unprotected.perSecond") > 0);
        assertTrue(values.get("faults.recorded.perSecond") > 0);
        assertTrue(values.get("faults.hostInstructions.perFault") <= 2000, values::toString);
        assertEquals(3, values.get("faults.protected.callsPerFault"), 0.02);
        assertEquals(2, values.get("faults.unprotected.callsPerFault"), 0.02);
    }
}
