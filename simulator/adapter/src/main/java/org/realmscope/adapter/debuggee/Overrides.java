package org.realmscope.adapter.debuggee;

import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.HostSwitch;
import org.realmscope.scenario.model.PlatformSetup;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RmmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.SwitchSetting;

/**
 * Settings in place of those of a scenario, by their names in it.
 *
 * @param numbers of {@code platform}; {@code dram} in bytes
 * @param switches of {@code host}
 * @param patternContent {@code unknown_content} of {@code rmm} as {@link RmmSetup} has it; null for the scenario's
 */
public record Overrides(
        Map<String, Long> numbers,
        Map<HostSwitch, Integer> switches,
        @Nullable Boolean patternContent) {
    private static final String ARGUMENT = "overrides";
    private static final List<String> NUMBERS = List.of("pes", "dram", "quantum", "limit");
    private static final String UNKNOWN_CONTENT = "unknown_content";
    private static final List<String> CONTENTS = List.of("zero", "pattern");
    private static final Pattern NUMBER =
            Pattern.compile("(?:0[xX]([0-9a-fA-F][0-9a-fA-F_]*)|([0-9][0-9_]*))\\s*([KMG]iB)?");
    private static final String UNITS = "KMG";
    private static final int UNIT_SHIFT = 10;
    private static final int HEXADECIMAL = 16;

    public Overrides {
        numbers = Map.copyOf(numbers);
        switches = Map.copyOf(switches);
    }

    /**
     * Reads what a client says.
     *
     * @param value an object, whose values are numbers and words; null for nothing
     * @throws UserError if a name or a value means nothing
     */
    static Overrides of(@Nullable Object value) {
        Map<String, Long> numbers = new TreeMap<>();
        Map<HostSwitch, Integer> switches = new EnumMap<>(HostSwitch.class);
        Boolean patternContent = null;
        if (value != null && !(value instanceof Map<?, ?>)) {
            throw invalid("'%s' is no object with settings of a scenario by their names".formatted(ARGUMENT));
        }
        for (Map.Entry<?, ?> entry :
                value instanceof Map<?, ?> given ? given.entrySet() : Map.of().entrySet()) {
            String name = String.valueOf(entry.getKey());
            String text = text(entry.getValue());
            Optional<HostSwitch> hostSwitch = hostSwitch(name);
            if (NUMBERS.contains(name)) {
                numbers.put(name, number(name, text));
            } else if (hostSwitch.isPresent()) {
                switches.put(hostSwitch.get(), word(name, text, hostSwitch.get().valueNames()));
            } else if (name.equals(UNKNOWN_CONTENT)) {
                patternContent = word(name, text, CONTENTS) > 0;
            } else {
                throw invalid("'%s' has '%s'; what can be overridden is %s".formatted(ARGUMENT, name, names()));
            }
        }
        return new Overrides(numbers, switches, patternContent);
    }

    private static List<String> names() {
        return Stream.concat(
                        Stream.concat(
                                NUMBERS.stream(), Stream.of(HostSwitch.values()).map(HostSwitch::text)),
                        Stream.of(UNKNOWN_CONTENT))
                .toList();
    }

    private static Optional<HostSwitch> hostSwitch(String name) {
        return Stream.of(HostSwitch.values())
                .filter(each -> each.text().equals(name))
                .findFirst();
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case JsonPrimitive json -> json.getAsString();
            case Number number when number.doubleValue() == number.longValue() -> Long.toString(number.longValue());
            case null, default -> String.valueOf(value);
        };
    }

    private static long number(String name, String text) {
        Matcher matcher = NUMBER.matcher(text.strip());
        try {
            if (matcher.matches()) {
                String unit = matcher.group(3);
                int shift = unit == null ? 0 : UNIT_SHIFT * (UNITS.indexOf(unit.charAt(0)) + 1);
                String hexadecimal = matcher.group(1);
                long number = hexadecimal == null
                        ? Long.parseLong(matcher.group(2).replace("_", ""))
                        : Long.parseLong(hexadecimal.replace("_", ""), HEXADECIMAL);
                if (number > 0 && number <= Long.MAX_VALUE >> shift) {
                    return number << shift;
                }
            }
        } catch (NumberFormatException tooLarge) {
            throw invalid("'%s.%s' is %s, which is too large".formatted(ARGUMENT, name, text));
        }
        throw invalid("'%s.%s' is %s; a positive number is expected, such as 4, 0x1000 or 64 MiB"
                .formatted(ARGUMENT, name, text));
    }

    private static int word(String name, String text, List<String> words) {
        int index = words.indexOf(text);
        if (index < 0) {
            throw invalid(
                    "'%s.%s' is %s; one of %s is expected".formatted(ARGUMENT, name, text, String.join(", ", words)));
        }
        return index;
    }

    private static UserError invalid(String message) {
        return new UserError(UserError.Code.PARAMETER_INVALID, message);
    }

    /** Whether nothing is overridden. */
    boolean isEmpty() {
        return numbers.isEmpty() && switches.isEmpty() && patternContent == null;
    }

    PlatformSetup platform(PlatformSetup scenario) {
        return new PlatformSetup(
                scenario.dramPosition(),
                (int) Math.min(numbers.getOrDefault("pes", (long) scenario.pes()), Integer.MAX_VALUE),
                numbers.getOrDefault("dram", scenario.dram()),
                scenario.seed(),
                numbers.getOrDefault("quantum", scenario.quantum()),
                numbers.getOrDefault("limit", scenario.limit()));
    }

    /** What the RMM leaves in pages; an RMM image does that as it likes. */
    RmmSetup rmm(RmmSetup scenario) {
        return patternContent == null ? scenario : new RmmSetup(scenario.image(), scenario.profile(), patternContent);
    }

    /**
     * The switches of a scenario with the others in place of theirs. {@link HostSwitch#BEHAVIOUR}, which sets them all,
     * comes before those of the scenario, and the rest behind them.
     */
    List<SwitchSetting> switches(Scenario scenario) {
        Position here = new Position(scenario.file(), 1, 1);
        List<SwitchSetting> settings = new ArrayList<>();
        Integer behaviour = switches.get(HostSwitch.BEHAVIOUR);
        if (behaviour != null) {
            settings.add(new SwitchSetting(here, HostSwitch.BEHAVIOUR, behaviour));
        }
        scenario.host().switches().stream()
                .filter(setting -> !switches.containsKey(setting.name()))
                .forEach(settings::add);
        for (HostSwitch each : HostSwitch.values()) {
            Integer value = switches.get(each);
            if (value != null && each != HostSwitch.BEHAVIOUR) {
                settings.add(new SwitchSetting(here, each, value));
            }
        }
        return settings;
    }
}
