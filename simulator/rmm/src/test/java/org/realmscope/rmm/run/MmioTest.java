package org.realmscope.rmm.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MmioTest {
    private static final long VALUE = 0x8182_8384_8586_8788L;

    /** Size in bytes, SSE, SF, register after the load. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 1, 0x88",
        "2, 0, 0, 0x8788",
        "4, 0, 1, 0x85868788",
        "8, 0, 1, 0x8182838485868788",
        "1, 1, 1, 0xffffffffffffff88",
        "1, 1, 0, 0xffffff88",
        "2, 1, 0, 0xffff8788",
        "4, 1, 1, 0xffffffff85868788"
    })
    void loadIsNarrowedAndExtended(int size, int signExtended, int wide, String expected) {
        long esr = (long) Integer.numberOfTrailingZeros(size) << 22 | (long) signExtended << 21 | (long) wide << 15;
        assertEquals(Long.parseUnsignedLong(expected.substring(2), 16), Mmio.loadedValue(esr, VALUE));
    }

    @ParameterizedTest
    @CsvSource({"1, 0x88", "2, 0x8788", "4, 0x85868788", "8, 0x8182838485868788"})
    void storeGivesTheBitsOfTheAccess(int size, String expected) {
        long esr = (long) Integer.numberOfTrailingZeros(size) << 22;
        assertEquals(Long.parseUnsignedLong(expected.substring(2), 16), Mmio.storedValue(esr, VALUE));
    }
}
