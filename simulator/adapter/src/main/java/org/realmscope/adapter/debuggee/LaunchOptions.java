package org.realmscope.adapter.debuggee;

import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.PlatformSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.run.ScenarioRun;

/**
 * How a machine is launched.
 *
 * @param program file of a scenario or of a conformance trace
 * @param stopOnEntry stop at reset instead of running
 * @param stopAtEnd stop where the run ends, from where it can be looked at and gone back, instead of terminating
 * @param noDebug run to the end, whatever the breakpoints
 * @param seed of the schedule; null for the scenario's
 * @param checkpoints how much of the past can be gone back to
 * @param history how much of what happens is recorded
 * @param overrides values of the scenario's {@code platform} by name
 * @param sourceMap directories of sources by how their paths begin in debug information
 * @param images RMM and host in place of the scenario's
 */
public record LaunchOptions(
        Path program,
        boolean stopOnEntry,
        boolean stopAtEnd,
        boolean noDebug,
        @Nullable Long seed,
        CheckpointPolicy checkpoints,
        HistoryLimits history,
        Map<String, Long> overrides,
        Map<String, Path> sourceMap,
        ImageChoice images) {
    private static final List<String> OVERRIDES = List.of("pes", "dram", "quantum", "limit");
    private static final int MIB_SHIFT = 20;

    public LaunchOptions {
        overrides = Map.copyOf(overrides);
        sourceMap = Collections.unmodifiableMap(new LinkedHashMap<>(sourceMap));
    }

    /**
     * The arguments of a {@code launch} request. Names that mean nothing here are the client's own.
     *
     * @throws UserError if a value cannot be used
     */
    public static LaunchOptions of(Map<String, Object> arguments) {
        String file = text(arguments.get("program"));
        if (file == null || file.isEmpty()) {
            throw invalid("launch needs 'program', the file of a scenario (*.rme) or of a conformance trace (*.jsonl)");
        }
        boolean noDebug = flag(arguments, "noDebug", false);
        return new LaunchOptions(
                Path.of(file),
                flag(arguments, "stopOnEntry", false),
                flag(arguments, "stopAtEnd", !noDebug),
                noDebug,
                number(arguments, "seed"),
                checkpoints(arguments),
                history(arguments),
                overrides(arguments.get("overrides")),
                sourceMap(arguments.get("sourceMap")),
                new ImageChoice(text(arguments.get("rmm")), text(arguments.get("host"))));
    }

    private static CheckpointPolicy checkpoints(Map<String, Object> arguments) {
        Long interval = number(arguments, "checkpointInterval");
        Long memory = number(arguments, "checkpointMemory");
        return new CheckpointPolicy(
                interval == null ? CheckpointPolicy.DEFAULT.interval() : interval,
                memory == null ? CheckpointPolicy.DEFAULT.memoryCap() : memory << MIB_SHIFT);
    }

    private static HistoryLimits history(Map<String, Object> arguments) {
        Long memory = number(arguments, "historyMemory");
        if (memory != null && memory <= 0) {
            throw invalid("'historyMemory' is " + memory + "; a positive number of MiB is expected");
        }
        return memory == null ? HistoryLimits.DEFAULT : HistoryLimits.DEFAULT.withFaultBytes(memory << MIB_SHIFT);
    }

    private static Map<String, Long> overrides(@Nullable Object value) {
        Map<String, Long> overrides = new TreeMap<>();
        if (value == null) {
            return overrides;
        }
        if (!(value instanceof Map<?, ?> given)) {
            throw invalid("'overrides' is no object with names of " + OVERRIDES);
        }
        for (Map.Entry<?, ?> entry : given.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (!OVERRIDES.contains(name)) {
                throw invalid("'overrides' has '%s'; what can be overridden is %s".formatted(name, OVERRIDES));
            }
            overrides.put(name, number("overrides." + name, entry.getValue()));
        }
        return overrides;
    }

    private static Map<String, Path> sourceMap(@Nullable Object value) {
        Map<String, Path> directories = new LinkedHashMap<>();
        if (value == null) {
            return directories;
        }
        if (!(value instanceof Map<?, ?> given)) {
            throw invalid("'sourceMap' is no object with directories by how paths of sources begin");
        }
        for (Map.Entry<?, ?> entry : given.entrySet()) {
            String directory = text(entry.getValue());
            if (directory == null) {
                throw invalid("'sourceMap.%s' is no directory".formatted(entry.getKey()));
            }
            directories.put(String.valueOf(entry.getKey()), Path.of(directory));
        }
        return directories;
    }

    private static boolean flag(Map<String, Object> arguments, String name, boolean absent) {
        Object value = arguments.get(name);
        return switch (value) {
            case null -> absent;
            case Boolean flag -> flag;
            case JsonPrimitive json when json.isBoolean() -> json.getAsBoolean();
            default -> throw invalid("'%s' is %s; true or false is expected".formatted(name, value));
        };
    }

    private static @Nullable Long number(Map<String, Object> arguments, String name) {
        Object value = arguments.get(name);
        return value == null ? null : (Long) number(name, value);
    }

    private static long number(String name, @Nullable Object value) {
        try {
            return switch (value) {
                case Number number when number.doubleValue() == number.longValue() -> number.longValue();
                case String digits -> Long.decode(digits.replace("_", ""));
                case JsonPrimitive json -> Long.decode(json.getAsString());
                case null, default -> throw new NumberFormatException();
            };
        } catch (NumberFormatException e) {
            throw invalid("'%s' is %s; a whole number is expected".formatted(name, value));
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case JsonPrimitive json when json.isString() -> json.getAsString();
            case null, default -> null;
        };
    }

    private static UserError invalid(String message) {
        return new UserError(UserError.Code.PARAMETER_INVALID, message);
    }

    /** The scenario with what is overridden. */
    Scenario override(Scenario scenario) {
        PlatformSetup platform = scenario.platform();
        TreeSet<String> negative = new TreeSet<>(overrides.keySet());
        negative.removeIf(name -> overrides.getOrDefault(name, 0L) > 0);
        if (!negative.isEmpty()) {
            throw invalid("'overrides.%s' must be positive".formatted(negative.first()));
        }
        PlatformSetup changed = new PlatformSetup(
                platform.dramPosition(),
                (int) Math.min(overrides.getOrDefault("pes", (long) platform.pes()), Integer.MAX_VALUE),
                overrides.getOrDefault("dram", platform.dram()),
                platform.seed(),
                overrides.getOrDefault("quantum", platform.quantum()),
                overrides.getOrDefault("limit", platform.limit()));
        return new Scenario(
                scenario.file(),
                scenario.title(),
                changed,
                images.rmm(scenario.rmm()),
                images.host(scenario.host()),
                scenario.realms(),
                scenario.rules(),
                scenario.expectations());
    }

    /** How the scenario is run. */
    ScenarioRun.Options runOptions(Scenario scenario) {
        ScenarioRun.Options options =
                ScenarioRun.Options.of(scenario).withCheckpoints(checkpoints).withHistory(history);
        return seed == null ? options : options.withSeed(seed);
    }
}
