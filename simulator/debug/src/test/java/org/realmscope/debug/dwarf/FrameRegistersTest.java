package org.realmscope.debug.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a caller has in vector registers: AAPCS64, section 6.1.2. */
class FrameRegistersTest {
    private static final int V0 = 64;
    private static final int V8 = 72;
    private static final int V15 = 79;
    private static final int V16 = 80;

    private final FrameRegisters inner = FrameRegisters.copyOf(number -> OptionalLong.of(1000 + number));
    private final FrameRegisters caller = inner.copy();

    @Test
    void innermostFrameHasAllOfThePe() {
        for (int number : new int[] {0, 31, V0, V8, V15, V16, RegisterReader.V31, RegisterReader.V0_HIGH}) {
            assertEquals(OptionalLong.of(1000 + number), inner.read(number));
        }
    }

    @Test
    void callerHasThoseThatFunctionsPreserve() {
        assertEquals(OptionalLong.of(1000 + V8), caller.read(V8));
        assertTrue(caller.isUntouched(V15));
        for (int number : new int[] {V0, V0 + 7, V16, RegisterReader.V31, RegisterReader.V0_HIGH + 8}) {
            assertEquals(OptionalLong.empty(), caller.read(number));
            assertFalse(caller.isUntouched(number));
        }
    }

    @Test
    void savedOneIsReadWhereItIsSaved() {
        caller.setSaved(V8, 7, 0x4000);
        assertEquals(OptionalLong.of(7), caller.read(V8));
        assertEquals(OptionalLong.of(0x4000), caller.savedAt(V8));
        assertFalse(caller.isUntouched(V8));
        assertEquals(OptionalLong.empty(), caller.savedAt(V15));
        caller.forget(V8);
        assertEquals(OptionalLong.empty(), caller.read(V8));
    }
}
