package org.realmscope.scenario.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.realmscope.scenario.run.ScenarioBuilder.UNPROTECTED;
import static org.realmscope.scenario.run.ScenarioBuilder.results;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.abi.RmiCommand;
import org.realmscope.scenario.model.VmmRule;

/** Whole scenarios, from reset to reports. */
class ScenarioRunTest {
    private final ScenarioBuilder scenario = new ScenarioBuilder();

    private static String describe(ScenarioResult result) {
        return result.endText() + "\n"
                + result.vcpus().stream().map(VcpuEnd::text).toList() + "\n"
                + result.failedRealms() + "\n" + result.expectations() + "\n" + result.places() + "\n"
                + result.history().reports() + "\n" + result.actions();
    }

    private static void assertMet(ScenarioResult result) {
        assertTrue(result.isMet(), () -> describe(result));
    }

    @Test
    void protectedFaultIsResolved() {
        scenario.vcpu(scenario.store(0x5a, 0x20_0000), scenario.load(0x20_0000, results(0x5aL)))
                .expectFaults(1)
                .expectCalls(RmiCommand.DATA_CREATE_UNKNOWN, 1)
                .expectReports("warning", 0)
                .expectReports("leak", 0)
                .expectRtt(0x20_0000, 3, "assigned")
                .expectEnd(0, "ended", 0);
        ScenarioResult result = scenario.run();
        assertEquals(RunEnd.COMPLETED, result.end(), () -> describe(result));
        assertMet(result);
    }

    @Test
    void sharedMemoryIsSharedWithTheVmm() {
        scenario.vcpu(
                        scenario.store(0x5a, UNPROTECTED | 0x20_0000),
                        scenario.hostCall(1, List.of(), null),
                        scenario.load(UNPROTECTED | 0x20_0000, results(0x5aL)))
                .on(new VmmRule.Trigger.HostCall(1), scenario.read(UNPROTECTED | 0x20_0000, 0x5a))
                .on(new VmmRule.Trigger.End(), scenario.read(0x20_0000, 0x5a))
                .expectFaults(1)
                .expectReports("leak", 0);
        assertMet(scenario.run());
    }
}
