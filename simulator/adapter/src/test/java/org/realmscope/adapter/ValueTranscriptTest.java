package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.adapter.SourceSession.MMU;
import static org.realmscope.adapter.SourceSession.breakAtFunction;
import static org.realmscope.adapter.SourceSession.evaluate;
import static org.realmscope.adapter.SourceSession.frames;
import static org.realmscope.adapter.SourceSession.launched;
import static org.realmscope.adapter.SourceSession.line;
import static org.realmscope.adapter.SourceSession.named;
import static org.realmscope.adapter.SourceSession.names;
import static org.realmscope.adapter.SourceSession.scope;
import static org.realmscope.adapter.SourceSession.text;
import static org.realmscope.adapter.SourceSession.variables;
import static org.realmscope.adapter.WireClient.frame;
import static org.realmscope.adapter.WireClient.list;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients see of variables, registers and code of programs, and change. */
class ValueTranscriptTest {
    @Test
    void structuresArraysAndPointersUnfoldAndArePaged() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            JsonObject top = frames(client, 2).getFirst();

            JsonObject vcpu = named(variables(client, scope(client, top, "Arguments")), "vcpu");
            assertEquals("struct kvm_vcpu *", text(vcpu, "type"));
            List<JsonObject> members = variables(client, vcpu);
            assertEquals("true", text(named(members, "in_use"), "value"));
            assertEquals("KVM_MP_STATE_RUNNABLE", text(named(members, "mp_state"), "value"));
            JsonObject gprs = named(members, "reset_gprs");
            assertEquals(8, gprs.get("indexedVariables").getAsInt());
            assertEquals("vcpu->reset_gprs", text(gprs, "evaluateName"));
            List<JsonObject> page = list(
                    client.request(
                            "variables",
                            "{\"variablesReference\": " + gprs.get("variablesReference")
                                    + ", \"filter\": \"indexed\", \"start\": 6, \"count\": 5}"),
                    "variables");
            assertEquals(List.of("[6]", "[7]"), names(page));
            assertEquals("vcpu->reset_gprs[7]", text(page.getLast(), "evaluateName"));
            String at = text(named(members, "vcpu_id"), "memoryReference");
            assertEquals(
                    "AAAAAA==",
                    text(client.request("readMemory", "{\"memoryReference\": \"" + at + "\", \"count\": 4}"), "data"));
            String asked = "{\"expression\": \"fault_ipa\", \"frameId\": " + top.get("id") + "%s}";
            assertEquals("0x200000", text(client.request("evaluate", asked.formatted("")), "result"));
            assertEquals(
                    "2097152",
                    text(client.request("evaluate", asked.formatted(", \"format\": {\"hex\": false}")), "result"));
            JsonObject arguments = scope(client, top, "Arguments");
            assertEquals("0x200000", text(named(variables(client, arguments), "fault_ipa"), "value"));
            JsonObject hexadecimal = client.request(
                    "variables",
                    "{\"variablesReference\": " + arguments.get("variablesReference")
                            + ", \"format\": {\"hex\": true}}");
            assertEquals("0x4", text(named(list(hexadecimal, "variables"), "fault_status"), "value"));
        }
    }

    @Test
    void variablesAndRegistersCanBeChanged() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            JsonObject top = frames(client, 2).getFirst();
            String locals =
                    "{\"variablesReference\": " + scope(client, top, "Locals").get("variablesReference");
            JsonObject set = client.request("setVariable", locals + ", \"name\": \"ret\", \"value\": \"-14\"}");
            assertEquals("-14", text(set, "value"));
            client.request("setVariable", locals + ", \"name\": \"write_fault\", \"value\": \"true\"}");
            client.request("setVariable", locals + ", \"name\": \"prot\", \"value\": \"KVM_PGTABLE_PROT_R\"}");
            assertEquals(
                    1004,
                    client.error("setVariable", locals + ", \"name\": \"ret\", \"value\": \"0x100000000\"}")
                            .get("id")
                            .getAsInt());

            assertEquals("-14", text(evaluate(client, top, "ret"), "result"));
            assertEquals("true", text(evaluate(client, top, "write_fault"), "result"));
            assertEquals("KVM_PGTABLE_PROT_R", text(evaluate(client, top, "prot"), "result"));
            String id = ", \"frameId\": " + top.get("id") + "}";
            client.request(
                    "setExpression", "{\"expression\": \"vcpu->reset_gprs[3]\", \"value\": \"0x123456789\"" + id);
            assertEquals("0x123456789", text(evaluate(client, top, "vcpu->reset_gprs[3]"), "result"));
            assertEquals("0x0", text(evaluate(client, top, "vcpu->reset_gprs[4]"), "result"));
            client.request("setExpression", "{\"expression\": \"$x3\", \"value\": \"7\"" + id);
            assertEquals("0x0000000000000007", text(evaluate(client, top, "$x3"), "result"));
            assertEquals(
                    1004,
                    client.error("setExpression", "{\"expression\": \"*memslot\", \"value\": \"7\"" + id)
                            .get("id")
                            .getAsInt());
        }
    }

    @Test
    void registersOfAnOuterFrameAreThoseThatItWillHaveAgain() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            JsonObject outer = frame(client, 2, "vcpu_main");

            String pc = text(named(variables(client, scope(client, outer, "Registers")), "PC"), "value");

            assertEquals(
                    Long.decode(pc),
                    Long.decode(text(outer, "instructionPointerReference").replace("EL2N:", "")));
        }
    }

    @Test
    void registersOfAnOuterFrameAreChangedWhereTheyAreSaved() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            JsonObject outer = frame(client, 2, "vcpu_main");
            int registers =
                    scope(client, outer, "Registers").get("variablesReference").getAsInt();
            assertTrue(named(variables(client, scope(client, outer, "Registers")), "X3")
                    .toString()
                    .contains("readOnly"));

            client.request("setVariable", change(registers, "X20", "0x1234"));

            assertEquals(2006, id(client.error("setVariable", change(registers, "X3", "1"))));
            assertEquals(2006, id(client.error("setVariable", change(registers, "SP", "1"))));
            JsonObject again = frame(client, 2, "vcpu_main");
            assertEquals(
                    "0x0000000000001234",
                    text(named(variables(client, scope(client, again, "Registers")), "X20"), "value"));
        }
    }

    @Test
    void vectorRegistersAndFieldsOfSystemRegistersCanBeChanged() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            JsonObject top = frames(client, 2).getFirst();
            int vectors = scope(client, top, "Registers: vector")
                    .get("variablesReference")
                    .getAsInt();
            String all = "0x0123456789abcdef_fedcba9876543210";
            assertEquals(all, text(client.request("setVariable", change(vectors, "V3", all)), "value"));
            assertEquals(all, text(evaluate(client, top, "$v3"), "result"));
            assertEquals(1004, id(client.error("setVariable", change(vectors, "V3", "0x1" + all.substring(2)))));

            JsonObject esr = named(variables(client, scope(client, top, "Registers: EL2")), "ESR_EL2");
            int fields = esr.get("variablesReference").getAsInt();
            client.request("setVariable", change(fields, "EC", "0x24"));
            client.request("setVariable", change(fields, "IL", "1"));

            assertEquals(1004, id(client.error("setVariable", change(fields, "EC", "0x40"))));
            long value = Long.decode(text(evaluate(client, top, "$ESR_EL2"), "result"));
            assertEquals(0x92, value >>> 24);
        }
    }

    private static String change(int container, String name, String value) {
        return "{\"variablesReference\": %d, \"name\": \"%s\", \"value\": \"%s\"}".formatted(container, name, value);
    }

    private static int id(JsonObject error) {
        return error.get("id").getAsInt();
    }

    @Test
    void completionsAreVariablesMembersAndCommands() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            String id = "\"frameId\": " + frames(client, 2).getFirst().get("id");

            assertEquals(List.of("rec_page", "run"), completions(client, id, "vcpu->arch.rec.r"));
            assertTrue(completions(client, id, "1 + fault").contains("fault_ipa"));
            assertEquals(List.of("decode"), completions(client, id, "deco"));
            assertEquals(List.of("descriptor"), completions(client, id, "decode desc"));
        }
    }

    private static List<String> completions(WireClient client, String frameId, String text) {
        JsonObject answer = client.request(
                "completions",
                "{" + frameId + ", \"text\": \"" + text + "\", \"column\": " + (text.length() + 1) + "}");
        return list(answer, "targets").stream().map(each -> text(each, "label")).toList();
    }

    @Test
    void disassemblyHasSymbolsAndLines() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            String pc = text(frames(client, 2).getFirst(), "instructionPointerReference");

            JsonObject first = list(
                            client.request(
                                    "disassemble", "{\"memoryReference\": \"" + pc + "\", \"instructionCount\": 3}"),
                            "instructions")
                    .getFirst();

            assertTrue(text(first, "symbol").startsWith("user_mem_abort+"));
            assertEquals(
                    line(MMU, "struct kvm *kvm = vcpu->kvm;"), first.get("line").getAsInt());
            assertEquals(MMU.toString(), text(first.getAsJsonObject("location"), "path"));
        }
    }
}
