package org.realmscope.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.UserError;

/** Which fields the lines of a trace have: a line that is not as the format says is the mistake of who wrote it. */
final class TraceFormat {
    /** The only version of the format. */
    private static final long VERSION = 1;
    /** X0 to X30. */
    private static final int MAX_REGISTERS = 31;
    /** Encodings of ID_AA64MMFR0_EL1.PARange up to 52 bits. */
    private static final int MAX_PA_RANGE = 6;

    /** What a field is. */
    private enum Kind {
        NUMBER("a number"),
        NUMBERS("an array of at most " + MAX_REGISTERS + " numbers"),
        BYTES("a string of hexadecimal bytes"),
        TEXT("a text"),
        OBJECT("an object"),
        OBJECTS("an array of objects"),
        ROWS("an array of arrays of six numbers");

        private final String expectation;

        Kind(String expectation) {
            this.expectation = expectation;
        }
    }

    private record Field(String name, Kind kind) {}

    private static final Field X = new Field("x", Kind.NUMBERS);
    private static final Field RET = new Field("ret", Kind.NUMBERS);
    private static final Field PA = number("pa");
    private static final Field IPA = number("ipa");
    private static final Field HEX = new Field("hex", Kind.BYTES);
    private static final Field LEN = number("len");
    private static final Field VAL = number("val");
    private static final List<Field> HEADER = List.of(
            number("format"),
            number("dram_base"),
            number("dram_size"),
            number("features"),
            new Field("cfg", Kind.OBJECT));
    private static final Map<String, List<Field>> OPERATIONS = Map.of(
            "smc", List.of(X, RET),
            "run", List.of(X, RET),
            "guest", List.of(X, RET, new Field("steps", Kind.OBJECTS)),
            "poke", List.of(PA, HEX),
            "fill", List.of(PA, LEN, number("byte")),
            "peek", List.of(PA, LEN, HEX),
            "rttdump", List.of(number("rd"), number("sl"), number("ipa_bits"), new Field("runs", Kind.ROWS)));
    private static final Map<String, List<Field>> ACTIONS = Map.ofEntries(
            Map.entry("ld", List.of(IPA, number("size"), number("rt"), number("se"), number("sf"), number("isv"))),
            Map.entry("st", List.of(IPA, number("size"), number("rt"), number("sf"), number("isv"), VAL)),
            Map.entry("exec", List.of(IPA)),
            Map.entry("smc", List.of(X)),
            Map.entry("hvc", List.of(number("imm"))),
            Map.entry("serror", List.of(number("esr"))),
            Map.entry("sync", List.of(number("esr"), number("far"), number("hpfar"))),
            Map.entry("sysreg", List.of(new Field("name", Kind.TEXT), VAL)),
            Map.entry("setx", List.of(number("n"), VAL)),
            Map.entry("mwr", List.of(IPA, HEX)),
            Map.entry("mrd", List.of(IPA, LEN)));

    private final String where;

    private TraceFormat(Path file, int line) {
        this.where = file + ":" + line + ": ";
    }

    private static Field number(String name) {
        return new Field(name, Kind.NUMBER);
    }

    /** @throws UserError if {@code header} is no header of this format */
    static void checkHeader(JsonObject header, Path file) {
        TraceFormat format = new TraceFormat(file, 1);
        if (!header.has("format") || !header.has("dram_base")) {
            throw format.error("the header of a conformance trace is expected, with format and dram_base");
        }
        format.check("the header", header, HEADER);
        if (Hex.parse(header.get("format")) != VERSION) {
            throw format.error("format 1 is expected, not " + header.get("format"));
        }
        JsonObject cfg = header.getAsJsonObject("cfg");
        format.checkValues("cfg", cfg);
        if (cfg.has("parange") && Long.compareUnsigned(Hex.parse(cfg.get("parange")), MAX_PA_RANGE) > 0) {
            throw format.error("parange of cfg: 0 to 6 is expected, not " + cfg.get("parange"));
        }
    }

    /** @throws UserError if {@code entry} lacks a field of its operation, or has one that is something else */
    static void checkLine(JsonObject entry, Path file, int line) {
        TraceFormat format = new TraceFormat(file, line);
        format.check("the line", entry, List.of(new Field("op", Kind.TEXT)));
        String operation = entry.get("op").getAsString();
        format.check(operation, entry, OPERATIONS.getOrDefault(operation, List.of()));
        if (entry.has("exit")) {
            format.check(operation, entry, List.of(new Field("exit", Kind.OBJECT)));
            format.checkValues("exit", entry.getAsJsonObject("exit"));
        }
        if (operation.equals("guest") || operation.equals("run")) {
            if (entry.getAsJsonArray("x").size() < 3) {
                throw format.error("x of " + operation + ": X0 to X2 are expected");
            }
        }
        if (operation.equals("guest")) {
            entry.getAsJsonArray("steps").forEach(step -> format.checkStep(step.getAsJsonObject()));
        }
    }

    private void checkStep(JsonObject step) {
        check("a step", step, List.of(new Field("action", Kind.OBJECT)));
        JsonObject action = step.getAsJsonObject("action");
        check("an action", action, List.of(new Field("t", Kind.TEXT)));
        String type = action.get("t").getAsString();
        check("the action " + type, action, ACTIONS.getOrDefault(type, List.of()));
        if (step.has("view")) {
            check("a step", step, List.of(new Field("view", Kind.OBJECT)));
            JsonObject view = step.getAsJsonObject("view");
            check("the view", view, List.of(new Field("x", Kind.NUMBERS)));
            checkValues("view", view);
        }
    }

    /** Every value is a number, an array of numbers, or an object of numbers. */
    private void checkValues(String owner, JsonObject object) {
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            JsonElement value = member.getValue();
            boolean good = value.isJsonObject()
                    ? value.getAsJsonObject().asMap().values().stream().allMatch(TraceFormat::isNumber)
                    : value.isJsonArray() ? areNumbers(value.getAsJsonArray()) : isNumber(value);
            if (!good) {
                throw error(member.getKey() + " of " + owner + ": numbers are expected, not " + value);
            }
        }
    }

    private void check(String owner, JsonObject object, List<Field> fields) {
        for (Field field : fields) {
            JsonElement value = object.get(field.name);
            if (!is(value, field.kind)) {
                throw error("%s of %s: %s is expected%s"
                        .formatted(field.name, owner, field.kind.expectation, value == null ? "" : ", not " + value));
            }
        }
    }

    private UserError error(String message) {
        return new UserError(UserError.Code.FILE_UNREADABLE, where + message);
    }

    private static boolean is(@Nullable JsonElement value, Kind kind) {
        if (value == null) {
            return false;
        }
        return switch (kind) {
            case NUMBER -> isNumber(value);
            case NUMBERS ->
                value.isJsonArray()
                        && value.getAsJsonArray().size() <= MAX_REGISTERS
                        && areNumbers(value.getAsJsonArray());
            case BYTES -> value.isJsonPrimitive() && value.getAsString().matches("([0-9a-fA-F]{2})*");
            case TEXT -> value.isJsonPrimitive();
            case OBJECT -> value.isJsonObject();
            case OBJECTS -> value.isJsonArray() && all(value.getAsJsonArray(), JsonElement::isJsonObject);
            case ROWS -> value.isJsonArray() && all(value.getAsJsonArray(), TraceFormat::isRow);
        };
    }

    private static boolean isRow(JsonElement value) {
        return value.isJsonArray() && value.getAsJsonArray().size() == 6 && areNumbers(value.getAsJsonArray());
    }

    private static boolean areNumbers(JsonArray array) {
        return all(array, TraceFormat::isNumber);
    }

    private static boolean all(JsonArray array, Predicate<JsonElement> test) {
        return array.asList().stream().allMatch(test);
    }

    private static boolean isNumber(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsString().matches("0x[0-9a-fA-F]{1,16}|-?[0-9]{1,18}");
    }
}
