package org.realmscope.a64.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTest {
    private static final String ADD = "sf 0 0 100010 sh imm12:12 Rn:5 Rd:5";

    @Test
    void diagramGivesMaskValueAndFields() {
        Pattern pattern = Pattern.of(ADD);
        assertEquals(0x7f80_0000, pattern.mask());
        assertEquals(0x1100_0000, pattern.value());
        assertEquals(new Field("imm12", 10, 12), pattern.field("imm12"));
        assertEquals(new Field("sf", 31, 1), pattern.fields().getFirst());
        assertTrue(pattern.find("Rm").isEmpty());
    }

    @Test
    void wordMatchesWhenTheFixedBitsAgree() {
        assertTrue(Pattern.of(ADD).matches(0x9100_1020));
        assertFalse(Pattern.of(ADD).matches(0xb100_1020));
    }

    @Test
    void ignoredBitsAreEncodedAsWrittenAndNotDecoded() {
        Pattern pattern = Pattern.of("1 00 11011 010 Rm:5 0 (11111) Rn:5 Rd:5");
        assertEquals(0x9b40_7c00, pattern.value());
        assertEquals(0x7c00, pattern.ignored());
        assertTrue(pattern.matches(0x9b40_0000));
    }

    @Test
    void inequalitiesExcludeWords() {
        Pattern pattern = Pattern.of(ADD + " ; Rd!=1111x, sh!=1");
        assertTrue(pattern.matches(0x1100_001d));
        assertFalse(pattern.matches(0x1100_001e));
        assertFalse(pattern.matches(0x1140_0000));
    }

    @Test
    void equalitiesFixBits() {
        Pattern pattern = Pattern.of(ADD).where("Rd==11111, imm12==xxxxxxxxxx01");
        assertEquals(0x7f80_0c1f, pattern.mask());
        assertEquals(0x1100_041f, pattern.value());
    }

    @Test
    void fieldWithAFixedValueIsBoth() {
        Pattern pattern = Pattern.of("sf=1" + ADD.substring(2));
        assertEquals(0x9100_0000, pattern.value());
        assertEquals(1, pattern.field("sf").extract(pattern.value()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sf 0 0 100010",
                ADD + " 0",
                "sf 0 2 100010 sh imm12:12 Rn:5 Rd:5",
                ADD + " ; Rm!=11111",
                ADD + " ; Rd!=1111",
                ADD + " ; Rd"
            })
    void malformedDiagramIsRejected(String diagram) {
        assertThrows(IllegalArgumentException.class, () -> Pattern.of(diagram));
    }
}
