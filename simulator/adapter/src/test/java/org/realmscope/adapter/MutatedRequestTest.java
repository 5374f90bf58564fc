package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.realmscope.adapter.WireClient.list;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests of a session in which something is wrong: each is answered, none with an error of the adapter's own. VAR and
 * FRAME stand for numbers that the client has.
 */
class MutatedRequestTest {
    private static final int ROUNDS = 400;
    private static final int INTERNAL = 9001;

    private static final Set<String> MOVEMENTS = Set.of(
            "next",
            "stepIn",
            "stepOut",
            "stepBack",
            "restartFrame",
            "goto",
            "continue",
            "reverseContinue",
            "realmscope/goTo",
            "realmscope/runTo");

    private static final List<String> REQUESTS = """
        stackTrace {"threadId": 2, "startFrame": 0, "levels": 5}
        scopes {"frameId": FRAME}
        variables {"variablesReference": VAR, "start": 0, "count": 5, "filter": "named"}
        setVariable {"variablesReference": VAR, "name": "X3", "value": "1"}
        setVariable {"variablesReference": VAR, "name": "ret", "value": "1"}
        setExpression {"expression": "$x3", "value": "1", "frameId": FRAME}
        evaluate {"expression": "vcpu->arch", "frameId": FRAME, "context": "watch"}
        evaluate {"expression": "decode esr 0x92000046"}
        completions {"frameId": FRAME, "text": "vcpu->", "column": 7}
        readMemory {"memoryReference": "EL2N:0x42000000", "offset": 0, "count": 16}
        writeMemory {"memoryReference": "EL2N:0x4205d000", "offset": 0, "data": "AAAA"}
        disassemble {"memoryReference": "EL2N:0x42000000", "offset": 0, "instructionOffset": 0, \
        "instructionCount": 4}
        source {"source": {"path": "mmu.c", "sourceReference": 1}, "sourceReference": 1}
        modules {"startModule": 0, "moduleCount": 1}
        setBreakpoints {"source": {"path": "mmu.c"}, "breakpoints": [{"line": 131, "condition": "ret == 0", \
        "hitCondition": "1", "logMessage": "{ret}"}]}
        breakpointLocations {"source": {"path": "mmu.c"}, "line": 1, "endLine": 300}
        setFunctionBreakpoints {"breakpoints": [{"name": "RMI_*", "condition": "pe == 1", "hitCondition": "3"}]}
        setInstructionBreakpoints {"breakpoints": [{"instructionReference": "EL2N:0x42000000", "offset": 0}]}
        setExceptionBreakpoints {"filters": ["fault"], "filterOptions": [{"filterId": "fault", "condition": \
        "ipa == 0x200000"}]}
        dataBreakpointInfo {"name": "ret", "variablesReference": VAR, "frameId": FRAME, "bytes": 8}
        setDataBreakpoints {"breakpoints": [{"dataId": "memory EL2N:0x42034818 8", "accessType": "write"}]}
        gotoTargets {"source": {"path": "mmu.c"}, "line": 131}
        goto {"threadId": 2, "targetId": VAR}
        stepInTargets {"frameId": FRAME}
        locations {"locationReference": VAR}
        exceptionInfo {"threadId": 2}
        realmscope/machine {"moment": 1}
        realmscope/rttEntries {"realm": "realm0", "ipa": "0x200000", "level": 2, "moment": 1}
        realmscope/rttWalk {"realm": "realm0", "ipa": "0x200000"}
        realmscope/rttMap {"realm": "realm0", "base": "0x0", "end": "0x400000", "count": 10}
        realmscope/ripasMap {"realm": "realm0", "base": "0x0", "end": "0x400000", "count": 10}
        realmscope/granules {"base": "0x40000000", "end": "0x44000000", "count": 5}
        realmscope/compare {"before": 1, "after": 1, "realm": "realm0", "base": "0x0", "end": "0x400000", \
        "granules": true, "pe": 1}
        realmscope/faults {"start": 1, "count": 2, "newestFirst": true, "filter": {"realm": 0, "base": "0x0", \
        "half": "protected", "access": "write", "text": "x"}}
        realmscope/faults {"sort": "ipa", "descending": true, "offset": 0, "count": 2}
        realmscope/rmiCalls {"from": "1000.0", "count": 3, "name": "RMI_*", "failed": true, "newestFirst": \
        true, "fault": 1}
        realmscope/history {"start": 1, "count": 3, "filter": {"from": "0.0", "to": "99999.0", "kinds": \
        ["fault"], "function": "RMI_*", "base": "0x0", "end": "0x1000"}}
        realmscope/explain {"fault": 1}
        realmscope/openMoment {"moment": "1000.0"}
        realmscope/closeMoment {"moment": 2}
        realmscope/setBreakpoints {"breakpoints": [{"call": {"function": "RMI_RTT_*", "outcome": true, \
        "status": 4, "realm": "realm0", "base": "0x0", "end": "0x10000000"}, "condition": "index == 2", \
        "hitCondition": "1", "logMessage": "{call}"}]}
        realmscope/setBreakpoints {"breakpoints": [{"fault": {"base": "0x0", "end": "0x1000", "half": \
        "protected", "access": "write", "level": 3, "kind": "translation"}}, {"data": {"dataId": "ripas realm0 \
        0x0 0x1000", "access": "write"}}, {"hazard": "hostWarning"}]}
        cancel {"requestId": 1, "progressId": "x"}
        next {"threadId": 2, "granularity": "line"}
        stepIn {"threadId": 2, "targetId": VAR}
        stepBack {"threadId": 2, "granularity": "instruction"}
        restartFrame {"frameId": FRAME}
        realmscope/goTo {"moment": "70000.0", "fault": 1}
        realmscope/runTo {"target": "fault", "threadId": 2, "backwards": true}
        """.lines().toList();

    private static final List<String> ODD = """
        0
        -1
        2147483647
        -2147483648
        9007199254740992
        1.5
        null
        true
        ""
        "x"
        "0xffffffffffffffff"
        "18446744073709551615"
        "realm9"
        "moment(1) EL2N:0x42000000"
        "moment(9) X0"
        "pa(realm):0xffffffffffff0000"
        "(((((((("
        "1/0"
        "vcpu->vcpu->vcpu"
        "vcpu[99999999]"
        "{"
        "{}{}{"
        []
        [null]
        {}
        {"a": 1}
        "\\u0000"
        "RMI_*"
        "99999999999999999999.0"
        "rtt realm0 0x0"
        "memory EL2N:0xfffffffffffffff0 99999999"
        """.lines().toList();

    private final Random random = new Random();
    private String frame = "1";
    private String variables = "1";

    private <T> T any(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    /** Every object and list in a message, itself included. */
    private static List<JsonElement> holders(JsonElement element) {
        List<JsonElement> found = new ArrayList<>();
        if (element.isJsonObject() && !element.getAsJsonObject().isEmpty()) {
            found.add(element);
            element.getAsJsonObject().asMap().values().forEach(each -> found.addAll(holders(each)));
        } else if (element.isJsonArray() && !element.getAsJsonArray().isEmpty()) {
            found.add(element);
            element.getAsJsonArray().forEach(each -> found.addAll(holders(each)));
        }
        return found;
    }

    private void mutate(JsonObject message) {
        JsonElement odd = JsonParser.parseString(any(ODD));
        switch (any(holders(message))) {
            case JsonArray array -> array.set(random.nextInt(array.size()), odd);
            case JsonObject object -> {
                String name = any(List.copyOf(object.keySet()));
                if (random.nextInt(6) == 0) {
                    object.remove(name);
                } else {
                    object.add(name, odd);
                }
            }
            default -> throw new AssertionError();
        }
    }

    /** The numbers of a frame and of something that can be unfolded, if the machine stands where there are some. */
    private void look(WireClient client) {
        JsonObject trace = client.response(client.send("stackTrace", "{\"threadId\": 2}"));
        if (!trace.get("success").getAsBoolean()) {
            return;
        }
        frame = any(list(trace.getAsJsonObject("body"), "stackFrames"))
                .get("id")
                .getAsString();
        List<JsonObject> scopes = list(client.request("scopes", "{\"frameId\": " + frame + "}"), "scopes");
        if (!scopes.isEmpty()) {
            variables = any(scopes).get("variablesReference").getAsString();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void requestInWhichSomethingIsWrongIsNoErrorOfTheAdapters(long seed) {
        random.setSeed(seed);
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            WireClient.atDataCreateUnknown(client);
            client.request("realmscope/openMoment", "{\"moment\": \"70000.0\"}");
            for (int round = 0; round < ROUNDS; round++) {
                if (round % 10 == 0) {
                    look(client);
                }
                String[] request = any(REQUESTS).split(" ", 2);
                JsonObject arguments = JsonParser.parseString(
                                request[1].replace("VAR", variables).replace("FRAME", frame))
                        .getAsJsonObject();
                mutate(arguments);
                client.skipToNow();
                JsonObject response = client.response(client.send(request[0], arguments.toString()));
                String what = "seed " + seed + ": " + request[0] + " " + arguments + " gives " + response;
                if (!response.get("success").getAsBoolean()) {
                    JsonElement id = response.getAsJsonObject("body")
                            .getAsJsonObject("error")
                            .get("id");
                    assertNotEquals(new JsonPrimitive(INTERNAL), id, what);
                } else if (MOVEMENTS.contains(request[0])) {
                    client.event("stopped");
                }
            }
            assertEquals(
                    new JsonPrimitive(true),
                    client.response(client.send("realmscope/version", "")).get("success"));
        }
    }
}
