package org.realmscope.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.platform.UserError;
import org.realmscope.platform.memory.MemoryRegion;

class BoardLayoutTest {
    private static MemoryRegion dram(long base, long size) {
        return new MemoryRegion("DRAM", base, size);
    }

    @ParameterizedTest
    @CsvSource({
        "0x80000000, 0x8000000",
        "0x40000000, 0x8000000",
        "0x40200000, 0x8000000",
        "0x0, 0x8000000",
        "0x8000000, 0x80000000",
        "0xff8000000, 0x8000000",
        "0x100000000, 0xe00000000"
    })
    void recordedHostHasAllOfItsMemory(String base, String size) {
        BoardLayout layout = BoardLayout.of(dram(Long.decode(base), Long.decode(size)), false);
        List<MemoryRegion> regions = layout.regions();
        assertEquals(3, regions.size());
        for (int i = 1; i < regions.size(); i++) {
            assertTrue(regions.get(i - 1).end() <= regions.get(i).base(), regions.toString());
        }
    }

    @Test
    void memoryOfRecordedFirmwareIsInItsDram() {
        BoardLayout layout = BoardLayout.of(dram(0x4000_0000L, 2L << 30), true);
        assertEquals(0x4010_0000L, layout.carveOut().base());
        assertEquals(2, layout.regions().size());
    }

    @Test
    void dramThatFillsTheAddressSpaceIsTheUsersMistake() {
        assertThrows(UserError.class, () -> BoardLayout.of(dram(0, 1L << 36), false));
    }
}
