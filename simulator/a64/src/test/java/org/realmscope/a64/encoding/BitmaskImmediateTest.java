package org.realmscope.a64.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BitmaskImmediateTest {

    @ParameterizedTest
    @CsvSource({
        "0000000111100, 64, 5555555555555555",
        "0000001111100, 64, aaaaaaaaaaaaaaaa",
        "0000000111100, 32, 55555555",
        "0000000000111, 64, 000000ff000000ff",
        "0000000000111, 32, 000000ff",
        "1000000000111, 64, 00000000000000ff",
        "1000001000000, 64, 8000000000000000",
        "1111111111110, 64, fffffffffffffffe",
        "0011111011110, 32, fffffffe",
        "0000000110010, 64, 0707070707070707"
    })
    void encodingHasItsValue(String bits, int width, String value) {
        int encoding = Integer.parseInt(bits, 2);
        assertTrue(BitmaskImmediate.isAllocated(encoding, width));
        assertEquals(Long.parseUnsignedLong(value, 16), BitmaskImmediate.decode(encoding, width));
    }

    @Test
    void everyAllocatedEncodingOfARegisterWidthHasItsOwnValueAndComesBack() {
        TreeSet<Long> values = new TreeSet<>();
        for (int encoding = 0; encoding < 1 << 13; encoding++) {
            if (BitmaskImmediate.isAllocated(encoding, 64)) {
                long value = BitmaskImmediate.decode(encoding, 64);
                values.add(value);
                assertEquals(
                        value,
                        BitmaskImmediate.decode(
                                BitmaskImmediate.encode(value, 64).orElseThrow(), 64));
            }
        }
        // Elements of e bits have e rotations of 1 to e - 1 ones: 2 + 12 + 56 + 240 + 992 + 4032.
        assertEquals(5334, values.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 5, 0x1234, 0xff00ff0000L, 0x8000_0000_0000_0002L})
    void valueThatIsNoRepeatedRunHasNoEncoding(long value) {
        assertEquals(OptionalInt.empty(), BitmaskImmediate.encode(value, 64));
    }

    @Test
    void thirtyTwoBitImmediatesAreLimitedToTheirWidth() {
        assertEquals(OptionalInt.empty(), BitmaskImmediate.encode(0xffff_ffffL, 32));
        assertEquals(OptionalInt.empty(), BitmaskImmediate.encode(0x1_0000_0000L, 32));
        assertFalse(BitmaskImmediate.isAllocated(0b1_000000_000000, 32));
        assertFalse(BitmaskImmediate.isAllocated(0b0_000000_111111, 64));
        assertFalse(BitmaskImmediate.isAllocated(0b0_000000_111110, 64));
        assertFalse(BitmaskImmediate.isAllocated(0b1_000000_111111, 64));
    }
}
