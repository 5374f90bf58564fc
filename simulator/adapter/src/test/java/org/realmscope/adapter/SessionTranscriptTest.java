package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.adapter.WireClient.atDataCreateUnknown;
import static org.realmscope.adapter.WireClient.list;
import static org.realmscope.adapter.WireClient.moment;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients see of a session, over streams in memory. */
class SessionTranscriptTest {
    // --- the life of a session

    @Test
    void launchWithStopOnEntryStopsAtReset() {
        try (AdapterConnection connection = new AdapterConnection()) {
            connection.launch("\"stopOnEntry\": true");

            JsonObject stopped = connection.client().event("stopped");

            assertEquals("entry", stopped.get("reason").getAsString());
            assertEquals("0.0", moment(connection.client()));
        }
    }

    @Test
    void runWithoutBreakpointsStopsAtItsEndAndReportsTheScenario() {
        try (AdapterConnection connection = new AdapterConnection()) {
            connection.launch("\"seed\": 7");

            JsonObject stopped = connection.client().event("stopped");

            assertEquals("end", stopped.get("reason").getAsString());
            JsonObject resumed = connection.client().request("continue", "{\"threadId\": 1}");
            assertTrue(resumed.get("allThreadsContinued").getAsBoolean());
            assertEquals(0, connection.client().event("exited").get("exitCode").getAsInt());
            connection.client().event("terminated");
        }
    }

    @Test
    void runWithoutDebuggingTerminatesAtItsEnd() {
        try (AdapterConnection connection = new AdapterConnection()) {
            connection.launch("\"noDebug\": true");

            assertEquals(0, connection.client().event("exited").get("exitCode").getAsInt());
            connection.client().event("terminated");
        }
    }

    @Test
    void secondClientAttachesToTheMachineThatTheFirstLeftBehind() {
        DebugAdapter adapter = AdapterConnection.newAdapter();
        AdapterConnection first = new AdapterConnection(adapter);
        first.launch("\"stopOnEntry\": true");
        first.client().event("stopped");
        atDataCreateUnknown(first.client());
        String left = moment(first.client());
        first.client().request("disconnect", "{\"terminateDebuggee\": false}");
        first.hangUp();

        try (AdapterConnection second = new AdapterConnection(adapter)) {
            second.client().request("initialize", "{\"adapterID\": \"realmscope\"}");
            second.client().request("attach", "{}");
            second.client().event("initialized");
            second.client().request("configurationDone", "");
            assertEquals("pause", second.client().event("stopped").get("reason").getAsString());
            assertEquals(left, moment(second.client()));
        }
    }

    @Test
    void disconnectTerminatesUnlessItIsToldNotTo() {
        DebugAdapter adapter = AdapterConnection.newAdapter();
        AdapterConnection first = new AdapterConnection(adapter);
        first.launch("\"stopOnEntry\": true");
        first.client().event("stopped");
        first.client().request("disconnect", "{}");
        first.hangUp();

        try (AdapterConnection second = new AdapterConnection(adapter)) {
            second.client().request("initialize", "{\"adapterID\": \"realmscope\"}");
            assertEquals(2001, second.client().error("attach", "{}").get("id").getAsInt());
        }
    }

    @Test
    void terminateEndsTheMachine() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            connection.client().request("terminate", "");
            connection.client().event("terminated");

            assertEquals(
                    2001,
                    connection
                            .client()
                            .error("evaluate", "{\"expression\": \"moment\"}")
                            .get("id")
                            .getAsInt());
        }
    }

    @Test
    void restartLaunchesAnewWithTheBreakpoints() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            String there = moment(client);

            assertEquals("entry", client.stopAfter("restart", "").get("reason").getAsString());
            assertEquals("0.0", moment(client));
            client.stopAfter("continue", "{\"threadId\": 1}");
            assertEquals(there, moment(client));
        }
    }

    @Test
    void mistakesInLaunchArgumentsAreToldWithTheirCode() {
        try (AdapterConnection connection = new AdapterConnection()) {
            WireClient client = connection.client();
            client.request("initialize", "{\"adapterID\": \"realmscope\"}");
            assertEquals(1004, client.error("launch", "{}").get("id").getAsInt());
            assertEquals(
                    1001,
                    client.error("launch", "{\"program\": \"/nowhere/x.rme\"}")
                            .get("id")
                            .getAsInt());
            JsonObject error = client.error(
                    "launch", "{\"program\": \"" + AdapterConnection.SAMPLE + "\", \"overrides\": {\"cores\": 3}}");
            assertTrue(
                    error.getAsJsonObject("variables").get("text").getAsString().contains("'cores'"));
            assertTrue(error.get("showUser").getAsBoolean());
            assertEquals(
                    2001,
                    client.error("continue", "{\"threadId\": 1}").get("id").getAsInt());
        }
    }

    @Test
    void whatIsNoRequestIsAnsweredAndHarmsNothing() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            assertEquals(2004, client.error("terminateThreads", "{}").get("id").getAsInt());
            assertEquals(
                    2004, client.error("realmscope/nothing", "{}").get("id").getAsInt());
            assertFalse(client.response(client.send("variables", "{}"))
                    .get("success")
                    .getAsBoolean());
            assertFalse(
                    client.response(client.send("scopes", "")).get("success").getAsBoolean());
            assertEquals("0.0", moment(client));
        }
    }

    // --- breakpoints

    @Test
    void functionBreakpointOnARmiCommandStopsTheThreadThatCallsIt() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            int thread = atDataCreateUnknown(connection.client());

            assertEquals(2, thread);
        }
    }

    @Test
    void globWithAHitConditionStopsAtThatHit() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            JsonObject set = client.request(
                    "setFunctionBreakpoints",
                    "{\"breakpoints\": [{\"name\": \"RMI_GRANULE_*\", \"hitCondition\": \"3\"}, {\"name\":"
                            + " \"RMI_NO\"}]}");
            List<JsonObject> breakpoints = list(set, "breakpoints");
            assertTrue(breakpoints.get(0).get("verified").getAsBoolean());
            assertFalse(breakpoints.get(1).get("verified").getAsBoolean());

            client.stopAfter("continue", "{\"threadId\": 1}");

            JsonObject calls = client.request("realmscope/rmiCalls", "{\"count\": 100, \"name\": \"RMI_GRANULE_*\"}");
            assertTrue(list(calls, "calls").size() <= 3, calls::toString);
        }
    }

    @Test
    void conditionOverFieldsOfACallDecidesWhetherItStops() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            JsonObject set = client.request(
                    "setFunctionBreakpoints",
                    "{\"breakpoints\": [{\"name\": \"RMI_DATA_* outcome\", \"condition\": \"status == RMI_ERROR_RTT &&"
                            + " ipa == 0x200000\"}, {\"name\": \"RMI_*\", \"condition\": \"ipa ==\"}]}");
            List<JsonObject> breakpoints = list(set, "breakpoints");
            assertTrue(breakpoints.get(0).get("verified").getAsBoolean());
            assertFalse(breakpoints.get(1).get("verified").getAsBoolean());
            assertTrue(breakpoints.get(1).get("message").getAsString().contains("column"), set::toString);

            JsonObject stopped = client.stopAfter("continue", "{\"threadId\": 1}");

            assertTrue(stopped.get("description").getAsString().contains("RMI_ERROR_RTT(2)"), stopped::toString);
            String x0 = client.request("evaluate", "{\"expression\": \"$x0 & 0xff\"}")
                    .get("result")
                    .getAsString();
            assertEquals("0x4", x0);
        }
    }

    @Test
    void faultFilterStopsAtTheFaultAndHasItsNumberInTheHistory() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            client.request("setExceptionBreakpoints", "{\"filters\": [\"protectedFault\"]}");

            JsonObject stopped = client.stopAfter("continue", "{\"threadId\": 1}");

            assertEquals("exception", stopped.get("reason").getAsString());
            JsonObject info = client.request("exceptionInfo", "{\"threadId\": 2}");
            assertEquals("stage 2 fault, translation", info.get("exceptionId").getAsString());
            assertTrue(
                    info.getAsJsonObject("details").get("message").getAsString().contains("0x200000"), info::toString);
            JsonObject faults = client.request("realmscope/faults", "{\"count\": 10}");
            assertEquals(1, faults.get("total").getAsInt());
            assertEquals(
                    "0x200000", list(faults, "faults").getFirst().get("ipa").getAsString());
        }
    }

    @Test
    void lineBreakpointStopsInTheScenario() throws Exception {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            int line = Files.readAllLines(AdapterConnection.SAMPLE).indexOf("        load 0x20_0000 expect 0x5a") + 1;
            String source = "{\"path\": \"" + AdapterConnection.SAMPLE + "\"}";
            JsonObject locations =
                    client.request("breakpointLocations", "{\"source\": " + source + ", \"line\": " + line + "}");
            assertEquals(1, locations.getAsJsonArray("breakpoints").size());
            client.request(
                    "setBreakpoints", "{\"source\": " + source + ", \"breakpoints\": [{\"line\": " + line + "}]}");

            JsonObject stopped = client.stopAfter("continue", "{\"threadId\": 1}");

            assertEquals("breakpoint", stopped.get("reason").getAsString());
            JsonObject frame = list(client.request("stackTrace", "{\"threadId\": 2}"), "stackFrames")
                    .getFirst();
            assertEquals(line, frame.get("line").getAsInt());
            client.stopAfter("next", "{\"threadId\": 2}");
            frame = list(client.request("stackTrace", "{\"threadId\": 2}"), "stackFrames")
                    .getFirst();
            assertEquals(line + 1, frame.get("line").getAsInt());
        }
    }

    @Test
    void dataBreakpointOnRipasOrMemoryStopsAtTheChange() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            JsonObject info = client.request("dataBreakpointInfo", "{\"name\": \"rtt realm0 0x200000\"}");
            assertEquals("rtt realm0 0x200000 0x201000", info.get("dataId").getAsString());
            client.request("setDataBreakpoints", "{\"breakpoints\": [{\"dataId\": \"rtt realm0 0x200000 0x201000\"}]}");

            JsonObject stopped = client.stopAfter("continue", "{\"threadId\": 1}");

            assertEquals("data breakpoint", stopped.get("reason").getAsString());
        }
    }

    @Test
    void richBreakpointOnAnOutcomeLogsWithoutStopping() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            JsonObject set = client.request(
                    "realmscope/setBreakpoints",
                    "{\"breakpoints\": [{\"call\": {\"function\": \"RMI_DATA_CREATE_UNKNOWN\", \"outcome\": true},"
                            + " \"logMessage\": \"mapped {ipa}, status {status + 1} {nothing}\"}, {}]}");
            List<JsonObject> statuses = list(set, "breakpoints");
            assertTrue(statuses.get(0).get("verified").getAsBoolean());
            assertFalse(statuses.get(1).get("verified").getAsBoolean());

            assertEquals(
                    "end",
                    client.stopAfter("continue", "{\"threadId\": 1}")
                            .get("reason")
                            .getAsString());

            assertTrue(client.messages().toString().contains("mapped 0x200000, status 5 {nothing}"));
        }
    }

    @Test
    void instructionBreakpointAtThePcOfAnEarlierStopStopsThereAgain() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            JsonObject frame = WireClient.frame(client, 2, "smc");
            String pc = frame.get("instructionPointerReference").getAsString();
            client.request("setFunctionBreakpoints", "{\"breakpoints\": []}");
            client.request(
                    "setInstructionBreakpoints", "{\"breakpoints\": [{\"instructionReference\": \"" + pc + "\"}]}");

            JsonObject stopped = client.stopAfter("reverseContinue", "{\"threadId\": 2}");

            assertEquals("instruction breakpoint", stopped.get("reason").getAsString());
        }
    }

    // --- movements

    @Test
    void stepBackUndoesAnInstructionStep() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            client.stopAfter("stepIn", "{\"threadId\": 2, \"granularity\": \"instruction\"}");
            String before = moment(client);
            client.stopAfter("next", "{\"threadId\": 2, \"granularity\": \"instruction\"}");
            assertNotEquals(before, moment(client));

            JsonObject stopped = client.stopAfter("stepBack", "{\"threadId\": 2, \"granularity\": \"instruction\"}");

            assertEquals("step", stopped.get("reason").getAsString());
            assertEquals(before, moment(client));
        }
    }

    @Test
    void reverseContinueGoesBackToTheLatestEarlierHit() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            String there = moment(client);
            client.stopAfter("continue", "{\"threadId\": 1}");

            JsonObject stopped = client.stopAfter("reverseContinue", "{\"threadId\": 1}");

            assertEquals("function breakpoint", stopped.get("reason").getAsString());
            assertEquals(there, moment(client));
        }
    }

    @Test
    void runToAndGoToReachFaults() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            client.stopAfter("realmscope/runTo", "{\"target\": \"fault\"}");
            String first = moment(client);
            client.stopAfter("realmscope/runTo", "{\"target\": \"fault\"}");
            assertNotEquals(first, moment(client));

            client.stopAfter("realmscope/runTo", "{\"target\": \"fault\", \"backwards\": true}");
            assertEquals(first, moment(client));
            assertEquals(
                    "goto",
                    client.stopAfter("realmscope/goTo", "{\"fault\": 2}")
                            .get("reason")
                            .getAsString());
            assertEquals(
                    2003,
                    client.error("realmscope/goTo", "{\"fault\": 99}").get("id").getAsInt());
        }
    }

    @Test
    void stepOutAndPauseAreAnswered() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            client.request("pause", "{\"threadId\": 1}");
            client.request("cancel", "{\"progressId\": \"none\"}");
            client.stopAfter("stepOut", "{\"threadId\": 2}");
        }
    }
}
