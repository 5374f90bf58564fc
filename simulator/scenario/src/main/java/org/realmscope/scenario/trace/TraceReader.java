package org.realmscope.scenario.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.GuestAction;
import org.realmscope.scenario.model.Trace;

/** Reads conformance traces: a line of JSON each, the first of which says where it was recorded. */
public final class TraceReader {
    private static final int[] PA_WIDTHS = {32, 36, 40, 42, 44, 48, 52};
    /** S2SZ of RMI_FEATURES index 0, bits 7:0. */
    private static final int S2SZ_MASK = 0xff;

    private static final int DEFAULT_AUX = 16;

    private final String file;
    private int line = 1;

    private TraceReader(Path file) {
        this.file = file.toString();
    }

    /** Whether a file is one, by its name. */
    public static boolean isTrace(Path file) {
        String name = file.toString();
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
    }

    /**
     * Reads a file, compressed or not.
     *
     * @throws UserError if it cannot be read, is no trace, or has a line that cannot be run
     */
    public static Trace read(Path file) {
        try (BufferedReader lines = open(file)) {
            return new TraceReader(file).trace(lines);
        } catch (IOException e) {
            throw new UserError(UserError.Code.FILE_UNREADABLE, file + " cannot be read: " + e.getMessage());
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream content = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    }

    private Trace trace(BufferedReader lines) throws IOException {
        String first = lines.readLine();
        if (first == null) {
            throw error("the header of a trace is expected");
        }
        Trace.Platform platform = platform(object(first));
        List<Trace.Line> read = new ArrayList<>();
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            line++;
            read.add(entry(object(text)));
        }
        return new Trace(file, platform, read);
    }

    private UserError error(String what) {
        return new UserError(UserError.Code.SCENARIO_INVALID, "%s:%d: %s".formatted(file, line, what));
    }

    private JsonObject object(String text) {
        try {
            return JsonParser.parseString(text).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw error("a JSON object is expected");
        }
    }

    private Trace.Platform platform(JsonObject header) {
        JsonElement configuration = header.get("cfg");
        JsonObject cfg = configuration != null && configuration.isJsonObject()
                ? configuration.getAsJsonObject()
                : new JsonObject();
        long features = number(header, "features");
        int parange = cfg.has("parange") ? (int) number(cfg, "parange") : -1;
        if (parange >= PA_WIDTHS.length) {
            throw error("'parange' is " + parange);
        }
        return new Trace.Platform(
                number(header, "dram_base"),
                number(header, "dram_size"),
                features,
                parange < 0 ? (int) features & S2SZ_MASK : PA_WIDTHS[parange],
                !cfg.has("vmid16") || number(cfg, "vmid16") != 0,
                header.has("rec_aux_count") ? (int) number(header, "rec_aux_count") : DEFAULT_AUX);
    }

    private Trace.Line entry(JsonObject entry) {
        JsonElement op = entry.get("op");
        String name = op != null && op.isJsonPrimitive() ? op.getAsString() : "";
        return switch (name) {
            case "smc", "run" -> call(entry, false, List.of());
            case "guest" -> call(entry, true, new GuestReader(this::error).actions(entry.get("steps")));
            case "poke" ->
                entry.has("ignored") ? new Trace.Remark(line) : new Trace.Poke(line, number(entry, "pa"), bytes(entry));
            case "fill" ->
                entry.has("ignored")
                        ? new Trace.Remark(line)
                        : new Trace.Fill(line, number(entry, "pa"), number(entry, "len"), (int) number(entry, "byte"));
            case "peek" -> new Trace.Peek(line, number(entry, "pa"), bytes(entry));
            case "note", "rttdump", "gdump" -> new Trace.Remark(line);
            default -> throw error("'%s' is no operation of a trace".formatted(name));
        };
    }

    private Trace.Call call(JsonObject entry, boolean isModelled, List<GuestAction> guest) {
        return new Trace.Call(
                line, numbers(entry, "x"), numbers(entry, "ret"), exitReason(entry.get("exit")), isModelled, guest);
    }

    private @Nullable Integer exitReason(@Nullable JsonElement exit) {
        return exit != null && exit.isJsonObject() && exit.getAsJsonObject().has("exit_reason")
                ? (Integer) (int) number(exit.getAsJsonObject(), "exit_reason")
                : null;
    }

    // --- values

    private long number(JsonObject of, String name) {
        return number(name, of.get(name));
    }

    private long number(String name, @Nullable JsonElement value) {
        if (value == null || !value.isJsonPrimitive()) {
            throw error("'%s' is missing".formatted(name));
        }
        String text = value.getAsString();
        try {
            return text.startsWith("0x") ? Long.parseUnsignedLong(text, 2, text.length(), 16) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw error("'%s' is '%s', which is no number".formatted(name, text));
        }
    }

    private List<Long> numbers(JsonObject of, String name) {
        JsonElement value = of.get(name);
        if (value == null || !value.isJsonArray()) {
            throw error("'%s' is missing".formatted(name));
        }
        JsonArray items = value.getAsJsonArray();
        List<Long> numbers = new ArrayList<>();
        for (JsonElement item : items) {
            numbers.add(number(name, item));
        }
        return numbers;
    }

    private Bytes bytes(JsonObject of) {
        JsonElement hex = of.get("hex");
        try {
            if (hex != null && hex.isJsonPrimitive()) {
                return Bytes.of(HexFormat.of().parseHex(hex.getAsString()));
            }
        } catch (IllegalArgumentException e) {
            throw error("'hex' has something else than pairs of hexadecimal digits");
        }
        throw error("'hex' is missing");
    }
}
