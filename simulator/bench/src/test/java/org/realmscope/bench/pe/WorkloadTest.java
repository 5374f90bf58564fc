package org.realmscope.bench.pe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadTest {
    private static final int ENTRY_OFFSET = 24;
    private static final int FIRST_SEGMENT_IN_FILE = 0x1000;
    private static final int ARGS_OFFSET = 0x40;

    static List<Workload> workloads() {
        return Workload.all();
    }

    @Test
    void allAreTheThreeOfTheBenchmark() {
        assertEquals(
                List.of("core", "ptw", "mem"),
                workloads().stream().map(Workload::name).toList());
    }

    @Test
    void expectedOutputIsNameAndChecksum() {
        assertEquals("x checksum=0x00000000000000ab", new Workload("x", 1, 0xab).expectedOutput());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void elfStartsAtTheHostImageWindow(Workload workload) {
        ByteBuffer elf = elf(workload);
        byte[] magic = new byte[4];
        elf.get(magic);
        assertArrayEquals(new byte[] {0x7f, 'E', 'L', 'F'}, magic);
        assertEquals(0x4200_0000L, elf.getLong(ENTRY_OFFSET));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void packagedElfHoldsTheIterationsThatTheChecksumBelongsTo(Workload workload) throws IOException {
        try (InputStream in = Workload.class.getResourceAsStream("/org/realmscope/bench/" + workload.name() + ".elf")) {
            assertArrayEquals(in.readAllBytes(), workload.elf());
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void elfHoldsTheIterationsAskedFor(Workload workload) {
        assertEquals(77, elf(new Workload(workload.name(), 77, 0)).getLong(FIRST_SEGMENT_IN_FILE + ARGS_OFFSET));
    }

    private static ByteBuffer elf(Workload workload) {
        return ByteBuffer.wrap(workload.elf()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
