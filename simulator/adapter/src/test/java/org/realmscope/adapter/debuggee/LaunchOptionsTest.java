package org.realmscope.adapter.debuggee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.realmscope.machine.history.HistoryLimits;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.HostSetup;
import org.realmscope.scenario.model.HostSwitch;
import org.realmscope.scenario.model.PlatformSetup;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.RmmSetup;
import org.realmscope.scenario.model.Scenario;
import org.realmscope.scenario.model.SwitchSetting;

class LaunchOptionsTest {
    private static final Position WRITTEN = new Position("a.rme", 3, 8);

    private static LaunchOptions options(Map<String, Object> more) {
        Map<String, Object> arguments = new TreeMap<>(more);
        arguments.put("program", "a.rme");
        return LaunchOptions.of(arguments);
    }

    private static Scenario overridden(Map<String, Object> overrides) {
        return options(Map.of("overrides", overrides))
                .override(new Scenario(
                        "a.rme",
                        "a",
                        new PlatformSetup(2, 1 << 28, 1, 1000, 1 << 30),
                        new RmmSetup(null, "specification", false),
                        new HostSetup(
                                null,
                                List.of(
                                        new SwitchSetting(WRITTEN, HostSwitch.RACE, 1),
                                        new SwitchSetting(WRITTEN, HostSwitch.DEBUG_VM, 1))),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private static List<String> switches(Scenario scenario) {
        return scenario.host().switches().stream()
                .map(each -> each.name().text() + " " + each.name().valueNames().get(each.value()))
                .toList();
    }

    @Test
    void whatIsNotOverriddenStays() {
        Scenario scenario = overridden(Map.of("pes", 4));

        assertEquals(4, scenario.platform().pes());
        assertEquals(1 << 28, scenario.platform().dram());
        assertEquals(List.of("race today", "debug_vm on"), switches(scenario));
    }

    @Test
    void numbersAreDecimalUnlessTheySayOtherwise() {
        Scenario scenario = overridden(Map.of("pes", "010", "quantum", "0x10", "limit", "1_000"));

        assertEquals(10, scenario.platform().pes());
        assertEquals(16, scenario.platform().quantum());
        assertEquals(1000, scenario.platform().limit());
    }

    @Test
    void behaviourComesFirstAndTheOtherSwitchesLast() {
        Scenario scenario = overridden(Map.of("behaviour", "today", "race", "rfc", "unmap_alias", "both"));

        assertEquals(List.of("behaviour today", "debug_vm on", "race rfc", "unmap_alias both"), switches(scenario));
    }

    @Test
    void numbersMayBeTextsWithUnits() {
        Scenario scenario = overridden(Map.of("dram", "64 MiB", "quantum", "0x1_000", "limit", "10_000"));

        assertEquals(64 << 20, scenario.platform().dram());
        assertEquals(0x1000, scenario.platform().quantum());
        assertEquals(10_000, scenario.platform().limit());
    }

    @Test
    void contentOfPagesIsOfTheRmm() {
        assertEquals(
                new RmmSetup(null, "specification", true),
                overridden(Map.of("unknown_content", "pattern")).rmm());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "overrides", Map.of("race", "fast"), "'overrides.race' is fast; one of rfc, today is expected"),
                Arguments.of(
                        "overrides",
                        Map.of("pes", 0),
                        "'overrides.pes' is 0; a positive number is expected, such as 4, 0x1000 or 64 MiB"),
                Arguments.of(
                        "overrides",
                        Map.of("pes", 1.5),
                        "'overrides.pes' is 1.5; a positive number is expected, such as 4, 0x1000 or 64 MiB"),
                Arguments.of(
                        "overrides",
                        Map.of("limit", "99999999999999999999"),
                        "'overrides.limit' is 99999999999999999999, which is too large"),
                Arguments.of(
                        "overrides",
                        Map.of("colour", "red"),
                        "'overrides' has 'colour'; what can be overridden is [pes, dram, quantum, limit, behaviour,"
                                + " readonly_unprotected, block_mappings, age_unprotected, race, debug_vm,"
                                + " unmap_alias, unknown_content]"),
                Arguments.of(
                        "overrides", "pes 4", "'overrides' is no object with settings of a scenario by their names"),
                Arguments.of("historyMemory", -1, "'historyMemory' is -1; a positive number of MiB is expected"),
                Arguments.of("timelineMemory", 0, "'timelineMemory' is 0; a positive number of MiB is expected"),
                Arguments.of(
                        "checkpointInterval",
                        0,
                        "'checkpointInterval' is 0; a positive number of instructions is expected"),
                Arguments.of("seed", "x", "'seed' is x; a whole number is expected"),
                Arguments.of("stopOnEntry", "yes", "'stopOnEntry' is yes; true or false is expected"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsNamed(String argument, Object value, String message) {
        UserError error = assertThrows(UserError.class, () -> options(Map.of(argument, value)));

        assertEquals(message, error.getMessage());
    }

    @Test
    void historyHasALimitForFaultsAndOneForEverythingInItsOrder() {
        HistoryLimits limits =
                options(Map.of("historyMemory", 10, "timelineMemory", "20")).history();

        assertEquals(10L << 20, limits.faultBytes());
        assertEquals(20L << 20, limits.timelineBytes());
    }

    @Test
    void traceSaysItselfWhatRuns() {
        UserError error = assertThrows(
                UserError.class,
                () -> options(Map.of("overrides", Map.of("race", "today"))).checkForTrace());

        assertEquals(
                "'overrides' is for scenarios; a.rme is a conformance trace, which says itself what runs",
                error.getMessage());
    }
}
