package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.realmscope.adapter.SourceSession.MMU;
import static org.realmscope.adapter.SourceSession.breakAtFunction;
import static org.realmscope.adapter.SourceSession.evaluate;
import static org.realmscope.adapter.SourceSession.frames;
import static org.realmscope.adapter.SourceSession.launched;
import static org.realmscope.adapter.SourceSession.line;
import static org.realmscope.adapter.SourceSession.named;
import static org.realmscope.adapter.SourceSession.names;
import static org.realmscope.adapter.SourceSession.place;
import static org.realmscope.adapter.SourceSession.scope;
import static org.realmscope.adapter.SourceSession.text;
import static org.realmscope.adapter.SourceSession.variables;
import static org.realmscope.adapter.WireClient.atDataCreateUnknown;
import static org.realmscope.adapter.WireClient.frame;
import static org.realmscope.adapter.WireClient.list;
import static org.realmscope.adapter.WireClient.moment;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.realmscope.machine.HostImages;

/** What clients see of C code, of the scenario and of the RMM's commands across worlds. */
class SourceTranscriptTest {

    /** KVM's functions from the SMC of a call in the handling of a fault down to the VMM's thread. */
    private static final List<String> HOST_FRAMES = Stream.of(
                    "smc",
                    "arm_smccc_1_2_smc",
                    "rmi_call",
                    "rmi_data_create_unknown",
                    "realm_create_data_unknown",
                    "realm_map_protected",
                    "realm_map_ipa",
                    "user_mem_abort",
                    "kvm_handle_guest_abort",
                    "rec_exit_sync_dabt",
                    "rec_exit_sync",
                    "handle_rme_exit",
                    "kvm_arch_vcpu_ioctl_run",
                    "vcpu_run",
                    "vcpu_main",
                    "secondary_start")
            .map(name -> name + ", Non-secure EL2")
            .toList();

    // --- stacks

    @Test
    void callOfTheHostIsAboveTheMonitorAndKvmAndSaysWhatCausedIt() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);

            List<JsonObject> frames = frames(client, 2);

            assertEquals(
                    Stream.of(
                                    List.of("RMI_DATA_CREATE_UNKNOWN, Realm EL2", "EL3"),
                                    HOST_FRAMES,
                                    List.of(
                                            "caused by a stage 2 data abort at ipa(realm0):0x200000, vCPU 0",
                                            "vcpu0, Realm EL1"))
                            .flatMap(List::stream)
                            .toList(),
                    names(frames));
            assertEquals("subtle", text(frames.getFirst(), "presentationHint"));
            assertEquals("label", text(frames.get(frames.size() - 2), "presentationHint"));
            int store = line(AdapterConnection.SAMPLE, "store 0x5a to 0x20_0000");
            assertEquals("runtime-faulting.rme:" + store, place(frames.getLast()));
            assertTrue(text(frames.getLast(), "instructionPointerReference").startsWith("EL1R(realm0):0x"));
        }
    }

    @Test
    void stackIsPaged() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);

            JsonObject page = client.request("stackTrace", "{\"threadId\": 2, \"startFrame\": 2, \"levels\": 3}");

            assertEquals(HOST_FRAMES.subList(0, 3), names(list(page, "stackFrames")));
            assertEquals(HOST_FRAMES.size() + 4, page.get("totalFrames").getAsInt());
        }
    }

    @Test
    void realmRunsAboveItsEntryAndTheHostThatEnteredIt() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            client.stopAfter("realmscope/runTo", "{\"target\": \"fault\"}");

            List<String> names = names(frames(client, 2));

            assertEquals(
                    List.of("vcpu0, Realm EL1", "RMI_REC_ENTER, Realm EL2", "EL3", "smc, Non-secure EL2"),
                    names.subList(0, 4));
            assertEquals("kvm_rec_enter, Non-secure EL2", names.get(7));
            assertEquals("secondary_start, Non-secure EL2", names.getLast());
        }
    }

    @Test
    void commandOfTheRmmShowsItsFieldsItsConditionsAndItsText() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            JsonObject command = frame(client, 2, "RMI_DATA_CREATE_UNKNOWN");

            List<JsonObject> call = variables(client, scope(client, command, "RMM call"));
            assertEquals(List.of("rd", "data", "ipa", "result"), names(call));
            assertEquals("0x200000", text(named(call, "ipa"), "value"));
            assertEquals("(will be) RMI_ERROR_RTT(walk.level)", text(named(call, "result"), "value"));
            assertEquals("0x200000", text(evaluate(client, command, "ipa + 0 * (int) ipa"), "result"));
            JsonObject walk = named(variables(client, scope(client, command, "Conditions")), "rtt_walk");
            assertEquals("holds, fails with RMI_ERROR_RTT(walk.level)", text(walk, "value"));
            assertEquals("2", text(named(variables(client, walk), "walk.level"), "value"));

            JsonObject source = command.getAsJsonObject("source");
            String content = text(
                    client.request(
                            "source",
                            "{\"sourceReference\": " + source.get("sourceReference") + ", \"source\": " + source + "}"),
                    "content");
            assertEquals(
                    "RMI_DATA_CREATE_UNKNOWN(rd, data, ipa)",
                    content.lines().toList().get(command.get("line").getAsInt() - 1));
        }
    }

    @Test
    void framesOfAnOpenMomentAreThoseOfThatMoment() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            client.stopAfter("continue", "{\"threadId\": 1}");
            JsonObject opened = client.request("realmscope/openMoment", "{\"fault\": 1}");
            int thread = opened.getAsJsonArray("threads").get(1).getAsInt();

            JsonObject entering = frame(client, thread, "kvm_rec_enter");

            assertEquals("rme_exit.c", text(entering.getAsJsonObject("source"), "name"));
            JsonObject vcpu = named(variables(client, scope(client, entering, "Arguments")), "vcpu");
            assertEquals("1", text(named(variables(client, vcpu), "pe"), "value"));
            assertEquals("0", text(evaluate(client, entering, "vcpu->vcpu_id"), "result"));
            JsonObject arguments = scope(client, entering, "Arguments");
            assertEquals(
                    2006,
                    client.error(
                                    "setVariable",
                                    "{\"variablesReference\": " + arguments.get("variablesReference")
                                            + ", \"name\": \"vcpu\", \"value\": \"0\"}")
                            .get("id")
                            .getAsInt());
        }
    }

    @Test
    void sourcesOfTheHostComeWithItsImageWhereNoneAreOnDisk() throws IOException {
        assumeFalse(HostImages.kvmSources().isEmpty());
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            JsonObject source = named(list(client.request("loadedSources", ""), "sources"), "mmu.c");

            JsonObject answer = client.request(
                    "source",
                    "{\"source\": " + source + ", \"sourceReference\": " + source.get("sourceReference") + "}");

            assertEquals(Files.readString(MMU), text(answer, "content"));
        }
    }

    // --- breakpoints

    @Test
    void lineBreakpointInCStopsWhereItsConditionOverVariablesHolds() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            int line = line(MMU, "struct kvm *kvm = vcpu->kvm;");
            JsonObject set = client.request(
                    "setBreakpoints",
                    "{\"source\": {\"path\": \"" + MMU + "\"}, \"breakpoints\": ["
                            + "{\"line\": 1}, {\"line\": 100000}, {\"line\": " + line
                            + ", \"condition\": \"fault_ipa == 0x200000 && vcpu->vcpu_id == 0\"},"
                            + "{\"line\": " + line + ", \"condition\": \"fault_ipa ==\"}]}");
            List<JsonObject> breakpoints = list(set, "breakpoints");
            assertNotEquals(1, breakpoints.get(0).get("line").getAsInt());
            assertFalse(breakpoints.get(1).get("verified").getAsBoolean());
            assertTrue(breakpoints.get(2).get("verified").getAsBoolean());
            assertFalse(breakpoints.get(3).get("verified").getAsBoolean());
            client.request(
                    "setBreakpoints",
                    "{\"source\": {\"path\": \"" + MMU + "\"}, \"breakpoints\": [{\"line\": " + line
                            + ", \"condition\": \"fault_ipa == 0x200000 && vcpu->vcpu_id == 0\"}]}");

            JsonObject stopped = client.stopAfter("continue", "{\"threadId\": 1}");

            assertEquals("breakpoint", text(stopped, "reason"));
            JsonObject top = frames(client, 2).getFirst();
            assertEquals("mmu.c:" + line, place(top));
            assertEquals("user_mem_abort at mmu.c:" + line, text(stopped, "description"));
            assertEquals("0x200000", text(evaluate(client, top, "fault_ipa"), "result"));
        }
    }

    @Test
    void breakpointLocationsOfAFileOfCAreLinesWithCode() {
        try (AdapterConnection connection = launched()) {
            int line = line(MMU, "struct kvm *kvm = vcpu->kvm;");
            JsonObject locations = connection
                    .client()
                    .request(
                            "breakpointLocations",
                            "{\"source\": {\"path\": \"" + MMU + "\"}, \"line\": " + (line - 1) + ", \"endLine\": "
                                    + line + "}");
            assertEquals(
                    List.of(line - 1, line),
                    list(locations, "breakpoints").stream()
                            .map(each -> each.get("line").getAsInt())
                            .toList());
        }
    }

    @Test
    void functionBreakpointStopsBehindThePrologueOfEachFunctionThatTheGlobMeans() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            JsonObject set = client.request(
                    "setFunctionBreakpoints",
                    "{\"breakpoints\": [{\"name\": \"user_mem_ab*\"}, {\"name\": \"no_such_function\"}]}");
            List<JsonObject> breakpoints = list(set, "breakpoints");
            int line = line(MMU, "struct kvm *kvm = vcpu->kvm;");
            assertEquals("mmu.c:" + line, place(breakpoints.getFirst()));
            assertFalse(breakpoints.get(1).get("verified").getAsBoolean());

            assertEquals("function breakpoint", text(client.stopAfter("continue", "{\"threadId\": 1}"), "reason"));

            assertEquals(
                    "user_mem_abort, Non-secure EL2", text(frames(client, 2).getFirst(), "name"));
        }
    }

    @Test
    void logMessageHasValuesOfVariables() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            int line = line(MMU, "struct kvm *kvm = vcpu->kvm;");
            client.request(
                    "setBreakpoints",
                    "{\"source\": {\"path\": \"" + MMU + "\"}, \"breakpoints\": [{\"line\": " + line
                            + ", \"logMessage\": \"slot of {memslot->npages} pages, {fault_ipa / 4096}, {none}\"}]}");

            assertEquals("end", text(client.stopAfter("continue", "{\"threadId\": 1}"), "reason"));

            // 64 MiB, and the page at 2 MiB.
            assertTrue(client.messages().toString().contains("slot of 0x4000 pages, 0x200, {none}"));
        }
    }

    @Test
    void breakpointInTheTextOfACommandStopsWhenTheCommandHasFailedThere() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            client.request("setFunctionBreakpoints", "{\"breakpoints\": []}");
            JsonObject source = frame(client, 2, "RMI_DATA_CREATE_UNKNOWN").getAsJsonObject("source");
            List<String> lines = text(
                            client.request("source", "{\"sourceReference\": " + source.get("sourceReference") + "}"),
                            "content")
                    .lines()
                    .toList();
            int walk = 0;
            int commit = 0;
            for (int i = 0; i < lines.size(); i++) {
                walk = lines.get(i).contains("rtt_walk:") ? i + 1 : walk;
                commit = lines.get(i).contains("commit:") ? i + 1 : commit;
            }
            client.request(
                    "setBreakpoints",
                    "{\"source\": " + source + ", \"breakpoints\": [{\"line\": " + walk + "}, {\"line\": " + commit
                            + "}]}");

            client.stopAfter("continue", "{\"threadId\": 2}");
            JsonObject failed = frames(client, 2).getFirst();
            assertEquals("RMI_DATA_CREATE_UNKNOWN:" + walk, place(failed));
            assertEquals(
                    "RMI_ERROR_RTT(2)",
                    text(named(variables(client, scope(client, failed, "RMM call")), "result"), "value"));
            client.stopAfter("continue", "{\"threadId\": 2}");
            assertEquals(
                    "RMI_DATA_CREATE_UNKNOWN:" + commit, place(frames(client, 2).getFirst()));
        }
    }

    @Test
    void dataBreakpointOnAVariableStopsBeforeItIsWritten() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            JsonObject locals = scope(client, frames(client, 2).getFirst(), "Locals");
            JsonObject info = client.request(
                    "dataBreakpointInfo",
                    "{\"name\": \"kvm\", \"variablesReference\": " + locals.get("variablesReference") + "}");
            client.request("setDataBreakpoints", "{\"breakpoints\": [{\"dataId\": " + info.get("dataId") + "}]}");

            assertEquals("data breakpoint", text(client.stopAfter("continue", "{\"threadId\": 2}"), "reason"));

            int line = line(MMU, "struct kvm *kvm = vcpu->kvm;");
            assertEquals("mmu.c:" + line, place(frames(client, 2).getFirst()));
        }
    }

    // --- steps

    private static String step(WireClient client, String command) {
        client.stopAfter(command, "{\"threadId\": 2}");
        return place(frames(client, 2).getFirst());
    }

    @Test
    void stepsFollowSourceLinesForwardsAndBack() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            int line = line(MMU, "struct kvm *kvm = vcpu->kvm;");
            String before = moment(client);

            String next = step(client, "next");
            assertNotEquals("mmu.c:" + line, next);
            assertTrue(next.startsWith("mmu.c:"), next);
            assertEquals("mmu.c:" + line, step(client, "stepBack"));
            assertEquals(before, moment(client));
            client.stopAfter("stepOut", "{\"threadId\": 2}");
            assertEquals(
                    "kvm_handle_guest_abort, Non-secure EL2",
                    text(frames(client, 2).getFirst(), "name"));
        }
    }

    @Test
    void stepFromACommandGoesToItsOutcomeAndFromThereToItsCaller() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            client.request("setFunctionBreakpoints", "{\"breakpoints\": []}");
            String header = moment(client);

            client.stopAfter("next", "{\"threadId\": 2}");
            JsonObject outcome = frames(client, 2).getFirst();
            assertEquals("RMI_DATA_CREATE_UNKNOWN, Realm EL2", text(outcome, "name"));
            assertEquals(
                    "RMI_ERROR_RTT(2)",
                    text(named(variables(client, scope(client, outcome, "RMM call")), "result"), "value"));
            client.stopAfter("stepBack", "{\"threadId\": 2}");
            assertEquals(header, moment(client));
            client.stopAfter("next", "{\"threadId\": 2}");
            String caller = step(client, "next");
            assertTrue(caller.startsWith("rmi_cmds.c:"), caller);
        }
    }

    @Test
    void stepOverAnSmcRunsTheRmm() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            client.request("setFunctionBreakpoints", "{\"breakpoints\": []}");
            String call = step(client, "stepBack");

            String behind = step(client, "next");

            assertTrue(call.startsWith("rmi_cmds.c:"), call);
            assertTrue(behind.startsWith("rmi_cmds.c:"), behind);
            assertNotEquals(call, behind);
        }
    }

    @Test
    void stepIntoAnSmcLeadsToTheCommand() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            client.request("setFunctionBreakpoints", "{\"breakpoints\": []}");
            String header = moment(client);
            step(client, "stepBack");

            JsonObject stopped = client.stopAfter("stepIn", "{\"threadId\": 2}");

            assertEquals("step", text(stopped, "reason"));
            assertEquals("Stopped at RMI_DATA_CREATE_UNKNOWN", text(stopped, "description"));
            assertEquals(header, moment(client));
            assertEquals("RMI_DATA_CREATE_UNKNOWN:2", place(frames(client, 2).getFirst()));
        }
    }

    @Test
    void stepIntoAFaultFollowsItToTheHost() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            client.stopAfter("realmscope/runTo", "{\"target\": \"fault\"}");

            String place = step(client, "stepIn");

            assertTrue(place.startsWith("rmi_cmds.c:"), place);
        }
    }

    @Test
    void stepOverAFaultInTheScenarioRunsEverythingThatHandlesIt() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            client.stopAfter("realmscope/runTo", "{\"target\": \"fault\"}");
            int store = line(AdapterConnection.SAMPLE, "store 0x5a to 0x20_0000");
            assertEquals(
                    "runtime-faulting.rme:" + store, place(frames(client, 2).getFirst()));

            assertEquals("runtime-faulting.rme:" + (store + 1), step(client, "next"));
            assertEquals("runtime-faulting.rme:" + store, step(client, "stepBack"));
        }
    }

    @Test
    void gotoStaysInTheFunctionThatAThreadExecutes() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            client.request(
                    "setBreakpoints",
                    "{\"source\": {\"path\": \"" + AdapterConnection.SAMPLE + "\"}, \"breakpoints\": [{\"line\": "
                            + line(AdapterConnection.SAMPLE, "store 0x5a to 0x20_0000") + "}]}");
            client.stopAfter("continue", "{\"threadId\": 1}");
            int shared = line(AdapterConnection.SAMPLE, "store 0x77 to shared");
            String source = "{\"source\": {\"path\": \"" + AdapterConnection.SAMPLE + "\"}, \"line\": ";
            List<JsonObject> targets = list(client.request("gotoTargets", source + shared + "}"), "targets");
            assertEquals(1, targets.size());
            assertEquals(
                    0,
                    list(
                                    client.request(
                                            "gotoTargets",
                                            "{\"source\": {\"path\": \"" + MMU + "\"}, \"line\": "
                                                    + line(MMU, "struct kvm *kvm = vcpu->kvm;") + "}"),
                                    "targets")
                            .size());

            JsonObject stopped = client.stopAfter(
                    "goto",
                    "{\"threadId\": 2, \"targetId\": " + targets.getFirst().get("id") + "}");

            assertEquals("goto", text(stopped, "reason"));
            assertEquals(
                    "runtime-faulting.rme:" + shared, place(frames(client, 2).getFirst()));
            client.stopAfter("continue", "{\"threadId\": 1}");
            // The protected store was skipped.
            assertEquals(
                    1, client.request("realmscope/faults", "{}").get("total").getAsInt());
        }
    }

    // --- history

    @Test
    void historyHasFaultsCallsAndWorldSwitchesInTheirOrder() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            client.stopAfter("realmscope/runTo", "{\"target\": \"fault\"}");
            client.stopAfter("realmscope/runTo", "{\"target\": \"rmiCall\"}");

            JsonObject page = client.request(
                    "realmscope/history",
                    "{\"newestFirst\": true, \"count\": 3, \"filter\": {\"kinds\": [\"fault\", \"worldSwitch\","
                            + " \"rmiCall\"]}}");

            List<JsonObject> entries = list(page, "entries");
            assertEquals(
                    List.of("rmiCall", "worldSwitch", "fault"),
                    entries.stream().map(each -> text(each, "kind")).toList());
            assertEquals("RMI_GRANULE_DELEGATE", text(entries.getFirst(), "function"));
            assertEquals("realm to ns", text(entries.get(1), "text"));
            assertEquals("0x200000", text(entries.get(2), "ipa"));
            assertEquals(0, entries.get(2).get("realm").getAsInt());
            JsonObject changes =
                    client.request("realmscope/history", "{\"filter\": {\"kinds\": [\"ripasChange\"], \"realm\": 0}}");
            assertEquals("RAM", text(list(changes, "entries").getFirst(), "after"));
        }
    }
}
