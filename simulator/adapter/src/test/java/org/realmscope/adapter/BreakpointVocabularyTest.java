package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;
import org.realmscope.adapter.debuggee.ExceptionFilter;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.protocol.CallableFunction;
import org.realmscope.protocol.Hazard;

/** What clients offer to people is what the adapter understands. */
class BreakpointVocabularyTest {
    @Test
    void clientsKnowEveryFunctionWithItsFields() {
        List<CallableFunction> expected = new ArrayList<>();
        for (RmiCommand each : RmiCommand.values()) {
            expected.add(new CallableFunction(each.specificationName(), each.inputs(), each.outputs()));
        }
        for (RsiCommand each : RsiCommand.values()) {
            expected.add(new CallableFunction(each.specificationName(), each.inputs(), each.outputs()));
        }
        for (Psci each : Psci.values()) {
            expected.add(new CallableFunction("PSCI_" + each, List.of("x1", "x2", "x3"), List.of()));
        }
        assertEquals(expected, CallableFunction.ALL);
    }

    @Test
    void clientsKnowEveryHazard() {
        List<Hazard> expected = ExceptionFilter.ALL.stream()
                .filter(each -> each.breakpoint() instanceof Breakpoint.HazardRaised)
                .map(each -> new Hazard(each.id(), each.label(), each.description()))
                .toList();
        assertEquals(expected, Hazard.ALL);
    }

    @Test
    void outcomesKnowInputsOutputsAndReturnCode() {
        CallableFunction destroy = CallableFunction.ALL.stream()
                .filter(each -> each.name().equals("RMI_DATA_DESTROY"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("rd", "ipa"), destroy.fields(false));
        assertEquals(List.of("rd", "ipa", "data", "top", "status", "index"), destroy.fields(true));
        assertEquals("RMI", destroy.group());
    }
}
