package org.realmscope.adapter.debuggee;

import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.checkpoint.CheckpointPolicy;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.HostSetup;
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
 * @param overrides settings in place of the scenario's
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
        Overrides overrides,
        Map<String, Path> sourceMap,
        ImageChoice images) {
    private static final int MIB_SHIFT = 20;

    public LaunchOptions {
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
                Given.path(file),
                flag(arguments, "stopOnEntry", false),
                flag(arguments, "stopAtEnd", !noDebug),
                noDebug,
                number(arguments, "seed"),
                checkpoints(arguments),
                history(arguments),
                Overrides.of(arguments.get("overrides")),
                sourceMap(arguments.get("sourceMap")),
                new ImageChoice(text(arguments.get("rmm")), text(arguments.get("host"))));
    }

    private static CheckpointPolicy checkpoints(Map<String, Object> arguments) {
        Long interval = number(arguments, "checkpointInterval");
        if (interval != null && interval <= 0) {
            throw invalid(
                    "'checkpointInterval' is %d; a positive number of instructions is expected".formatted(interval));
        }
        Long memory = mebibytes(arguments, "checkpointMemory");
        return new CheckpointPolicy(
                interval == null ? CheckpointPolicy.DEFAULT.interval() : interval,
                memory == null ? CheckpointPolicy.DEFAULT.memoryCap() : memory << MIB_SHIFT);
    }

    private static HistoryLimits history(Map<String, Object> arguments) {
        HistoryLimits limits = HistoryLimits.DEFAULT;
        Long faults = mebibytes(arguments, "historyMemory");
        if (faults != null) {
            limits = limits.withFaultBytes(faults << MIB_SHIFT);
        }
        Long timeline = mebibytes(arguments, "timelineMemory");
        return timeline == null ? limits : limits.withTimelineBytes(timeline << MIB_SHIFT);
    }

    private static @Nullable Long mebibytes(Map<String, Object> arguments, String name) {
        Long memory = number(arguments, name);
        if (memory != null && (memory <= 0 || memory > Long.MAX_VALUE >> MIB_SHIFT)) {
            throw invalid("'%s' is %d; a positive number of MiB is expected".formatted(name, memory));
        }
        return memory;
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
            directories.put(String.valueOf(entry.getKey()), Given.path(directory));
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
        return new Scenario(
                scenario.file(),
                scenario.title(),
                overrides.platform(scenario.platform()),
                overrides.rmm(images.rmm(scenario.rmm())),
                images.host(new HostSetup(scenario.host().image(), overrides.switches(scenario))),
                scenario.realms(),
                scenario.rules(),
                scenario.expectations());
    }

    /**
     * Checks that nothing is said that means something to scenarios only.
     *
     * @throws UserError if something is
     */
    void checkForTrace() {
        String name = !overrides.isEmpty()
                ? "overrides"
                : images.rmm() != null ? "rmm" : images.host() != null ? "host" : seed != null ? "seed" : null;
        if (name != null) {
            throw invalid("'%s' is for scenarios; %s is a conformance trace, which says itself what runs"
                    .formatted(name, program));
        }
    }

    /** How the scenario is run. */
    ScenarioRun.Options runOptions(Scenario scenario) {
        ScenarioRun.Options options =
                ScenarioRun.Options.of(scenario).withCheckpoints(checkpoints).withHistory(history);
        return seed == null ? options : options.withSeed(seed);
    }
}
