package org.realmscope.bench.pe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineRunnerTest {

    /** The checksums are those that QEMU's PE computes. */
    @ParameterizedTest
    @CsvSource({"core, 0427d1665164644b", "ptw, 27ad356afd4dc5d3", "mem, 1c035d1eb91fd99f"})
    void ourPeComputesTheChecksumOfTwoIterations(String name, String checksum) {
        WorkloadRun run = new MachineRunner().run(new Workload(name, 2, 0));
        assertEquals(name + " checksum=0x" + checksum, run.output().strip());
        assertTrue(run.instructions() > 1_000_000);
    }
}
