package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.adapter.WireClient.atDataCreateUnknown;
import static org.realmscope.adapter.WireClient.list;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients see of the machine where it stands, and of its past, over streams in memory. */
class StateTranscriptTest {
    // --- looking at things

    @Test
    void threadsAreThePesWithTheirWorlds() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            atDataCreateUnknown(connection.client());

            List<JsonObject> threads = list(connection.client().request("threads", ""), "threads");

            assertEquals(
                    List.of("PE 0: VMM (Non-secure EL2)", "PE 1: realm0.vcpu0 (Non-secure EL2)"),
                    threads.stream()
                            .map(thread -> thread.get("name").getAsString())
                            .toList());
        }
    }

    @Test
    void registersAreGroupedDecodedPagedAndChangeable() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            int frame = list(client.request("stackTrace", "{\"threadId\": 2}"), "stackFrames")
                    .getFirst()
                    .get("id")
                    .getAsInt();
            List<JsonObject> scopes = list(client.request("scopes", "{\"frameId\": " + frame + "}"), "scopes");
            int general = scopes.stream()
                    .filter(each -> each.get("name").getAsString().equals("Registers: general"))
                    .findFirst()
                    .orElseThrow()
                    .get("variablesReference")
                    .getAsInt();
            List<JsonObject> page = list(
                    client.request(
                            "variables", "{\"variablesReference\": " + general + ", \"start\": 1, \"count\": 2}"),
                    "variables");
            assertEquals(
                    List.of("X1", "X2"),
                    page.stream().map(each -> each.get("name").getAsString()).toList());
            int el2 = scopes.stream()
                    .filter(each -> each.get("name").getAsString().equals("Registers: EL2"))
                    .findFirst()
                    .orElseThrow()
                    .get("variablesReference")
                    .getAsInt();
            JsonObject esr =
                    list(client.request("variables", "{\"variablesReference\": " + el2 + "}"), "variables").stream()
                            .filter(each -> each.get("name").getAsString().equals("ESR_EL2"))
                            .findFirst()
                            .orElseThrow();
            int fields = esr.get("variablesReference").getAsInt();
            assertTrue(
                    list(client.request("variables", "{\"variablesReference\": " + fields + "}"), "variables").stream()
                            .anyMatch(field -> field.get("name").getAsString().equals("EC")));

            JsonObject set = client.request(
                    "setVariable",
                    "{\"variablesReference\": " + general + ", \"name\": \"X19\", \"value\": \"0x1234\"}");

            assertEquals("0x0000000000001234", set.get("value").getAsString());
            assertEquals(
                    "0x0000000000001234",
                    client.request("evaluate", "{\"expression\": \"x19\", \"frameId\": " + frame + "}")
                            .get("result")
                            .getAsString());
        }
    }

    @Test
    void memoryIsReadWrittenAndDisassembledInItsSpace() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            JsonObject written = client.request(
                    "writeMemory", "{\"memoryReference\": \"pa(ns):0x7f000000\", \"data\": \"AQIDBAUGBwg=\"}");
            assertEquals(8, written.get("bytesWritten").getAsInt());
            JsonObject read =
                    client.request("readMemory", "{\"memoryReference\": \"pa(ns):0x7f000000\", \"count\": 8}");
            assertEquals("AQIDBAUGBwg=", read.get("data").getAsString());
            assertEquals(
                    "0x0807060504030201",
                    client.request("evaluate", "{\"expression\": \"pa(ns):0x7f000000\"}")
                            .get("result")
                            .getAsString());
            JsonObject beyond = client.request("readMemory", "{\"memoryReference\": \"pa(ns):0x10\", \"count\": 8}");
            assertEquals(8, beyond.get("unreadableBytes").getAsInt());
            String pc = WireClient.frame(client, 2, "smc")
                    .get("instructionPointerReference")
                    .getAsString();
            List<JsonObject> code = list(
                    client.request(
                            "disassemble",
                            "{\"memoryReference\": \"" + pc
                                    + "\", \"instructionOffset\": -1, \"instructionCount\": 2}"),
                    "instructions");
            assertEquals(2, code.size());
            assertTrue(
                    code.stream()
                            .anyMatch(each ->
                                    each.get("instruction").getAsString().startsWith("smc")),
                    code::toString);
        }
    }

    @Test
    void codeOfAMomentIsThatOfThenAndNotOfNow() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            atDataCreateUnknown(client);
            String moment = client.request("evaluate", "{\"expression\": \"moment\", \"context\": \"repl\"}")
                    .get("result")
                    .getAsString();
            String then = "moment(%s) "
                    .formatted(client.request("realmscope/openMoment", "{\"moment\": \"" + moment + "\"}")
                            .get("id")
                            .getAsString());
            // D503201F is NOP.
            client.request("writeMemory", "{\"memoryReference\": \"pa(ns):0x7f000000\", \"data\": \"HyAD1Q==\"}");

            assertEquals("nop", instruction(client, "pa(ns):0x7f000000"));
            assertEquals("00000000", bytes(client, then + "pa(ns):0x7f000000"));
            assertEquals(
                    1004,
                    client.error("disassemble", "{\"memoryReference\": \"moment(77) pa(ns):0x7f000000\"}")
                            .get("id")
                            .getAsInt());
        }
    }

    private static String instruction(WireClient client, String reference) {
        return disassembled(client, reference).get("instruction").getAsString();
    }

    private static String bytes(WireClient client, String reference) {
        return disassembled(client, reference).get("instructionBytes").getAsString();
    }

    private static JsonObject disassembled(WireClient client, String reference) {
        String arguments = "{\"memoryReference\": \"%s\", \"instructionCount\": 1}".formatted(reference);
        return list(client.request("disassemble", arguments), "instructions").getFirst();
    }

    @Test
    void consoleDecodesAndCompletes() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            assertTrue(client.request("evaluate", "{\"expression\": \"decode return 0x304\", \"context\": \"repl\"}")
                    .get("result")
                    .getAsString()
                    .contains("RMI_ERROR_RTT"));
            assertEquals(
                    "Linux result -12 (ENOMEM)",
                    client.request("evaluate", "{\"expression\": \"decode errno -12\", \"context\": \"repl\"}")
                            .get("result")
                            .getAsString());
            assertTrue(list(client.request("completions", "{\"text\": \"esr_\", \"column\": 5}"), "targets").stream()
                    .anyMatch(item -> item.get("label").getAsString().equals("ESR_EL2")));
            assertEquals(
                    1004,
                    client.error("evaluate", "{\"expression\": \"nonsense\"}")
                            .get("id")
                            .getAsInt());
        }
    }

    @Test
    void sourcesAndModulesAreThoseOfTheScenario() throws Exception {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            JsonObject source = list(client.request("loadedSources", ""), "sources").stream()
                    .filter(each -> each.get("name").getAsString().equals("runtime-faulting.rme"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    Files.readString(AdapterConnection.SAMPLE),
                    client.request("source", "{\"source\": " + source + ", \"sourceReference\": 0}")
                            .get("content")
                            .getAsString());
            assertEquals(
                    List.of("host-kvm.elf", "realm0.elf", "RMM"),
                    list(client.request("modules", ""), "modules").stream()
                            .map(module -> module.get("name").getAsString())
                            .toList());
        }
    }

    // --- views

    @Test
    void viewsShowTheRealmNowAndAtAnOpenMoment() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            client.stopAfter("continue", "{\"threadId\": 1}");
            JsonObject opened = client.request("realmscope/openMoment", "{\"fault\": 1}");
            String at = ", \"moment\": " + opened.get("id").getAsInt() + "}";
            JsonObject machine = client.request("realmscope/machine", "{\"moment\": " + opened.get("id") + "}");
            JsonObject realm = list(machine, "realms").getFirst();
            assertEquals("realm0", realm.get("name").getAsString());
            assertEquals(2, machine.get("faults").getAsInt());
            JsonObject walk =
                    client.request("realmscope/rttWalk", "{\"realm\": \"realm0\", \"ipa\": \"0x200000\"" + at);
            JsonObject leaf = list(walk, "entries").getLast();
            assertEquals("UNASSIGNED", leaf.get("state").getAsString());
            assertFalse(list(client.request("realmscope/rttEntries", "{\"realm\": \"realm0\"" + at), "entries")
                    .isEmpty());
            assertFalse(list(client.request("realmscope/rttMap", "{\"realm\": \"realm0\"" + at), "runs")
                    .isEmpty());
            assertEquals(
                    "RAM",
                    list(client.request("realmscope/ripasMap", "{\"realm\": \"realm0\"" + at), "runs")
                            .getFirst()
                            .get("ripas")
                            .getAsString());
            assertFalse(list(client.request("realmscope/granules", at.replaceFirst(", ", "{")), "runs")
                    .isEmpty());
            List<JsonObject> threads = list(client.request("threads", ""), "threads");
            assertEquals(4, threads.size());
            int thread = opened.getAsJsonArray("threads").get(1).getAsInt();
            assertEquals(
                    2006,
                    client.error("continue", "{\"threadId\": " + thread + "}")
                            .get("id")
                            .getAsInt());
            assertEquals(
                    "vcpu0, Realm EL1",
                    list(client.request("stackTrace", "{\"threadId\": " + thread + "}"), "stackFrames")
                            .getFirst()
                            .get("name")
                            .getAsString());
            client.request("realmscope/closeMoment", "{\"moment\": " + opened.get("id") + "}");
            assertEquals(2, list(client.request("threads", ""), "threads").size());
        }
    }

    @Test
    void compareShowsWhatAFaultChanged() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            client.stopAfter("continue", "{\"threadId\": 1}");
            int before = client.request("realmscope/openMoment", "{\"fault\": 1}")
                    .get("id")
                    .getAsInt();
            int after = client.request("realmscope/openMoment", "{\"fault\": 2}")
                    .get("id")
                    .getAsInt();

            JsonObject compared = client.request(
                    "realmscope/compare",
                    "{\"before\": " + before + ", \"after\": " + after
                            + ", \"realm\": \"realm0\", \"granules\": true, \"pe\": 1}");

            assertTrue(
                    list(compared, "rtt").stream()
                            .anyMatch(each -> each.get("base").getAsString().equals("0x200000")),
                    compared::toString);
            assertFalse(list(compared, "granules").isEmpty());
            assertFalse(list(compared, "registers").isEmpty());
        }
    }

    @Test
    void callsSayWhichHostFunctionsMadeThem() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            client.stopAfter("continue", "{\"threadId\": 1}");
            List<JsonObject> calls = list(client.request("realmscope/rmiCalls", "{\"fault\": 1}"), "calls");
            assertFalse(calls.isEmpty());
            for (JsonObject call : calls) {
                assertEquals(1, call.get("fault").getAsInt());
                assertEquals(1, call.get("pe").getAsInt());
            }
            String mapping = " < realm_map_protected < realm_map_ipa < user_mem_abort < kvm_handle_guest_abort < ";
            assertStarts("realm_delegate_page" + mapping, call(calls, "RMI_GRANULE_DELEGATE"));
            assertStarts("realm_create_data_unknown" + mapping, call(calls, "RMI_DATA_CREATE_UNKNOWN"));
            assertStarts(
                    "realm_create_rtt_levels < realm_create_data_unknown" + mapping, call(calls, "RMI_RTT_CREATE"));
            assertStarts("kvm_rec_enter < kvm_arch_vcpu_ioctl_run < ", call(calls, "RMI_REC_ENTER"));
        }
    }

    private static JsonObject call(List<JsonObject> calls, String name) {
        return calls.stream()
                .filter(call -> call.get("name").getAsString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertStarts(String functions, JsonObject call) {
        assertTrue(names(call).startsWith(functions), () -> call.get("name") + " by " + names(call));
    }

    private static String names(JsonObject call) {
        List<String> names = new ArrayList<>();
        call.getAsJsonArray("functions").forEach(name -> names.add(name.getAsString()));
        return String.join(" < ", names);
    }

    @Test
    void faultsAreSortedAndSearchedAsAWhole() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            client.stopAfter("continue", "{\"threadId\": 1}");
            assertEquals("2 1", numbers(client, "\"sort\": \"ipa\", \"descending\": true"));
            assertEquals("1 2", numbers(client, "\"sort\": \"ipa\""));
            assertEquals("1 2", numbers(client, "\"sort\": \"half\""));
            assertEquals("2 1", numbers(client, "\"sort\": \"half\", \"descending\": true"));
            assertEquals("2", numbers(client, "\"sort\": \"ipa\", \"offset\": 1"));
            assertEquals("2 1", numbers(client, "\"offset\": 0, \"newestFirst\": true"));
            assertEquals("", numbers(client, "\"offset\": 7"));
            assertEquals("1", numbers(client, "\"offset\": 0, \"filter\": {\"text\": \"data_create 0x200000\"}"));
            assertEquals("", numbers(client, "\"offset\": 0, \"filter\": {\"text\": \"data_create nowhere\"}"));
            JsonObject page = client.request("realmscope/faults", "{\"sort\": \"hostInstructions\", \"count\": 1}");
            assertEquals(1, list(page, "faults").size());
            assertEquals("pe", list(page, "faults").getFirst().get("source").getAsString());
            assertEquals(2, page.get("matching").getAsInt());
            JsonObject error = client.error("realmscope/faults", "{\"sort\": \"colour\"}");
            assertEquals(2003, error.get("id").getAsInt());
        }
    }

    private static String numbers(WireClient client, String arguments) {
        List<String> numbers = new ArrayList<>();
        list(client.request("realmscope/faults", "{" + arguments + "}"), "faults")
                .forEach(fault -> numbers.add(fault.get("number").getAsString()));
        return String.join(" ", numbers);
    }

    @Test
    void historyIsPagedAndFiltered() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            client.stopAfter("continue", "{\"threadId\": 1}");
            JsonObject page = client.request("realmscope/faults", "{\"count\": 1, \"newestFirst\": true}");
            assertEquals(2, list(page, "faults").getFirst().get("number").getAsInt());
            assertEquals(1, page.get("next").getAsInt());
            JsonObject unprotected =
                    client.request("realmscope/faults", "{\"count\": 9, \"filter\": {\"half\": \"unprotected\"}}");
            assertEquals(1, unprotected.getAsJsonArray("faults").size());

            JsonObject calls = client.request("realmscope/rmiCalls", "{\"count\": 5}");
            assertEquals(5, calls.getAsJsonArray("calls").size());
            JsonObject more =
                    client.request("realmscope/rmiCalls", "{\"count\": 5, \"from\": " + calls.get("next") + "}");
            assertEquals(calls.get("next"), list(more, "calls").getFirst().get("moment"));
            JsonObject explained = client.request("realmscope/explain", "{\"fault\": 1}");
            assertFalse(explained.getAsJsonArray("evidence").isEmpty());
        }
    }
}
