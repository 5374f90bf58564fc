package org.realmscope.bench.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseRunTest {
    private static final PhaseRun RUN = new PhaseRun(
            100, List.of(new PhaseRun.Block(1_000_000, 500_000), new PhaseRun.Block(3_000_000, 1_500_000)));

    @Test
    void rateIsThatOfAllBlocks() {
        assertEquals(50_000, RUN.perSecond(), 1e-6);
        assertEquals(100_000, RUN.perCpuSecond(), 1e-6);
    }

    @Test
    void blocksHaveRatesOfTheirOwn() {
        assertEquals(200_000, RUN.perCpuSecond(0), 1e-6);
        assertEquals(200_000 / 3.0, RUN.perCpuSecond(1), 1e-6);
    }
}
