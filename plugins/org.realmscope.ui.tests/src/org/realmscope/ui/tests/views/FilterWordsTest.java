package org.realmscope.ui.tests.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.realmscope.ui.filter.FilterWords;
import org.realmscope.ui.map.AddressRange;

class FilterWordsTest {
    @Test
    void wordsSettingsAndARangeAreToldApart() {
        FilterWords words = FilterWords.parse(" 0x20_0000-0x400000 vcpu=1 mapped  half:protected ");
        assertEquals(new AddressRange(0x200000, 0x400000), words.range());
        assertEquals(Map.of("vcpu", "1", "half", "protected"), words.settings());
        assertEquals(List.of("mapped"), words.words());
        assertEquals(Integer.valueOf(1), words.number("vcpu"));
    }

    @Test
    void singleAddressMeansItsPage() {
        assertEquals(
                new AddressRange(0x201000, 0x202000),
                FilterWords.parse("0x201abc").range());
    }

    @Test
    void nothingAsksForEverything() {
        assertTrue(FilterWords.parse("  ").isAll());
    }

    @Test
    void mistakesSayWhatWouldBeRight() {
        assertMistake("0x400000-0x200000", "its end has to be above its beginning");
        assertMistake("0xgg", "0x200000-0x400000");
        assertMistake("0x1000 0x2000", "Only one address or range");
        FilterWords words = FilterWords.parse("vcpu=x");
        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, () -> words.number("vcpu"))
                        .getMessage())
                .contains("write for example vcpu=1"));
    }

    private static void assertMistake(String text, String hint) {
        String message = assertThrows(IllegalArgumentException.class, () -> FilterWords.parse(text))
                .getMessage();
        assertTrue(message != null && message.contains(hint), String.valueOf(message));
    }

    @Test
    void sizesAreReadable() {
        assertEquals("4 KiB", AddressRange.size(4096));
        assertEquals("1.75 MiB", AddressRange.size(1792 << 10));
        assertEquals("64 GiB", AddressRange.size(1L << 36));
        assertEquals("0 B", AddressRange.size(0));
    }
}
