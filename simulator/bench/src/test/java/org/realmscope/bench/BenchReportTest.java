package org.realmscope.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchReportTest {

    @Test
    void tableAlignsNamesAndValues() {
        assertEquals("""
            pe.core.mips                195.6
            pe.core.ratioToQemu         0.188
            """, report().table());
    }

    @Test
    void jsonIsOneFlatObject(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("out.json");
        report().writeJson(file);
        assertEquals("""
            {
              "pe.core.mips": 195.6,
              "pe.core.ratioToQemu": 0.188
            }
            """, Files.readString(file));
    }

    @Test
    void jsonOfNothingIsAnEmptyObject() {
        assertEquals("{\n}\n", new BenchReport().json());
    }

    @Test
    void nameCannotBeMeasuredTwice() {
        BenchReport report = report();
        assertThrows(IllegalArgumentException.class, () -> report.add("pe.core.mips", 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void valueMustBeFinite(double value) {
        BenchReport report = new BenchReport();
        assertThrows(IllegalArgumentException.class, () -> report.add("pe.core.mips", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mips", "pe..mips", "pe.Core", "pe.core mips", "pe.\"core"})
    void nameMustBeDotted(String name) {
        BenchReport report = new BenchReport();
        assertThrows(IllegalArgumentException.class, () -> report.add(name, 1));
    }

    private static BenchReport report() {
        BenchReport report = new BenchReport();
        report.add("pe.core.mips", 195.55);
        report.add("pe.core.ratioToQemu", 0.18759);
        return report;
    }
}
