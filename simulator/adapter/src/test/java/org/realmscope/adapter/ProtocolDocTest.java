package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;

/** The examples of {@code docs/protocol.md} are true. */
class ProtocolDocTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "protocol.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");

    private static List<JsonObject> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult match) ->
                        JsonParser.parseString(match.group(1)).getAsJsonObject())
                .toList();
    }

    @Test
    void examplesAreOneSession() throws IOException {
        try (AdapterConnection connection = AdapterConnection.launched()) {
            WireClient client = connection.client();
            JsonObject answer = new JsonObject();
            for (JsonObject example : examples()) {
                if (example.has("command")) {
                    client.skipToNow();
                    answer = client.request(
                            example.get("command").getAsString(),
                            example.has("arguments") ? example.get("arguments").toString() : "");
                } else if (example.has("event")) {
                    JsonObject event = client.event(example.get("event").getAsString());
                    check(example.get("body"), event, example.toString());
                } else {
                    check(example, answer, example.toString());
                }
            }
        }
    }

    @Test
    void everyRequestOfOurOwnHasAnExample() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        for (var field : Commands.class.getFields()) {
            if (field.getType() == Command.class) {
                try {
                    missing.add(((Command<?, ?>) field.get(null)).name());
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        missing.removeIf(name -> !name.startsWith("realmscope/"));
        assertTrue(missing.size() > 10);
        for (JsonObject example : examples()) {
            if (example.has("command")) {
                missing.remove(example.get("command").getAsString());
            }
        }
        assertEquals(new TreeSet<>(), missing);
    }

    @Test
    void tableOfRequestsSaysWhatIsSupported() throws IOException {
        String text = Files.readString(DOCUMENT);
        String table = text.substring(text.indexOf("## Requests of the protocol"));
        table = table.substring(0, table.indexOf("\n## ", 1));
        TreeMap<String, Boolean> said = new TreeMap<>();
        for (String line : table.lines().filter(each -> each.startsWith("| `")).toList()) {
            String[] cells = line.split("\\|");
            for (String name : cells[1].replace("`", "").strip().split(", ")) {
                assertNull(said.put(name, !cells[2].strip().startsWith("not supported")), name);
            }
        }

        TreeMap<String, Boolean> is = new TreeMap<>();
        HandlerTableTest.table().commands().stream()
                .filter(name -> !name.startsWith("realmscope/"))
                .forEach(name -> is.put(name, true));
        Commands.NOT_SUPPORTED.forEach(name -> is.put(name, false));
        assertEquals(is, said);
    }

    /** Whether everything that {@code expected} says is so. */
    private static void check(JsonElement expected, JsonElement actual, String where) {
        if (expected.isJsonPrimitive() && expected.getAsString().equals("...")) {
            return;
        }
        if (expected.isJsonObject()) {
            for (Map.Entry<String, JsonElement> entry :
                    expected.getAsJsonObject().entrySet()) {
                JsonElement value = actual.getAsJsonObject().get(entry.getKey());
                assertTrue(value != null, where + ": there is no " + entry.getKey() + " in " + actual);
                check(entry.getValue(), value, where + ", " + entry.getKey());
            }
        } else if (expected.isJsonArray()) {
            JsonArray items = expected.getAsJsonArray();
            boolean isOpen = !items.isEmpty()
                    && items.get(items.size() - 1).isJsonPrimitive()
                    && items.get(items.size() - 1).getAsString().equals("...");
            int count = items.size() - (isOpen ? 1 : 0);
            assertTrue(
                    isOpen
                            ? actual.getAsJsonArray().size() >= count
                            : actual.getAsJsonArray().size() == count,
                    where + ": " + actual);
            for (int i = 0; i < count; i++) {
                check(items.get(i), actual.getAsJsonArray().get(i), where + ", " + i);
            }
        } else {
            assertEquals(expected, actual, where);
        }
    }
}
