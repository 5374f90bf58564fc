package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import static org.realmscope.adapter.WireClient.frame;
import static org.realmscope.adapter.WireClient.list;
import static org.realmscope.adapter.WireClient.moment;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a frame can be asked besides its variables. */
class FrameTranscriptTest {
    private static final String SEVERAL_CALLS =
            "write_fault = kvm_is_write_fault(vcpu) || is_write_without_syndrome(vcpu, fault_status);";

    private static String ofFrame(JsonObject frame) {
        return "{\"frameId\": " + frame.get("id") + "}";
    }

    @Test
    void restartFrameGoesBackToWhereTheFunctionWasEntered() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            WireClient.atDataCreateUnknown(client);
            JsonObject handler = frame(client, 2, "kvm_handle_guest_abort");
            assertTrue(handler.get("canRestart").getAsBoolean());

            JsonObject stopped = client.stopAfter("restartFrame", ofFrame(handler));

            assertEquals("restart", text(stopped, "reason"));
            JsonObject top = frames(client, 2).getFirst();
            assertEquals("kvm_handle_guest_abort, Non-secure EL2", text(top, "name"));
            assertEquals(
                    1 + line(MMU, "int kvm_handle_guest_abort(struct kvm_vcpu *vcpu)"),
                    top.get("line").getAsInt());
            String entry = moment(client);
            client.stopAfter("restartFrame", ofFrame(top));
            assertEquals(entry, moment(client));
        }
    }

    @Test
    void realmFunctionThatTheHostHandlesAFaultOfCanBeRestarted() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            WireClient.atDataCreateUnknown(client);

            client.stopAfter("restartFrame", ofFrame(frame(client, 2, "vcpu0")));

            assertEquals("vcpu0, Realm EL1", text(frames(client, 2).getFirst(), "name"));
        }
    }

    @Test
    void onlyFunctionsCanBeRestarted() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            WireClient.atDataCreateUnknown(client);
            JsonObject command = frames(client, 2).getFirst();
            JsonObject inlined = frame(client, 2, "rmi_call");

            assertFalse(command.get("canRestart").getAsBoolean());
            assertFalse(inlined.get("canRestart").getAsBoolean());
            assertEquals(
                    2003,
                    client.error("restartFrame", ofFrame(command)).get("id").getAsInt());
            JsonObject past = client.request("realmscope/openMoment", "{\"fault\": 1}");
            int thread = past.getAsJsonArray("threads").get(1).getAsInt();
            JsonObject old = frame(client, thread, "vcpu0");
            assertFalse(old.get("canRestart").getAsBoolean());
            assertEquals(
                    2006, client.error("restartFrame", ofFrame(old)).get("id").getAsInt());
        }
    }

    @Test
    void stepIntoCanChooseAmongTheCallsOfALine() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            client.request(
                    "setBreakpoints",
                    "{\"source\": {\"path\": \"%s\"}, \"breakpoints\": [{\"line\": %d}]}"
                            .formatted(MMU, line(MMU, SEVERAL_CALLS)));
            client.stopAfter("continue", "{\"threadId\": 1}");
            JsonObject top = frames(client, 2).getFirst();
            List<JsonObject> targets = list(client.request("stepInTargets", ofFrame(top)), "targets");
            assertEquals(
                    List.of("kvm_is_write_fault", "is_write_without_syndrome"),
                    targets.stream().map(target -> text(target, "label")).toList());
            assertEquals(
                    List.of(),
                    list(client.request("stepInTargets", ofFrame(frame(client, 2, "vcpu_main"))), "targets"));

            client.stopAfter(
                    "stepIn",
                    "{\"threadId\": 2, \"targetId\": " + targets.getLast().get("id") + "}");

            assertEquals(
                    "is_write_without_syndrome, Non-secure EL2",
                    text(frames(client, 2).getFirst(), "name"));
            assertEquals(
                    2003,
                    client.error("stepIn", "{\"threadId\": 2, \"targetId\": 1}")
                            .get("id")
                            .getAsInt());
        }
    }

    @Test
    void callThatTheLineDoesNotComeToEndsTheStepWithTheLine() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            client.request(
                    "setBreakpoints",
                    "{\"source\": {\"path\": \"%s\"}, \"breakpoints\": [{\"line\": %d}]}"
                            .formatted(MMU, line(MMU, SEVERAL_CALLS)));
            client.stopAfter("continue", "{\"threadId\": 1}");
            client.request(
                    "setExpression", "{\"expression\": \"vcpu->arch.fault.esr_el2\", \"value\": \"0x90000046\"}");
            List<JsonObject> targets = list(
                    client.request("stepInTargets", ofFrame(frames(client, 2).getFirst())), "targets");

            client.stopAfter(
                    "stepIn",
                    "{\"threadId\": 2, \"targetId\": " + targets.getLast().get("id") + "}");

            JsonObject now = frames(client, 2).getFirst();
            assertEquals("kvm_handle_guest_abort, Non-secure EL2", text(now, "name"));
            assertTrue(now.get("line").getAsInt() > line(MMU, SEVERAL_CALLS), now::toString);
        }
    }

    @Test
    void variablesSayWhereTheyAreDeclared() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            JsonObject top = frames(client, 2).getFirst();
            JsonObject vcpu = named(variables(client, scope(client, top, "Arguments")), "vcpu");

            JsonObject place = client.request(
                    "locations", "{\"locationReference\": " + vcpu.get("declarationLocationReference") + "}");

            assertEquals("mmu.c:" + line(MMU, "static int user_mem_abort(struct kvm_vcpu *vcpu"), place(place));
            assertEquals(
                    2003,
                    client.error("locations", "{\"locationReference\": " + top.get("id") + "}")
                            .get("id")
                            .getAsInt());
        }
    }

    @Test
    void framesOfAnOpenMomentAreOfItsMemory() {
        try (AdapterConnection connection = launched()) {
            WireClient client = connection.client();
            breakAtFunction(client, "user_mem_abort");
            JsonObject past = client.request("realmscope/openMoment", "{\"moment\": \"%s\"}".formatted(moment(client)));
            int thread = past.getAsJsonArray("threads").get(1).getAsInt();
            JsonObject top = frames(client, thread).getFirst();
            JsonObject locals = scope(client, top, "Locals");
            String memory = text(named(variables(client, locals), "ret"), "memoryReference");
            assertTrue(memory.startsWith("moment(1) EL2N:0x"), memory);
            assertTrue(text(top, "instructionPointerReference").startsWith("moment(1) EL2N:0x"), top::toString);

            client.request(
                    "writeMemory",
                    "{\"memoryReference\": \"%s\", \"data\": \"%s\"}"
                            .formatted(memory.substring("moment(1) ".length()), "q6urqw=="));

            String count = "\", \"count\": 4}";
            assertEquals(
                    "AAAAAA==",
                    text(client.request("readMemory", "{\"memoryReference\": \"" + memory + count), "data"));
            assertEquals("0", text(evaluate(client, top, "ret"), "result"));
            assertEquals(
                    text(past, "moment"),
                    text(client.request("evaluate", "{\"expression\": \"moment(1) moment\"}"), "result"));
            assertEquals(
                    2006,
                    client.error("writeMemory", "{\"memoryReference\": \"" + memory + "\", \"data\": \"AAAA\"}")
                            .get("id")
                            .getAsInt());
            List<String> symbols = names(List.of(frames(client, thread).getFirst()));
            assertEquals(List.of("user_mem_abort, Non-secure EL2"), symbols);
        }
    }
}
