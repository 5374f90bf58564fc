package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.adapter.SourceSession.text;
import static org.realmscope.adapter.WireClient.list;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults and hazards of the samples, each with what conditions and log messages know of it. */
class EventBreakpointTest {
    private static AdapterConnection launched(String sample) {
        AdapterConnection connection = new AdapterConnection();
        connection.launch(AdapterConnection.SAMPLE.resolveSibling(sample));
        connection.client().event("stopped");
        return connection;
    }

    private static JsonObject filter(WireClient client, String filter, String condition) {
        JsonObject answer = client.request(
                "setExceptionBreakpoints",
                "{\"filters\": [], \"filterOptions\": [{\"filterId\": \"" + filter + "\", \"condition\": \"" + condition
                        + "\"}]}");
        return list(answer, "breakpoints").getFirst();
    }

    private static JsonObject resume(WireClient client) {
        return client.stopAfter("continue", "{\"threadId\": 1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host-touches-delegated.rme | granuleProtectionFault | kind == GRANULE_PROTECTION && access == READ &&"
                        + " va && realm < 0 | granule protection fault at 0x",
                "empty-access.rme | injectedAbort | realm == 0 && vcpu == 0 && esr | the RMM takes an abort to the"
                        + " realm",
                "destroyed-memory.rme | noForwardProgress | ipa == 0x200000 && repeats == 16 && ripas == DESTROYED"
                        + " && decision == PROTECTED_DESTROYED | the instruction at 0x",
                "first-fetch-debug-vm.rme | hostWarning | kind == BUG && line > 1 | host bug at ",
                "failures/undelegate.rme | leakedGranule | kind == LEAK && granule > 0x40000000 | host leak at ",
            })
    void hazardStopsIfItsConditionHolds(String sample, String hazard, String condition, String description) {
        try (AdapterConnection connection = launched(sample)) {
            WireClient client = connection.client();
            JsonObject breakpoint = filter(client, hazard, condition);
            assertTrue(breakpoint.get("verified").getAsBoolean(), breakpoint::toString);
            JsonObject stopped = resume(client);
            assertEquals("exception", text(stopped, "reason"), stopped::toString);
            assertTrue(text(stopped, "description").startsWith(description), stopped::toString);
            client.request("setExceptionBreakpoints", "{\"filters\": []}");
            client.request("realmscope/goTo", "{\"moment\": \"0.0\"}");
            client.event("stopped");
            filter(client, hazard, "!(" + condition + ")");
            JsonObject other = resume(client);
            assertFalse(
                    text(other, "description").contains("cannot be decided")
                            || text(other, "description").equals(text(stopped, "description")),
                    other::toString);
        }
    }

    @Test
    void faultFiltersKnowTheFault() {
        try (AdapterConnection connection = launched("runtime-faulting.rme")) {
            WireClient client = connection.client();
            filter(client, "fault", "!protected && access == WRITE && level == 1 && kind == TRANSLATION && pe == 1");
            JsonObject stopped = resume(client);
            assertEquals("exception", text(stopped, "reason"), stopped::toString);
            assertTrue(text(stopped, "description").contains("write of IPA 0x8"), stopped::toString);
        }
    }

    @Test
    void logMessagesNameWhatTheEventHas() {
        try (AdapterConnection connection = launched("runtime-faulting.rme")) {
            WireClient client = connection.client();
            client.request(
                    "realmscope/setBreakpoints",
                    "{\"breakpoints\": [{\"fault\": {\"half\": \"protected\"}, \"logMessage\": \"fault {ipa} {kind}"
                            + " {access} {level} {ripas} {decision} {realm} {vcpu} {level + 1} {nothing}\"}, {\"data\":"
                            + " {\"dataId\": \"rtt realm0 0x200000 0x201000\"}, \"condition\": \"after == ASSIGNED\","
                            + " \"logMessage\": \"{base}: {before} to {after_}{after}\"}]}");
            assertEquals("end", text(resume(client), "reason"));
            List<String> output = client.messages().stream()
                    .filter(each -> each.has("event") && text(each, "event").equals("output"))
                    .map(each -> text(each.getAsJsonObject("body"), "output"))
                    .toList();
            assertTrue(
                    output.contains(
                            "fault 0x200000 TRANSLATION WRITE 2 RAM PROTECTED_RAM_UNASSIGNED 0 0 3 {nothing}\n"),
                    output::toString);
            assertTrue(
                    output.stream()
                            .anyMatch(each ->
                                    each.matches("0x200000: level 3 UNASSIGNED RAM to \\{after_}level 3 ASSIGNED RAM to"
                                            + " 0x[0-9a-f]+\n")),
                    output::toString);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fault | ipa == 1 && ipb | 'ipb' is not known here (column 13 of 'ipa == 1 && ipb'): a stage 2 fault"
                        + " has access,",
                "hostWarning | granule | 'granule' is not known here (column 1 of 'granule'): a report of the host has",
                "fault | ipa == | an operand is missing (column 7 of 'ipa ==')",
            })
    void conditionThatMeansNothingIsRefusedWhenItIsSet(String filter, String condition, String message) {
        try (AdapterConnection connection = launched("runtime-faulting.rme")) {
            JsonObject breakpoint = filter(connection.client(), filter, condition);
            assertFalse(breakpoint.get("verified").getAsBoolean());
            assertTrue(text(breakpoint, "message").contains(message), breakpoint::toString);
        }
    }
}
