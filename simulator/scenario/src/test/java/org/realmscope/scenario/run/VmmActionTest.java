package org.realmscope.scenario.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.scenario.run.ScenarioBuilder.UNPROTECTED;
import static org.realmscope.scenario.run.ScenarioBuilder.abort;
import static org.realmscope.scenario.run.ScenarioBuilder.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.MachineObserver;
import org.realmscope.machine.vmm.VmmCommand;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.HostSwitch;
import org.realmscope.scenario.model.SlotSetup;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmRule;

/** Every action of a rule, and every trigger. */
class VmmActionTest {
    private static final long SHARED = UNPROTECTED | 0x20_0000;
    private static final int EFAULT = -14;
    private static final int EINVAL = -22;

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

    private static long result(ScenarioResult result, int action) {
        return result.actions().get(action).result();
    }

    private static VmmRule.Trigger.HostCall hostCall(int immediate) {
        return new VmmRule.Trigger.HostCall(immediate);
    }

    @Test
    void unmapTakesSharedMemoryAway() {
        scenario.vcpu(scenario.store(1, SHARED), scenario.hostCall(1), scenario.load(SHARED, null))
                .set(HostSwitch.UNMAP_ALIAS, 1)
                .on(hostCall(1), scenario.unmap(0x20_0000, 0x20_1000))
                .expectFaults(2)
                .expectEnd(0, "ended", 0);
        assertMet(scenario);
    }

    @Test
    void unmapDestroysProtectedMemory() {
        scenario.vcpu(scenario.store(1, 0x20_0000), scenario.hostCall(1))
                .on(hostCall(1), scenario.unmap(0x20_0000, 0x20_1000))
                .expectCalls(RmiCommand.DATA_DESTROY, 1)
                .expectRtt(0x20_0000, 3, "unassigned");
        ScenarioResult result = scenario.run();
        // The two pages of the program go with the realm.
        assertEquals(0, result(result, 0), () -> describe(result));
        assertEquals("unassigned", rtt(result, 0x20_0000), () -> describe(result));
    }

    private static String rtt(ScenarioResult result, long ipa) {
        return String.valueOf(
                        result.history().tables().getFirst().at(ipa).state().hipas())
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void deletedSlotLeavesAnAccessToTheVmm() {
        scenario.slot("more", 64L << 20, 4L << 20, SlotSetup.Backing.ANON)
                .vcpu(scenario.hostCall(1), scenario.load(UNPROTECTED | 64L << 20, results(0L)))
                .on(hostCall(1), new VmmAction.DeleteSlot(scenario.here(), "delete", 0, 1))
                .expectFaults(1)
                .expectEnd(0, "ended", 0);
        ScenarioResult result = assertMet(scenario);
        assertEquals(
                "mmio", result.history().faults().fault(1).resolution().kind().text());
    }

    @Test
    void movedSlotKeepsItsContents() {
        scenario.slot("more", 64L << 20, 4L << 20, SlotSetup.Backing.ANON)
                .vcpu(
                        scenario.store(0x77, UNPROTECTED | 64L << 20),
                        scenario.hostCall(1),
                        scenario.load(UNPROTECTED | 128L << 20, results(0x77L)))
                .on(
                        hostCall(1),
                        new VmmAction.MoveSlot(scenario.here(), "move", 0, 1, 128L << 20),
                        scenario.read(128L << 20, 0x77))
                .on(new VmmRule.Trigger.End(), scenario.read(64L << 20));
        ScenarioResult result = assertMet(scenario);
        assertEquals(EFAULT, result(result, 2), "nothing is at the old address");
    }

    @Test
    void flushUnmapsWithoutDeleting() {
        scenario.vcpu(scenario.store(1, SHARED), scenario.hostCall(1), scenario.load(SHARED, results(1L)))
                .set(HostSwitch.UNMAP_ALIAS, 1)
                .on(hostCall(1), new VmmAction.FlushSlot(scenario.here(), "flush", 0, 0));
        ScenarioResult result = scenario.run();
        assertEquals(0, result(result, 0), () -> describe(result));
    }

    @Test
    void writeReachesTheGuest() {
        scenario.vcpu(scenario.hostCall(1), scenario.load(SHARED, results(0x1234_5678_9abcL)))
                .on(hostCall(1), new VmmAction.Write(scenario.here(), "write", 0, 0x20_0000, 8, 0x1234_5678_9abcL));
        assertMet(scenario);
    }

    @Test
    void readOfRealmMemoryIsSigbus() {
        scenario.vcpu(scenario.store(1, 0x20_0000), scenario.hostCall(1))
                .on(hostCall(1), scenario.read(0x20_0000))
                .expectReports("sigbus", 1)
                .expectReports("leak", 0);
        ScenarioResult result = assertMet(scenario);
        assertEquals(EFAULT, result(result, 0));
    }

    @Test
    void readThatShowsSomethingElseIsNotMet() {
        scenario.vcpu(scenario.store(1, SHARED)).on(new VmmRule.Trigger.End(), scenario.read(0x20_0000, 2));
        ScenarioResult result = scenario.run();
        assertFalse(result.isMet());
        assertEquals("read 0x1", result.expectations().getFirst().actual());
    }

    @Test
    void agingUnmapsSharedMemoryIfTheHostDoesSo() {
        AddressRange range = new AddressRange(0x20_0000, 0x20_1000);
        scenario.vcpu(scenario.store(1, SHARED), scenario.hostCall(1), scenario.store(2, SHARED), scenario.hostCall(2))
                .set(HostSwitch.AGE_UNPROTECTED, 1)
                .on(hostCall(1), new VmmAction.Age(scenario.here(), "age", 0, range, false))
                .on(hostCall(2), new VmmAction.Age(scenario.here(), "test_age", 0, range, true))
                .expectFaults(2);
        ScenarioResult result = assertMet(scenario);
        assertEquals(1, result(result, 0), "young");
        assertEquals(1, result(result, 1), "young");
    }

    @Test
    void interruptWakesTheVcpu() {
        scenario.vcpu(scenario.waitForInterrupt(), scenario.store(1, SHARED))
                .on(new VmmRule.Trigger.Time(20_000), new VmmAction.Interrupt(scenario.here(), "interrupt", 0, 0, 40))
                .on(new VmmRule.Trigger.End(), scenario.read(0x20_0000, 1))
                .expectEnd(0, "ended", 0);
        assertMet(scenario);
    }

    @Test
    void externalAbortAnswersAnAccessToNothing() {
        scenario.vcpu(scenario.load(UNPROTECTED | 0x900_0000, abort()), scenario.store(1, SHARED))
                .on(new VmmRule.Trigger.Fault(1), new VmmAction.ExternalAbort(scenario.here(), "external_abort", 0, 0))
                .expectEnd(0, "ended", 0);
        assertMet(scenario);
    }

    @Test
    void kickedVcpuGoesOn() {
        scenario.vcpu(scenario.repeat(2_000, scenario.load(SHARED, null)), scenario.store(7, SHARED))
                .on(new VmmRule.Trigger.Time(3_000), new VmmAction.Kick(scenario.here(), "kick", 0, 0))
                .on(new VmmRule.Trigger.End(), scenario.read(0x20_0000, 7))
                .expectEnd(0, "ended", 0);
        ScenarioResult result = assertMet(scenario);
        assertEquals(0, result(result, 0));
    }

    @Test
    void switchesCanBeChangedMeanwhile() {
        scenario.vcpu(scenario.store(1, SHARED), scenario.hostCall(1), scenario.load(SHARED, null))
                .on(
                        hostCall(1),
                        new VmmAction.SetSwitch(scenario.here(), "set", HostSwitch.UNMAP_ALIAS, 1),
                        scenario.unmap(0x20_0000, 0x20_1000))
                .expectFaults(2);
        assertMet(scenario);
    }

    @Test
    void replyGoesToTheGuest() {
        scenario.vcpu(scenario.hostCall(0x10, List.of(1L, 2L), results(3L, 4L)))
                .on(hostCall(0x10), new VmmAction.Reply(scenario.here(), "reply", List.of(3L, 4L)));
        assertMet(scenario);
    }

    @Test
    void hostCallWithoutRuleComesBackAsItWas() {
        scenario.vcpu(scenario.hostCall(0x11, List.of(5L, 6L), results(5L, 6L)));
        assertMet(scenario);
    }

    @Test
    void rulesOfAHostCallApplyEveryTime() {
        scenario.vcpu(scenario.repeat(3, scenario.hostCall(1))).on(hostCall(1), scenario.read(0x20_0000, 0));
        assertEquals(3, assertMet(scenario).actions().getFirst().times());
    }

    @Test
    void failedRmiCallFailsTheVcpu() {
        scenario.vcpu(scenario.store(1, 0x20_0000))
                .on(new VmmRule.Trigger.Start(), scenario.failRmi(RmiCommand.DATA_CREATE_UNKNOWN, 1, 1, 1))
                .expectEnd(0, "failed", -6)
                .expectReports("leak", 0);
        assertMet(scenario);
    }

    @Test
    void failedAllocationFailsTheVcpu() {
        scenario.vcpu(scenario.store(1, 0x20_0000))
                .on(new VmmRule.Trigger.Start(), new VmmAction.FailAllocation(scenario.here(), "fail", 1))
                .expectEnd(0, "failed", 0)
                .expectReports("leak", 0);
        assertMet(scenario);
    }

    @Test
    void rawCallsUsePagesByName() {
        VmmAction.RmiOperand page = new VmmAction.RmiOperand(new VmmAction.RmiOperand.Base.Pages("page"), 0);
        VmmAction.RmiOperand next = new VmmAction.RmiOperand(new VmmAction.RmiOperand.Base.Pages("page"), 8);
        VmmAction.RmiOperand number = new VmmAction.RmiOperand(new VmmAction.RmiOperand.Base.Zero(), 5);
        scenario.vcpu(scenario.store(1, SHARED))
                .on(
                        new VmmRule.Trigger.Start(),
                        new VmmAction.Pages(scenario.here(), "pages", "page", 0),
                        new VmmAction.Poke(scenario.here(), "poke", next, number),
                        rmi(RmiCommand.GRANULE_DELEGATE, 0, page),
                        rmi(RmiCommand.GRANULE_DELEGATE, 1, page),
                        new VmmAction.Poke(scenario.here(), "poke", next, number),
                        rmi(RmiCommand.GRANULE_UNDELEGATE, 0, page));
        ScenarioResult result = assertMet(scenario);
        assertEquals(0, result(result, 1));
        assertEquals(EFAULT, result(result, 4), "a delegated page cannot be written");
    }

    private VmmAction rmi(RmiCommand command, int status, VmmAction.RmiOperand... operands) {
        return new VmmAction.Rmi(
                scenario.here(),
                command.specificationName(),
                command.specificationName(),
                command.functionId(),
                List.of(operands),
                new VmmAction.Status(status, OptionalLong.empty()),
                List.of());
    }

    @Test
    void rawCallsUseTheRealmsOwnGranules() {
        VmmAction.RmiOperand rd = new VmmAction.RmiOperand(new VmmAction.RmiOperand.Base.Rd(0), 0);
        VmmAction.RmiOperand rec = new VmmAction.RmiOperand(new VmmAction.RmiOperand.Base.Rec(0, 0), 0);
        VmmAction.RmiOperand ipa = new VmmAction.RmiOperand(new VmmAction.RmiOperand.Base.Zero(), 0);
        VmmAction.RmiOperand level = new VmmAction.RmiOperand(new VmmAction.RmiOperand.Base.Zero(), 3);
        scenario.vcpu(scenario.store(1, SHARED))
                .on(
                        new VmmRule.Trigger.Start(),
                        rmi(RmiCommand.RTT_READ_ENTRY, 0, rd, ipa, level),
                        rmi(RmiCommand.REC_DESTROY, 0, rec));
        ScenarioResult result = scenario.run();
        assertTrue(result.expectations().stream().allMatch(ExpectationResult::met), () -> describe(result));
        assertEquals(3, result.actions().getFirst().values().get(1), "the walk's level");
    }

    @Test
    void ruleByFaultAppliesWhenTheFaultIsTaken() {
        scenario.vcpu(scenario.store(1, SHARED), scenario.store(1, SHARED + 0x1000))
                .on(new VmmRule.Trigger.Fault(2), scenario.read(0x20_0000, 1));
        ScenarioRun run = scenario.prepare();
        List<MachineEvent> events = new ArrayList<>();
        run.machine().setObserver(new MachineObserver() {
            @Override
            public void event(MachineEvent event) {
                if (event instanceof MachineEvent.Stage2Fault || event instanceof MachineEvent.VmmCommand) {
                    events.add(event);
                }
            }
        });
        assertTrue(run.run().isMet());
        List<Long> faults = events.stream()
                .filter(MachineEvent.Stage2Fault.class::isInstance)
                .map(event -> event.moment().instructions())
                .toList();
        int next = 1
                + events.indexOf(events.stream()
                        .filter(MachineEvent.Stage2Fault.class::isInstance)
                        .skip(1)
                        .findFirst()
                        .orElseThrow());
        MachineEvent.VmmCommand read = assertInstanceOf(MachineEvent.VmmCommand.class, events.get(next));
        assertEquals(VmmCommand.USER_READ.number(), read.command());
        assertEquals(faults.get(1), read.moment().instructions());
    }

    @Test
    void ruleThatNeverAppliesIsNamed() {
        scenario.vcpu(scenario.store(1, SHARED)).on(new VmmRule.Trigger.Fault(9), scenario.read(0));
        assertEquals(1, scenario.run().untriggered().size());
    }

    @Test
    void bootRulesComeBeforeRealms() {
        scenario.vcpu(scenario.store(1, SHARED))
                .on(new VmmRule.Trigger.Boot(), scenario.failRmi(RmiCommand.REALM_CREATE, 1, 1, 1))
                .expectReports("leak", 0)
                .expectEnd(0, "failed", -6);
        ScenarioResult result = assertMet(scenario);
        assertTrue(
                result.failedRealms().getFirst().contains("KVM_ENABLE_CAP create failed with -6 (ENXIO)"),
                () -> describe(result));
    }

    @Test
    void refusedCommandKeepsItsError() {
        scenario.vcpu(scenario.store(1, SHARED))
                .on(new VmmRule.Trigger.Start(), new VmmAction.Interrupt(scenario.here(), "interrupt", 0, 0, 64));
        assertEquals(EINVAL, result(scenario.run(), 0));
    }
}
