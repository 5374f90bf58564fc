package org.realmscope.scenario.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.scenario.run.Notation;
import org.realmscope.scenario.run.ScenarioResult;

/** The reports of a run against files that were written by hand; only the addresses of instructions are filled in. */
class GoldenReportTest {
    private final ScenarioResult result = SampleRun.complete();

    private static String golden(String name) throws IOException {
        try (InputStream file = GoldenReportTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String text() throws IOException {
        StringWriter text = new StringWriter();
        TextReport.write(result, text);
        return text.toString();
    }

    @Test
    void textIsAsWritten() throws IOException {
        String expected = golden("report.txt")
                .replace("@PC0@", Notation.hex(SampleRun.pc(result, 0)))
                .replace("@PC1@", Notation.hex(SampleRun.pc(result, 1)));
        assertEquals(expected, text());
    }

    @Test
    void noLineOfTheTextIsWiderThanATerminal() throws IOException {
        text().lines().forEach(line -> assertTrue(line.length() <= 120, line));
    }

    @Test
    void csvIsAsWritten() throws IOException {
        StringWriter csv = new StringWriter();
        CsvReport.write(result, csv);
        String expected = golden("report.csv")
                .replace("@PC0@", "0x" + Long.toHexString(SampleRun.pc(result, 0)))
                .replace("@PC1@", "0x" + Long.toHexString(SampleRun.pc(result, 1)));
        assertTrue(csv.toString().startsWith(expected), csv::toString);
        assertEquals(20, csv.toString().lines().count());
    }

    @Test
    void junitIsAsWritten() throws IOException {
        StringWriter xml = new StringWriter();
        JunitReport.write(List.of(result, SampleRun.cutShort()), xml);
        assertEquals(golden("report.xml"), xml.toString());
    }

    @Test
    void ftraceIsAsWritten() throws IOException {
        StringWriter trace = new StringWriter();
        FtraceReport.write(result, trace);
        assertEquals(golden("report.ftrace"), trace.toString());
    }
}
