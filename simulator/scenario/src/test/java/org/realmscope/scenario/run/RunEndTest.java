package org.realmscope.scenario.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.scenario.run.ScenarioBuilder.UNPROTECTED;
import static org.realmscope.scenario.run.ScenarioBuilder.abort;
import static org.realmscope.scenario.run.ScenarioBuilder.results;
import static org.realmscope.scenario.run.ScenarioBuilder.stuck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.machine.control.StopReason;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.Expectation;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.HostSwitch;
import org.realmscope.scenario.model.SlotSetup;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmRule;

/** How runs and their vCPUs come to an end, the unhappy ways included. */
class RunEndTest {
    private static final long SHARED = UNPROTECTED | 0x20_0000;

    private final ScenarioBuilder scenario = new ScenarioBuilder();

    private static String describe(ScenarioResult result) {
        return result.endText() + "\n"
                + result.vcpus().stream().map(VcpuEnd::text).toList() + "\n"
                + result.failedRealms() + "\n" + result.expectations() + "\n" + result.places() + "\n"
                + result.history().reports() + "\n" + result.actions();
    }

    private static ScenarioResult assertMet(ScenarioBuilder scenario) {
        ScenarioResult result = scenario.run();
        assertTrue(result.isMet(), () -> describe(result));
        return result;
    }

    private static VcpuStatus status(ScenarioResult result, int vcpu) {
        return result.vcpus().get(vcpu).status();
    }

    @Test
    void faultWithoutProgressEndsTheVcpuAsStuck() {
        scenario.vcpu(
                        scenario.store(1, 0x20_0000),
                        scenario.hostCall(1),
                        scenario.load(0x20_0000, stuck()),
                        scenario.store(1, SHARED))
                .on(new VmmRule.Trigger.HostCall(1), scenario.unmap(0x20_0000, 0x20_1000))
                .expect(new Expectation.Progress(scenario.here(), "no progress", false))
                .expectEnd(0, "stuck", 0);
        ScenarioResult result = assertMet(scenario);
        assertEquals(3, result.vcpus().getFirst().position().line(), () -> describe(result));
        assertTrue(result.history().faults().count() >= 16);
        assertEquals(RunEnd.COMPLETED, result.end());
    }

    /** The host call's own page is gone when RMM wants to write the answer to it: RMM exits instead of running. */
    @Test
    void runsThatExecuteNothingAreNoProgressEither() {
        scenario.vcpu(scenario.hostCall(1))
                .on(new VmmRule.Trigger.HostCall(1), new VmmAction.FlushSlot(scenario.here(), "flush", 0, 0))
                .expect(new Expectation.Progress(scenario.here(), "no progress", false))
                .expectEnd(0, "stuck", 0)
                .expectReports("leak", 0);
        ScenarioResult result = assertMet(scenario);
        assertTrue(result.instructions() < 1_000_000, () -> describe(result));
    }

    @Test
    void stepBehindAStuckOneIsNotReached() {
        scenario.vcpu(
                        scenario.store(1, 0x20_0000),
                        scenario.hostCall(1),
                        scenario.load(0x20_0000, null),
                        scenario.load(SHARED, results(0L)))
                .on(new VmmRule.Trigger.HostCall(1), scenario.unmap(0x20_0000, 0x20_1000));
        ScenarioResult result = scenario.run();
        assertFalse(result.isMet());
        assertTrue(
                result.expectations().getFirst().actual().startsWith("was not reached, the vCPU stuck at test.rme:3"),
                () -> describe(result));
    }

    @Test
    void wrongValueIsNotMetAndTheVcpuGoesOn() {
        scenario.vcpu(scenario.load(SHARED, results(5L)), scenario.load(SHARED, results(0L)))
                .expectEnd(0, "ended", 0);
        ScenarioResult result = scenario.run();
        assertEquals(
                List.of(false, true, true),
                result.expectations().stream().map(ExpectationResult::met).toList(),
                () -> describe(result));
        assertEquals("was 0x0, expected 0x5", result.expectations().getFirst().actual());
    }

    @Test
    void accessToEmptyIsAnExternalAbort() {
        scenario.ripasEnd(32L << 20)
                .vcpu(
                        scenario.store(1, 48L << 20, abort()),
                        scenario.load(48L << 20, abort()),
                        scenario.store(1, 0x20_0000, abort()))
                .expectEnd(0, "ended", 0);
        ScenarioResult result = scenario.run();
        assertEquals(
                List.of(true, true, false, true),
                result.expectations().stream().map(ExpectationResult::met).toList(),
                () -> describe(result));
        assertEquals(
                "was completed without an external abort",
                result.expectations().get(2).actual());
    }

    @Test
    void endlessGuestIsStoppedByTheLimitAndCleanedUp() {
        scenario.limit(1_000_000)
                .vcpu(scenario.repeat(Long.MAX_VALUE, scenario.load(SHARED, null)))
                .expectReports("leak", 0);
        ScenarioResult result = scenario.run();
        assertEquals(RunEnd.LIMIT, result.end(), () -> describe(result));
        assertEquals(VcpuStatus.LIMITED, status(result, 0));
        assertFalse(result.isMet());
        assertTrue(result.expectations().getLast().met(), () -> describe(result));
        assertTrue(result.places().get(1).contains("realm0.vcpu0 at test.rme:"), () -> describe(result));
    }

    @Test
    void limitDuringTheBuildEndsTheRunAtOnce() {
        scenario.limit(2_000).vcpu(scenario.load(SHARED, null));
        ScenarioResult result = scenario.run();
        assertEquals(RunEnd.LIMIT, result.end(), () -> describe(result));
        assertTrue(result.instructions() <= 2_000);
        assertEquals(VcpuStatus.NEW, status(result, 0));
    }

    @Test
    void waitForNothingIsADeadlock() {
        scenario.vcpu(scenario.waitForInterrupt()).expectEnd(0, "stuck", 0).expectReports("leak", 0);
        ScenarioResult result = assertMet(scenario);
        assertEquals(RunEnd.DEADLOCK, result.end());
        assertTrue(result.places().get(1).contains("waits for an interrupt (WFI)"), () -> describe(result));
        assertTrue(result.places().get(1).contains("realm0.vcpu0 at test.rme:1"), () -> describe(result));
    }

    @Test
    void vcpuThatNobodyTurnsOnIsOff() {
        scenario.pes(3)
                .vcpu(scenario.store(1, SHARED))
                .vcpu(false, scenario.store(1, SHARED))
                .expectEnd(0, "ended", 0)
                .expectEnd(1, "off", 0)
                .expectReports("leak", 0);
        assertEquals(RunEnd.COMPLETED, assertMet(scenario).end());
    }

    @Test
    void psciTurnsAVcpuOn() {
        GuestStep on = scenario.psci(
                "PSCI_CPU_ON",
                0xc400_0003L,
                results(0L),
                new GuestStep.Argument.VcpuMpidr("vcpu1"),
                new GuestStep.Argument.VcpuEntry("vcpu1"),
                new GuestStep.Argument.Value(0));
        scenario.pes(3)
                .vcpu(on, new GuestStep.Await(scenario.here(), "await", 7, ScenarioBuilder.at(SHARED)))
                .vcpu(false, scenario.store(7, SHARED))
                .expectEnd(0, "ended", 0)
                .expectEnd(1, "ended", 0)
                .expectReports("leak", 0);
        assertMet(scenario);
    }

    @Test
    void realmThatTurnsItselfOffTakesItsVcpusAlong() {
        GuestStep off = scenario.psci("PSCI_SYSTEM_OFF", 0x8400_0008L, null);
        scenario.pes(4)
                .vcpu(scenario.load(SHARED, null), off)
                .vcpu(true, scenario.repeat(Long.MAX_VALUE, scenario.load(SHARED, null)))
                .vcpu(false, scenario.load(SHARED, null))
                .expectEnd(0, "ended", 0)
                .expectReports("leak", 0);
        ScenarioResult result = assertMet(scenario);
        assertTrue(status(result, 1).isFinal(), () -> describe(result));
        assertEquals(VcpuStatus.OFF, status(result, 2), () -> describe(result));
    }

    @Test
    void realmsRunBesideEachOther() {
        scenario.pes(3)
                .vcpu(scenario.store(1, SHARED), scenario.load(0x30_0000, results(0L)))
                .realm();
        scenario.vcpu(scenario.store(2, SHARED), scenario.load(0x30_0000, results(0L)))
                .on(
                        new VmmRule.Trigger.End(),
                        scenario.read(0x20_0000, 1),
                        new VmmAction.Read(
                                scenario.here(), "read of the second", 1, 0x20_0000, 8, java.util.OptionalLong.of(2)))
                .expectReports("warning", 0)
                .expectReports("leak", 0)
                .expectFaults(4);
        assertMet(scenario);
    }

    @Test
    void realmThatCannotBeBuiltDoesNotStopTheOthers() {
        scenario.pes(3)
                .slot("twin", 0, 1L << 20, SlotSetup.Backing.ANON)
                .vcpu(scenario.store(1, SHARED))
                .realm();
        scenario.vcpu(scenario.store(2, SHARED)).expectReports("leak", 0);
        ScenarioResult result = scenario.run();
        assertEquals(VcpuStatus.FAILED, status(result, 0), () -> describe(result));
        assertEquals(VcpuStatus.ENDED, status(result, 1), () -> describe(result));
        assertEquals(List.of(-1, 0), result.realmNumbers());
        assertTrue(
                result.failedRealms().getFirst().contains("KVM_SET_USER_MEMORY_REGION failed with -17 (EEXIST)"),
                () -> describe(result));
    }

    @Test
    void everyBackingHoldsARealm() {
        for (SlotSetup.Backing backing : SlotSetup.Backing.values()) {
            ScenarioBuilder each = new ScenarioBuilder();
            each.backing(backing)
                    .set(HostSwitch.BEHAVIOUR, backing == SlotSetup.Backing.GUEST_MEMFD ? 1 : 0)
                    .populate(0x40_0000, (byte) 0x11, (byte) 0x22)
                    .vcpu(
                            each.load(0x40_0000, results(0x2211L)),
                            each.store(3, 0x60_0000),
                            each.load(0x60_0000, results(3L)),
                            each.store(4, UNPROTECTED | 0x80_0000))
                    .on(new VmmRule.Trigger.End(), each.read(0x80_0000, 4))
                    .expectReports("leak", 0);
            ScenarioResult result = each.run();
            assertTrue(result.isMet(), () -> backing + ": " + describe(result));
        }
    }

    @Test
    void bugOfTheHostEndsItsThread() {
        scenario.set(HostSwitch.DEBUG_VM, 1)
                .vcpu(new GuestStep.Fetch(scenario.here(), "fetch", ScenarioBuilder.at(0x20_0000), stuck()))
                .expectReports("bug", 1);
        ScenarioResult result = scenario.run();
        assertEquals(VcpuStatus.FAILED, status(result, 0), () -> describe(result));
        assertTrue(result.vcpus().getFirst().text().contains("the host's thread is gone"), () -> describe(result));
        assertTrue(result.expectations().stream().allMatch(ExpectationResult::met), () -> describe(result));
    }

    @Test
    void pauseComesBackWithWhatThereIs() {
        scenario.vcpu(scenario.repeat(Long.MAX_VALUE, scenario.load(SHARED, null)));
        ScenarioRun run = scenario.prepare();
        int[] looks = new int[1];
        ScenarioResult result = run.run(
                instructions -> {
                    if (++looks[0] == 4) {
                        run.machine().pause().request();
                    }
                },
                100_000);
        assertEquals(RunEnd.STOPPED, result.end(), () -> describe(result));
        assertEquals("the run was interrupted", result.endText());
        assertEquals(1, result.history().faults().count());
        assertTrue(result.places().get(1).contains("realm0.vcpu0 at test.rme:"), () -> describe(result));
        assertEquals(
                new StopReason.LimitReached(), run.machine().run(run.machine().now()));
    }

    @Test
    void hostImageThatIsNoneIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("host.elf"), "no ELF");
        scenario.hostImage(file.toString()).vcpu(scenario.load(SHARED, null));
        UserError error = assertThrows(UserError.class, scenario::prepare);
        assertEquals(UserError.Code.ELF_INVALID, error.code());
    }

    @Test
    void hostImageThatIsMissingIsNamed() {
        scenario.hostImage("missing.elf").vcpu(scenario.load(SHARED, null));
        UserError error = assertThrows(UserError.class, scenario::prepare);
        assertEquals(UserError.Code.FILE_UNREADABLE, error.code());
        assertTrue(error.getMessage().startsWith("test.rme:1:1: 'missing.elf' cannot be read"), error::getMessage);
    }

    @Test
    void tooFewPesAreRefused() {
        scenario.pes(2).vcpu(scenario.load(SHARED, null)).vcpu(scenario.load(SHARED, null));
        UserError error = assertThrows(UserError.class, scenario::prepare);
        assertEquals(UserError.Code.SCENARIO_INVALID, error.code());
        assertTrue(error.getMessage().contains("no PE is left for vcpu1"), error::getMessage);
    }
}
