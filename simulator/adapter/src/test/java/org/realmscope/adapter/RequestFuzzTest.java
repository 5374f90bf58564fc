package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with arguments that mean nothing are refused as the client's mistake, and nothing breaks. */
class RequestFuzzTest {
    private static final int ROUNDS = 400;
    private static final int INTERNAL = 9001;

    /** Requests that end the session. */
    private static final Set<String> LAST = Set.of("disconnect", "terminate", "restart");

    private static final List<String> NAMES = List.of(
            "threadId",
            "frameId",
            "variablesReference",
            "expression",
            "name",
            "value",
            "memoryReference",
            "offset",
            "count",
            "instructionCount",
            "instructionOffset",
            "data",
            "breakpoints",
            "filters",
            "source",
            "path",
            "line",
            "realm",
            "ipa",
            "level",
            "moment",
            "base",
            "end",
            "fault",
            "target",
            "call",
            "function",
            "hitCondition",
            "condition",
            "dataId",
            "start",
            "text",
            "column",
            "granularity",
            "program",
            "pe",
            "from",
            "filter");

    private static final List<String> TEXTS = List.of(
            "",
            "realm0",
            "realm99",
            "0x200000",
            "-1",
            "0xffffffffffffffff",
            "EL1R:0x1000",
            "pa(ns):0x42000000",
            "pa(moon):1",
            "ipa(realm0):0x200000",
            "X0",
            "decode",
            "decode esr 1 2 3",
            "RMI_*",
            "% 0",
            "fault",
            "1.2",
            "((",
            "instruction",
            "rtt realm0 0x200000",
            "granule",
            "\u0000");

    private static JsonElement value(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 4 : 6)) {
            case 0 -> new JsonPrimitive(TEXTS.get(random.nextInt(TEXTS.size())));
            case 1 -> new JsonPrimitive(random.nextInt(5) - 1);
            case 2 -> new JsonPrimitive(random.nextInt());
            case 3 -> random.nextInt(4) == 0 ? JsonNull.INSTANCE : new JsonPrimitive(random.nextBoolean());
            case 4 -> {
                JsonArray array = new JsonArray();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(value(random, depth + 1));
                }
                yield array;
            }
            default -> object(random, depth + 1);
        };
    }

    private static JsonObject object(Random random, int depth) {
        JsonObject object = new JsonObject();
        for (int i = random.nextInt(6); i > 0; i--) {
            object.add(NAMES.get(random.nextInt(NAMES.size())), value(random, depth));
        }
        return object;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void argumentsThatMeanNothingAreNoErrorOfTheAdapters(long seed) {
        Random random = new Random(seed);
        List<String> commands = HandlerTableTest.table().commands().stream()
                .filter(command -> !LAST.contains(command))
                .toList();
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            for (int round = 0; round < ROUNDS; round++) {
                String command = commands.get(random.nextInt(commands.size()));
                String arguments = object(random, 0).toString();
                JsonObject response = client.response(client.send(command, arguments));
                if (!response.get("success").getAsBoolean()) {
                    assertNotEquals(
                            INTERNAL,
                            response.getAsJsonObject("body")
                                    .getAsJsonObject("error")
                                    .get("id")
                                    .getAsInt(),
                            () -> "seed " + seed + ": " + command + " " + arguments + " gives " + response);
                }
            }
            assertTrue(
                    client.response(client.send("threads", "")).get("success").getAsBoolean());
        }
    }

    @Test
    void whatIsNoJsonOrNoMessageIsPassedOver() {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            for (String garbage : List.of("", "{", "[]", "7", "{\"type\": \"request\"}", "{\"seq\": \"x\"}")) {
                client.sendRaw(garbage);
            }
            assertEquals(
                    2, client.request("threads", "").getAsJsonArray("threads").size());
        }
    }
}
