package org.realmscope.scenario.trace;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.GuestAction;

/** Reads the steps of a modelled realm. */
final class GuestReader {
    /** Number of the zero register; those below are general ones. */
    private static final int ZR = 31;

    private final Function<String, UserError> error;

    /** @param error of the line, with what is wrong */
    GuestReader(Function<String, UserError> error) {
        this.error = error;
    }

    List<GuestAction> actions(@Nullable JsonElement steps) {
        if (steps == null || !steps.isJsonArray()) {
            throw error.apply("'steps' is missing");
        }
        List<GuestAction> actions = new ArrayList<>();
        for (JsonElement step : steps.getAsJsonArray()) {
            JsonElement action = step.isJsonObject() ? step.getAsJsonObject().get("action") : null;
            if (action == null || !action.isJsonObject()) {
                throw error.apply("a step has no 'action'");
            }
            JsonElement result = step.getAsJsonObject().get("res");
            boolean isSkipped = result != null
                    && result.isJsonObject()
                    && result.getAsJsonObject().has("skipped");
            actions.add(action(action.getAsJsonObject(), isSkipped));
        }
        return actions;
    }

    private GuestAction action(JsonObject action, boolean isSkipped) {
        String kind = text(action, "t");
        return switch (kind) {
            case "ld", "st" -> access(action, kind.equals("st"), isSkipped);
            case "exec" -> new GuestAction.Fetch(number(action, "ipa"));
            case "mwr" ->
                isSkipped ? new GuestAction.Nothing() : new GuestAction.Write(number(action, "ipa"), bytes(action));
            case "mrd" -> new GuestAction.Nothing();
            case "smc" -> new GuestAction.Call(registers(action));
            case "hvc" -> new GuestAction.Hvc((int) number(action, "imm"));
            case "wfi", "wfe" -> new GuestAction.Wait(kind.equals("wfi"));
            case "irq", "fiq" -> new GuestAction.Interrupt(kind.equals("fiq"));
            case "sync" ->
                new GuestAction.Trap(false, number(action, "esr"), number(action, "far"), number(action, "hpfar"));
            case "serror" -> new GuestAction.Trap(true, number(action, "esr"), 0, 0);
            case "sysreg" -> new GuestAction.SystemRegister(text(action, "name"), number(action, "val"));
            case "setx" -> new GuestAction.Register(upTo(ZR - 1, action, "n"), number(action, "val"));
            default -> throw error.apply("'%s' is nothing that a realm does in a trace".formatted(kind));
        };
    }

    private GuestAction access(JsonObject action, boolean isStore, boolean isSkipped) {
        int size = upTo(Long.BYTES, action, "size");
        if (Integer.bitCount(size) != 1) {
            throw error.apply("'size' is %d; 1, 2, 4 or 8 is expected".formatted(size));
        }
        return new GuestAction.Access(
                isStore,
                number(action, "ipa"),
                size,
                upTo(ZR, action, "rt"),
                isStore ? number(action, "val") : 0,
                action.has("se") && number(action, "se") != 0,
                number(action, "sf") != 0,
                number(action, "isv") != 0,
                isSkipped);
    }

    // --- values

    private String text(JsonObject of, String name) {
        JsonElement value = of.get(name);
        if (value == null || !value.isJsonPrimitive()) {
            throw error.apply("'%s' is missing".formatted(name));
        }
        return value.getAsString();
    }

    private long number(JsonObject of, String name) {
        String text = text(of, name);
        try {
            return text.startsWith("0x") ? Long.parseUnsignedLong(text, 2, text.length(), 16) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw error.apply("'%s' is '%s', which is no number".formatted(name, text));
        }
    }

    private int upTo(int largest, JsonObject of, String name) {
        long number = number(of, name);
        if (number < 0 || number > largest) {
            throw error.apply("'%s' is %d; 0 to %d is expected".formatted(name, number, largest));
        }
        return (int) number;
    }

    private Bytes bytes(JsonObject of) {
        String hex = text(of, "hex");
        try {
            return Bytes.of(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw error.apply("'hex' has something else than pairs of hexadecimal digits");
        }
    }

    private List<Long> registers(JsonObject of) {
        List<Long> x = numbers(of, "x");
        if (x.size() > ZR) {
            throw error.apply("'x' has %d registers; there are %d".formatted(x.size(), ZR));
        }
        return x;
    }

    private List<Long> numbers(JsonObject of, String name) {
        JsonElement value = of.get(name);
        if (value == null || !value.isJsonArray()) {
            throw error.apply("'%s' is missing".formatted(name));
        }
        List<Long> numbers = new ArrayList<>();
        for (JsonElement item : value.getAsJsonArray()) {
            String text = item.isJsonPrimitive() ? item.getAsString() : "";
            try {
                numbers.add(Long.parseUnsignedLong(text, text.startsWith("0x") ? 2 : 0, text.length(), 16));
            } catch (NumberFormatException e) {
                throw error.apply("'%s' has '%s', which is no number".formatted(name, text));
            }
        }
        return numbers;
    }
}
