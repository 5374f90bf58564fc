package org.realmscope.scenario.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realmscope.scenario.run.ScenarioResult;
import org.realmscope.scenario.run.ScenarioRun;

class JsonReportTest {
    private final ScenarioResult sample = SampleRun.complete();
    private final JsonObject report;

    JsonReportTest() throws IOException {
        report = report(sample);
    }

    private static String text(ScenarioResult result) throws IOException {
        StringWriter json = new StringWriter();
        JsonReport.write(result, json);
        return json.toString();
    }

    private static JsonObject report(ScenarioResult result) throws IOException {
        return JsonParser.parseString(text(result)).getAsJsonObject();
    }

    private static JsonObject schema() throws IOException {
        String text = Files.readString(Path.of("..", "..", "docs", "run-report.schema.json"));
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private void assertIs(String expected, JsonElement actual) {
        String pc = "0x" + Long.toHexString(SampleRun.pc(sample, 0));
        assertEquals(JsonParser.parseString(expected.replace("@PC0@", pc)), actual);
    }

    private JsonObject fault(int number) {
        return report.getAsJsonArray("faults").get(number - 1).getAsJsonObject();
    }

    @Test
    void everyReportIsAsTheSchemaSays() throws IOException {
        ScenarioResult real = ScenarioRun.of(sample.scenario(), ScenarioRun.Options.of(sample.scenario()))
                .run();
        assertTrue(real.history().faults().count() > 0);
        for (ScenarioResult result : List.of(sample, SampleRun.cutShort(), real)) {
            assertEquals(List.of(), JsonSchema.check(schema(), report(result)));
        }
    }

    @ParameterizedTest
    @CsvSource({"seed, text", "faults, 5", "met, 1", "end, nowhere", "leaks,"})
    void theSchemaNoticesDefects(String member, String replacement) throws IOException {
        report.add(member, replacement == null ? JsonNull.INSTANCE : new JsonPrimitive(replacement));
        assertFalse(JsonSchema.check(schema(), report).isEmpty());
        report.remove(member);
        assertFalse(JsonSchema.check(schema(), report).isEmpty());
    }

    @Test
    void theSchemaNoticesDefectsOfFaults() throws IOException {
        fault(1).addProperty("access", "reads");
        fault(2).addProperty("extra", 1);
        fault(3).getAsJsonObject("cost").remove("tlbis");
        assertEquals(3, JsonSchema.check(schema(), report).size());
    }

    @Test
    void runIsDescribed() {
        assertEquals("sample.rme", report.get("scenario").getAsString());
        assertEquals(7, report.get("seed").getAsLong());
        assertEquals(1_234_567, report.get("instructions").getAsLong());
        assertFalse(report.get("met").getAsBoolean());
        assertIs("[{'vcpu':'realm0.vcpu0','pe':1,'end':'stuck','error':0}]", report.get("vcpus"));
        assertEquals("hello\n", report.get("console").getAsString());
    }

    @Test
    void mappedFaultIsComplete() {
        assertEquals(19, report.getAsJsonArray("faults").size());
        JsonObject fault = fault(1);
        JsonArray calls = fault.remove("rmi").getAsJsonArray();
        assertIs("""
            {'number': 1, 'moment': {'instructions': 72669, 'ordinal': 1}, 'pe': 1, 'vcpu': 'realm0.vcpu0',
             'pc': '@PC0@', 'step': {'file': 'sample.rme', 'line': 6, 'text': 'store 0x5a to 0x20_0000'},
             'ipa': '0x200000', 'protected': true, 'access': 'write', 'slot': 'ram', 'source': 'pe',
             'seenByPe': {'esr': '0x93c98046', 'far': '0x200000', 'hpfar': '0x2000', 'level': 2},
             'seenByHost': {'esr': '0x90000006', 'far': '0x0', 'hpfar': '0x2000'},
             'decision': 'Protected, RIPAS RAM, UNASSIGNED',
             'decisionResult': 'REC exit, Non-emulatable Data Abort',
             'before': {'level': 2, 'hipas': 'UNASSIGNED', 'ripas': 'RAM'},
             'after': {'level': 3, 'hipas': 'ASSIGNED', 'ripas': 'RAM'},
             'resolution': 'RMI_DATA_CREATE_UNKNOWN', 'returnCode': 1, 'repeats': false,
             'cost': {'rmiCalls': 5, 'tlbis': 0, 'gptChanges': 2, 'hostInstructions': 3863,
                      'estimate': {'rmm': 15817, 'el3': 9120, 'complete': true}}}
            """, fault);
        assertEquals(5, calls.size());
        assertIs("""
            {'command': 'RMI_DATA_CREATE_UNKNOWN',
             'arguments': {'rd': '0x42150000', 'data': '0x42173000', 'ipa': '0x200000'},
             'status': 'RMI_ERROR_RTT', 'index': 2, 'outputs': {},
             'moment': {'instructions': 73100, 'ordinal': 1}}
            """, calls.get(1));
        assertIs("null", calls.get(4).getAsJsonObject().get("status"));
    }

    @Test
    void whatIsNotKnownIsNull() {
        for (String member : List.of("seenByHost", "returnCode", "slot")) {
            assertEquals(JsonNull.INSTANCE, fault(2).get(member), member);
        }
        for (String member : List.of("decision", "decisionResult", "before", "after")) {
            assertEquals(JsonNull.INSTANCE, fault(3).get(member), member);
        }
        assertEquals("injected", fault(2).get("resolution").getAsString());
        assertEquals("none", fault(19).get("resolution").getAsString());
        assertEquals(-14, fault(19).get("returnCode").getAsInt());
    }

    @Test
    void totalsReportsAndTablesAreThere() {
        assertIs("""
            [{'command': 'RMI_GRANULE_DELEGATE', 'status': 'RMI_SUCCESS', 'index': 0, 'count': 1024,
              'sinceStart': 24, 'whileRunning': 1},
             {'command': 'RMI_DATA_CREATE_UNKNOWN', 'status': 'RMI_ERROR_RTT', 'index': 2, 'count': 1,
              'sinceStart': 1, 'whileRunning': 1}]
            """, report.get("rmiCalls"));
        assertIs("""
            [{'kind': 'warning', 'function': 'realm_map_protected', 'file': 'rme_map.c', 'line': 190,
              'text': 'status', 'values': ['0x200000', '0x42173000', '0x1', '0x0'],
              'moment': {'instructions': 74000, 'ordinal': 1}, 'pe': 1}]
            """, report.get("warnings"));
        assertIs("""
            [{'address': '0x42173000', 'state': 'DELEGATED', 'reported': true, 'kind': 'leak', 'function': null,
              'file': 'page_alloc.c', 'line': 231,
              'text': 'page that RMI_GRANULE_UNDELEGATE keeps', 'values': ['0x42173000', '0x1', '0x0', '0x0'],
              'moment': null, 'pe': null}]
            """, report.get("leaks"));
        assertIs("""
            [{'realm': 'realm0', 'base': '0x0', 'end': '0x200000', 'ripas': 'RAM'},
             {'realm': 'realm0', 'base': '0x200000', 'end': '0x800000000', 'ripas': 'EMPTY'}]
            """, report.get("ripas"));
        assertIs("""
            {'realm': 'realm0', 'base': '0x1000', 'end': '0x2000', 'level': 3, 'hipas': 'ASSIGNED', 'ripas': 'RAM',
             'pa': '0x42158000'}
            """, report.getAsJsonArray("rtt").get(1));
        assertIs("""
            [{'text': '2 faults', 'met': false, 'actual': '20 "such"', 'file': 'sample.rme', 'line': 10, 'column': 5},
             {'text': 'no progress', 'met': true, 'actual': '', 'file': 'sample.rme', 'line': 11, 'column': 5}]
            """, report.get("expectations"));
    }

    @Test
    void eachFaultIsOnALineOfItsOwn() throws IOException {
        assertEquals(
                19,
                text(sample)
                        .lines()
                        .filter(line -> line.contains("\"number\":"))
                        .count());
    }
}
