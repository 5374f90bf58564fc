package org.realmscope.scenario.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.scenario.run.ScenarioBuilder.UNPROTECTED;
import static org.realmscope.scenario.run.ScenarioBuilder.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.abi.RmiCommand;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.model.GuestStep;
import org.realmscope.scenario.model.SlotSetup;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmRule;

/** What must not pass for met or for nothing: what never ran, never failed, was never cleaned up. */
class OpenEndsTest {
    private static final long SHARED = UNPROTECTED | 0x20_0000;
    private static final VmmRule.Trigger START = new VmmRule.Trigger.Start();

    private final ScenarioBuilder scenario = new ScenarioBuilder();

    private static ExpectationResult last(ScenarioResult result) {
        return result.expectations().getLast();
    }

    private static void assertUnmet(String actual, ExpectationResult result) {
        assertFalse(result.met(), result.text());
        assertEquals(actual, result.actual());
    }

    // --- steps that never ran

    @Test
    void stepsBehindSystemOffAreNotMet() {
        scenario.vcpu(
                        scenario.load(SHARED, results(0L)),
                        scenario.psci("PSCI_SYSTEM_OFF", 0x8400_0008L, null),
                        scenario.load(SHARED, results(0L)))
                .expectEnd(0, "ended", 0);
        ScenarioResult result = scenario.run();
        assertTrue(result.expectations().get(0).met());
        assertUnmet(
                "was not reached, the vCPU ended by turning the realm off at test.rme:2:1",
                result.expectations().get(1));
        assertTrue(last(result).met());
    }

    // --- clean-up that never ran

    @Test
    void nothingIsKnownOfLeaksWhenTheRealmsWereNotDestroyed() {
        scenario.limit(2_000)
                .vcpu(scenario.load(SHARED, null))
                .expectReports("warning", 0)
                .expectProgress(true)
                .expectReports("leak", 0);
        ScenarioResult result = scenario.run();
        assertUnmet("0 leaked granules before the run was cut short: the realms were not destroyed", last(result));
        assertFalse(result.expectations().get(0).met());
        assertUnmet("no vCPU has run", result.expectations().get(1));
    }

    @Test
    void interruptedRunHasNoLeaksYet() {
        scenario.vcpu(scenario.repeat(Long.MAX_VALUE, scenario.load(SHARED, null)))
                .expectReports("leak", 0);
        ScenarioRun run = scenario.prepare();
        int[] looks = new int[1];
        ScenarioResult result = run.run(
                instructions -> {
                    if (++looks[0] == 4) {
                        run.machine().pause().request();
                    }
                },
                100_000);
        assertEquals(RunEnd.STOPPED, result.end());
        assertFalse(last(result).met());
    }

    @Test
    void realmThatCannotBeBuiltMakesNoProgress() {
        scenario.slot("twin", 0, 1L << 20, SlotSetup.Backing.ANON)
                .vcpu(scenario.store(1, SHARED))
                .expectProgress(true);
        assertUnmet("a realm could not be built", last(scenario.run()));
    }

    // --- granules that stay delegated

    @Test
    void granuleThatAScenarioDelegatesAndForgetsIsLeaked() {
        scenario.vcpu(scenario.store(1, SHARED))
                .on(START, scenario.pages("p"), scenario.rmi(RmiCommand.GRANULE_DELEGATE, "p"))
                .expectReports("leak", 0);
        ScenarioResult result = scenario.run();
        assertEquals(1, result.leaks().size());
        LeakedGranule leak = result.leaks().getFirst();
        assertEquals("DELEGATED", leak.state());
        assertEquals("'rmi RMI_GRANULE_DELEGATE(p)' delegated it, and nobody undelegated it", leak.text());
        assertEquals(result.actions().get(1).action(), leak.action());
        assertTrue(last(result).actual().startsWith("1 leaked granule: 0x4"), last(result)::actual);
        assertFalse(last(result).met());
    }

    @Test
    void granuleThatAScenarioGivesBackIsNot() {
        scenario.vcpu(scenario.store(1, SHARED))
                .on(
                        START,
                        scenario.pages("p"),
                        scenario.rmi(RmiCommand.GRANULE_DELEGATE, "p"),
                        scenario.rmi(RmiCommand.GRANULE_UNDELEGATE, "p"))
                .expectReports("leak", 0);
        ScenarioResult result = scenario.run();
        assertTrue(result.isMet(), () -> result.leaks().toString());
    }

    // --- failures that never come about

    @Test
    void failureThatNeverComesAboutIsNotMet() {
        scenario.vcpu(scenario.store(1, SHARED)).on(START, scenario.failRmi(RmiCommand.RTT_MAP_UNPROTECTED, 50, 1, 1));
        ScenarioResult result = scenario.run();
        assertUnmet("no call failed for it: there were not that many", last(result));
        assertEquals(0, result.actions().getFirst().effects());
        assertFalse(result.isMet());
    }

    @Test
    void failuresAreCountedEachByItsOwn() {
        scenario.vcpu(scenario.store(1, SHARED))
                .on(
                        START,
                        scenario.failRmi(RmiCommand.RTT_MAP_UNPROTECTED, 50, 1, 1),
                        scenario.failRmi(RmiCommand.RTT_MAP_UNPROTECTED, 1, 9, 1));
        ScenarioResult result = scenario.run();
        assertEquals(
                List.of(0L, 1L),
                result.actions().stream().map(ActionOutcome::effects).toList());
        assertEquals("made 1 call fail", result.actions().get(1).actual());
        assertEquals(
                List.of(false, true),
                result.expectations().stream().map(ExpectationResult::met).toList());
    }

    @Test
    void failedAllocationIsCounted() {
        scenario.vcpu(scenario.store(1, SHARED))
                .on(START, new VmmAction.FailAllocation(scenario.here(), "fail 1st allocation", 1))
                .on(
                        new VmmRule.Trigger.End(),
                        new VmmAction.FailAllocation(scenario.here(), "fail 99th allocation", 99));
        ScenarioResult result = scenario.run();
        assertEquals("made 1 allocation fail", result.actions().getFirst().actual());
        assertTrue(result.expectations().getFirst().met());
        assertUnmet("no allocation failed for it: there were not that many", last(result));
    }

    @Test
    void actionThatCannotBeDoneIsCounted() {
        scenario.vcpu(scenario.store(1, SHARED)).on(START, scenario.read(1L << 30));
        ActionOutcome action = scenario.run().actions().getFirst();
        assertEquals(1, action.failures());
        assertEquals("failed with -14 (EFAULT)", action.actual());
    }

    // --- instructions that are skipped

    @Test
    void undefinedWordIsTold() {
        Integer undefined = 0;
        scenario.vcpu(scenario.repeat(3, scenario.words(undefined)), scenario.load(SHARED, results(1L)));
        ScenarioResult result = scenario.run();
        assertEquals(1, result.guestExceptions().size());
        GuestException exception = result.guestExceptions().getFirst();
        assertEquals(3, exception.count());
        assertEquals("undefined instruction", exception.description());
        assertEquals(1, exception.position().line());
    }

    // --- machines that are too small, images that are none

    @Test
    void hostWithoutMemorySaysHowMuchItNeeds() {
        scenario.dram(64L << 20)
                .slot("large", 128L << 20, 128L << 20, SlotSetup.Backing.HUGETLB)
                .vcpu(IntStream.range(0, 20)
                        .mapToObj(i -> scenario.store(1, (128L << 20) + i * (2L << 20)))
                        .toArray(GuestStep[]::new));
        ScenarioResult result = scenario.run();
        assertEquals(RunEnd.OUT_OF_MEMORY, result.end(), () -> result.failedRealms() + result.endText());
        assertEquals(
                "the host has no memory left: DRAM has 64 MiB, the realms' slots can take 192 MiB;"
                        + " 'platform { dram 256 MiB }' is enough for all of them",
                result.endText());
        assertFalse(result.isMet());
    }

    @Test
    void rmmImageThatDoesNotBootIsNamed(@TempDir Path folder) throws IOException {
        byte[] garbage = new byte[0x4000];
        // Branches to themselves.
        for (int i = 0; i < garbage.length; i += 4) {
            garbage[i + 3] = 0x14;
        }
        Path image = Files.write(folder.resolve("rmm.img"), garbage);
        scenario.rmmImage(image.toString()).limit(1_000_000).vcpu(scenario.store(1, SHARED));
        ScenarioResult result = scenario.run();
        assertEquals(RunEnd.RMM_FAILED, result.end());
        assertTrue(
                result.endText()
                        .matches("the RMM image .*rmm.img never completed its boot \\(RMM_BOOT_COMPLETE\\):"
                                + " PE 0 runs at EL2 \\(realm\\) at 0x[0-9a-f]+"),
                result::endText);
    }

    @Test
    void mistakesInFilesHavePlaceAndCode(@TempDir Path folder) throws IOException {
        byte[] noElf = new byte[64];
        new Random(1).nextBytes(noElf);
        Path file = Files.write(folder.resolve("host.elf"), noElf);
        scenario.hostImage(file.toString()).vcpu(scenario.store(1, SHARED));
        UserError error = assertThrows(UserError.class, scenario::prepare);
        String message = String.valueOf(error.getMessage());
        assertTrue(message.startsWith("test.rme:1:1: "), message);
        assertTrue(message.endsWith(" [ELF_INVALID]"), message);
        assertEquals(UserError.Code.ELF_INVALID, error.code());
    }
}
