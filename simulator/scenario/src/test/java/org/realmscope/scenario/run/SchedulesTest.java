package org.realmscope.scenario.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.HostSwitch;
import org.realmscope.scenario.model.Scenario;

class SchedulesTest {
    private static final Schedules.Runner RUNNER = new Schedules.Runner() {
        @Override
        public ScenarioResult run(ScenarioRun run) {
            return run.run();
        }

        @Override
        public boolean isStopped() {
            return false;
        }
    };

    /** Two vCPUs that store to the same pages: with {@code race rfc} the one that comes second may fail. */
    private static Scenario race(int today) {
        ScenarioBuilder builder = new ScenarioBuilder().pes(3).quantum(100).set(HostSwitch.RACE, today);
        GuestStep[] steps = LongStream.range(0, 12)
                .mapToObj(i -> builder.store(i, 0x40_0000 + i * 0x1000))
                .toArray(GuestStep[]::new);
        return builder.vcpu(true, steps)
                .vcpu(true, steps)
                .expectReports("warning", 0)
                .build();
    }

    private static Schedules explore(Scenario scenario, int count) {
        return Schedules.explore(scenario, ScenarioRun.Options.of(scenario), count, number -> {}, RUNNER);
    }

    @Test
    void schedulesThatDifferAreToldApart() {
        Scenario scenario = race(0);
        Schedules schedules = explore(scenario, 12);
        assertEquals(12, schedules.count());
        assertFalse(schedules.isMet());
        assertTrue(schedules.variants().size() > 1, () -> schedules.variants().toString());
        for (Schedules.Variant variant : schedules.variants()) {
            ScenarioResult again = ScenarioRun.of(
                            scenario,
                            ScenarioRun.Options.of(scenario)
                                    .withSeed(variant.seeds().getLast()))
                    .run();
            assertEquals(variant.signature(), Signature.of(again));
            assertEquals(variant.met(), again.isMet());
        }
    }

    @Test
    void schedulesThatShowTheSameAreOneVariant() {
        Schedules schedules = explore(race(1), 6);
        assertTrue(schedules.isMet(), () -> schedules.variants().toString());
        assertEquals(1, schedules.variants().size(), () -> schedules.variants().toString());
        assertEquals(6, schedules.variants().getFirst().seeds().size());
    }

    @Test
    void seedsAreDerivedFromTheFirstAndDiffer() {
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            seeds.add(Schedules.seed(7, i));
        }
        assertEquals(7, seeds.getFirst());
        assertEquals(100, seeds.stream().distinct().count());
    }
}
