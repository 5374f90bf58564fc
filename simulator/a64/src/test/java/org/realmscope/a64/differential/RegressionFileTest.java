package org.realmscope.a64.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionFileTest {

    @Test
    void readUnderstandsWhatWriteWrote() {
        Sequence written = Sequence.ofWords(0xfedc_ba98_7654_3210L, new int[] {0x8b020020, Sequence.NOP, 0xd503233f});
        Sequence read =
                RegressionFile.read(RegressionFile.write(written).lines().toList());
        assertEquals(written.seed(), read.seed());
        assertArrayEquals(written.words(), read.words());
    }

    @Test
    void instructionsThatAreNotListedAreNops() {
        Sequence read =
                RegressionFile.read(List.of("# why it is here", "seed 0x1", "length 3", "+0x004  8b020020  # add"));
        assertArrayEquals(new int[] {0xd503201f, 0x8b020020, 0xd503201f}, read.words());
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed 1", "length x", "+0x008  8b020020", "8b020020", "add x0, x1, x2"})
    void lineThatIsNotUnderstoodIsNamed(String line) {
        List<String> lines = List.of("seed 0x1", "length 2", line);
        String message = assertThrows(IllegalArgumentException.class, () -> RegressionFile.read(lines))
                .getMessage();
        assertEquals("not a line of a sequence: " + line, message);
    }
}
