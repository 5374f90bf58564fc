package org.realmscope.scenario.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.machine.history.Access;
import org.realmscope.machine.history.FaultGroups;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.ResolutionKind;
import org.realmscope.scenario.guest.StepCode;
import org.realmscope.scenario.model.VmmRule;

/** Faults that no PE takes: the RMM needs a page for the Realm's call, here that of RsiHostCall. */
class ReportedFaultTest {
    private static final VmmRule.Trigger CALL = new VmmRule.Trigger.HostCall(1);

    private final ScenarioBuilder scenario = new ScenarioBuilder();

    /** The program has a page of code, and RsiHostCall in the next one. */
    private void unmapStructure() {
        scenario.on(CALL, scenario.unmap(0x1000, 0x2000));
    }

    @Test
    void hostCallWhoseStructureIsGoneIsInTheHistory() {
        scenario.vcpu(scenario.hostCall(1)).expectFaults(0).expectEnd(0, "stuck", 0);
        unmapStructure();
        ScenarioResult result = scenario.run();
        FaultHistory faults = result.history().faults();
        assertTrue(faults.count() >= 16, () -> result.expectations().toString());
        FaultRecord fault = faults.fault(2);
        assertTrue(fault.isReportedByRmm());
        assertNull(fault.seenByPe());
        FaultRecord.SeenByHost host = fault.seenByHost();
        assertNotNull(host);
        assertEquals(0x10, host.hpfar());
        assertEquals(0x1000, fault.ipa());
        assertEquals(Access.READ, fault.access());
        assertEquals("level 3 ASSIGNED DESTROYED", String.valueOf(fault.before()));
        assertTrue(fault.repeats());
        StepCode call = result.programs().getFirst().steps().getFirst();
        assertEquals(call.accessPc(), fault.guest().pc());
        assertEquals(ResolutionKind.REENTERED, fault.resolution().kind());
        assertEquals("RMI_REC_ENTER", fault.rmi().getLast().name());
        assertEquals("RMI_SUCCESS", fault.rmi().getLast().resultText());
        assertEquals(
                ResolutionKind.PARKED, faults.fault(faults.count()).resolution().kind());
        assertEquals(1, FaultGroups.of(faults, 8, 8).stuck().size());
        assertFalse(result.expectations().getFirst().met());
    }

    @Test
    void rulesOnFaultsCountThem() {
        scenario.vcpu(scenario.hostCall(1)).on(new VmmRule.Trigger.Fault(3), scenario.read(0x20_0000));
        unmapStructure();
        ScenarioResult result = scenario.run();
        assertEquals(1, result.actions().getFirst().times());
        assertEquals(List.of(), result.untriggered());
    }
}
