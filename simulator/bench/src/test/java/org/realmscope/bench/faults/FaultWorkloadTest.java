package org.realmscope.bench.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultWorkloadTest {
    private static final int STORE = 0xf900_0294;
    private static final int ADD_PAGE = 0x9140_0694;
    private static final int COUNT = 0xf100_06b5;
    private static final int REPEAT = 0x54ff_ffa1;

    @Test
    void eachRangeIsStoredToByTheLoopOfTheProfile() {
        var program = new FaultWorkload(100, 200).program();
        int first = program.indexOf(STORE);
        int last = program.lastIndexOf(STORE);
        assertEquals(List.of(STORE, ADD_PAGE, COUNT, REPEAT), program.subList(first, first + 4));
        assertEquals(List.of(STORE, ADD_PAGE, COUNT, REPEAT), program.subList(last, last + 4));
        assertTrue(first < last);
    }

    @Test
    void programLeavesRoomForTheHostCallStructure() {
        assertTrue(new FaultWorkload(1_000_000, 100_000).program().size() * 4 <= 0x800);
    }

    @Test
    void memoryHoldsAllPages() {
        long pages = 1_100_000L * 4096;
        assertTrue(new FaultWorkload(1_000_000, 100_000).dramSize() > pages + pages / 512);
    }

    @Test
    void rangesAreWholeBlocks() {
        assertThrows(IllegalArgumentException.class, () -> new FaultWorkload(15, 10));
    }
}
