package org.realmscope.scenario.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.scenario.run.ScenarioBuilder.results;
import static org.realmscope.scenario.run.ScenarioBuilder.stuck;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.HostSwitch;
import org.realmscope.scenario.model.SlotSetup;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmRule;

/** vCPUs that make no forward progress wait for what may help them. */
class ParkingTest {
    private static final int RFC = 0;
    private static final int TODAY = 1;
    private static final VmmRule.Trigger CALL = new VmmRule.Trigger.HostCall(1);

    private final ScenarioBuilder scenario = new ScenarioBuilder();

    private static String describe(ScenarioResult result) {
        return result.vcpus().stream().map(VcpuEnd::text).toList() + " " + result.expectations() + " "
                + result.untriggered();
    }

    private void loseAPage(GuestStep... further) {
        GuestStep[] steps = new GuestStep[2 + further.length];
        steps[0] = scenario.store(1, 0x20_0000);
        steps[1] = scenario.hostCall(1);
        System.arraycopy(further, 0, steps, 2, further.length);
        scenario.vcpu(steps).on(CALL, scenario.unmap(0x20_0000, 0x20_1000));
    }

    private GuestStep heal() {
        return setRipas(true, true);
    }

    private GuestStep setRipas(boolean ram, boolean destroyed) {
        return setRipas(0x20_0000, ram, destroyed);
    }

    private GuestStep setRipas(long page, boolean ram, boolean destroyed) {
        return new GuestStep.SetRipas(
                scenario.here(), "set_ripas", new AddressRange(page, page + 0x1000), ram, destroyed, null);
    }

    @ParameterizedTest
    @ValueSource(ints = {RFC, TODAY})
    void changeOfRipasThatDestroyedMemoryPreventsIsNoProgress(int behaviour) {
        scenario.set(HostSwitch.BEHAVIOUR, behaviour).backing(SlotSetup.Backing.GUEST_MEMFD);
        loseAPage(setRipas(false, false));
        ScenarioResult result =
                scenario.expectProgress(false).expectEnd(0, "stuck", 0).run();
        assertTrue(result.isMet(), () -> describe(result));
        assertEquals(RunEnd.COMPLETED, result.end());
        assertTrue(result.vcpus().getFirst().detail().startsWith("no progress: it asks for a change of RIPAS"));
    }

    @Test
    void changeOfRipasThatIsMadeAgainAndAgainIsProgress() {
        ScenarioResult result = scenario.vcpu(scenario.repeat(40, setRipas(true, false)))
                .expectProgress(true)
                .expectEnd(0, "ended", 0)
                .run();
        assertTrue(result.isMet(), () -> describe(result));
        assertEquals("ended", result.vcpus().getFirst().text());
    }

    @ParameterizedTest
    @ValueSource(ints = {RFC, TODAY})
    void changeOfRipasOfAPageInAnEntryThatHasItIsMade(int behaviour) {
        ScenarioResult result = scenario.set(HostSwitch.BEHAVIOUR, behaviour)
                .backing(SlotSetup.Backing.GUEST_MEMFD)
                .vcpu(setRipas(true, false), setRipas(0x40_1000, true, false), scenario.store(1, 0x40_1000))
                .expectEnd(0, "ended", 0)
                .run();
        assertTrue(result.isMet(), () -> describe(result));
    }

    @Test
    void ruleByTimeHealsAChangeOfRipasThatTheHostRefused() {
        int refused = 1_000;
        ScenarioResult result = scenario.vcpu(setRipas(true, false))
                .on(
                        new VmmRule.Trigger.Start(),
                        scenario.failRmi(RmiCommand.RTT_SET_RIPAS, 1, refused, RmiStatus.ERROR_INPUT.returnCode()))
                .on(
                        new VmmRule.Trigger.Time(1_000_000),
                        scenario.failRmi(RmiCommand.RTT_SET_RIPAS, refused, 1, RmiStatus.ERROR_INPUT.returnCode()))
                .expectProgress(false)
                .expectEnd(0, "ended", 0)
                .run();
        assertEquals("ended", result.vcpus().getFirst().text(), () -> describe(result));
    }

    @Test
    void rulesByTimeComeWhenEveryVcpuIsParked() {
        loseAPage(scenario.load(0x20_0000, stuck()));
        scenario.on(new VmmRule.Trigger.Time(2_000_000), scenario.read(0x30_0000, 0))
                .expectProgress(false)
                .expectEnd(0, "stuck", 0);
        ScenarioResult result = scenario.run();
        assertTrue(result.isMet(), () -> describe(result));
        assertEquals(List.of(), result.untriggered());
        assertTrue(result.instructions() > 2_000_000);
        // It has been tried again after the rule.
        FaultHistory faults = result.history().faults();
        assertTrue(faults.count() >= 32, () -> describe(result));
        assertEquals(
                ResolutionKind.PARKED, faults.fault(faults.count()).resolution().kind());
    }

    @Test
    void ruleByTimeHealsAParkedVcpu() {
        scenario.pes(3)
                .vcpu(scenario.hostCall(1), scenario.load(0x20_0000, results(0L)))
                .vcpu(true, scenario.waitForInterrupt(), heal())
                .on(CALL, scenario.unmap(0x20_0000, 0x20_1000))
                .on(
                        new VmmRule.Trigger.Time(1_000_000),
                        new VmmAction.Interrupt(scenario.here(), "interrupt", 0, 1, 27))
                .expectEnd(0, "ended", 0)
                .expectEnd(1, "ended", 0);
        ScenarioResult result = scenario.run();
        assertTrue(result.isMet(), () -> describe(result));
    }

    @Test
    void anotherVcpuHealsAParkedOne() {
        scenario.pes(3);
        loseAPage(scenario.load(0x20_0000, results(0L)));
        Integer nop = 0xd503_201f;
        scenario.vcpu(true, scenario.repeat(60_000, scenario.words(nop, nop)), heal())
                .expectEnd(0, "ended", 0)
                .expectEnd(1, "ended", 0)
                .expectProgress(false);
        ScenarioResult result = scenario.run();
        assertTrue(result.isMet(), () -> describe(result));
        assertEquals(RunEnd.COMPLETED, result.end());
    }
}
