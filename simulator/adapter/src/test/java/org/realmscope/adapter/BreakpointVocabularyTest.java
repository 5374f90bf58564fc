package org.realmscope.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;
import org.realmscope.adapter.debuggee.ExceptionFilter;
import org.realmscope.debug.control.AddressRange;
import org.realmscope.debug.control.Breakpoint;
import org.realmscope.debug.control.CallFilter;
import org.realmscope.debug.control.CallPhase;
import org.realmscope.debug.control.EventVocabulary;
import org.realmscope.debug.control.FaultFilter;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.protocol.CallableFunction;
import org.realmscope.protocol.EventNames;
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

    /** Watches know the fields of the command, too, which are those of calls. */
    @Test
    void clientsKnowTheNamesThatConditionsMayUse() {
        RealmSelector realm = new RealmSelector.Numbered(0);
        AddressRange page = new AddressRange(0, 0x1000);
        Map<String, Breakpoint> breakpoints = new TreeMap<>(Map.of(
                "fault", new Breakpoint.Fault(FaultFilter.ANY),
                "memory", new Breakpoint.Memory(new AddressSpace.Ipa(realm), 0, 8, true, true),
                "ripas", new Breakpoint.RipasChange(realm, page),
                "rtt", new Breakpoint.RttChange(realm, page),
                "granule", new Breakpoint.GranuleChange(page)));
        Hazard.ALL.forEach(each ->
                breakpoints.put(each.name(), ExceptionFilter.of(each.name()).breakpoint()));
        Set<String> commands =
                new TreeSet<>(EventVocabulary.of(new Breakpoint.Call("RMI_*", CallPhase.OUTCOME, CallFilter.ANY))
                        .names());
        breakpoints.forEach((name, breakpoint) -> {
            EventVocabulary vocabulary = EventVocabulary.of(breakpoint);
            Set<String> fields = new TreeSet<>(vocabulary.names());
            boolean isOfCommand = name.equals("ripas") || name.equals("rtt") || name.equals("granule");
            Set<String> offered = new TreeSet<>(EventNames.of(name).fields());
            if (isOfCommand) {
                offered.addAll(commands);
            }
            assertEquals(fields, offered, name);
            assertEquals(
                    new TreeSet<>(vocabulary.constants()),
                    new TreeSet<>(EventNames.of(name).constants()),
                    name);
        });
        assertEquals(breakpoints.size() + 1, EventNames.ALL.size(), "and the names that every call has, below");
        EventVocabulary version =
                EventVocabulary.of(new Breakpoint.Call("RMI_GRANULE_DELEGATE", CallPhase.ENTRY, CallFilter.ANY));
        Set<String> ofCall = new TreeSet<>(EventNames.of("call").fields());
        ofCall.add("addr");
        assertEquals(ofCall, new TreeSet<>(version.names()));
        assertEquals(
                new TreeSet<>(version.constants()),
                new TreeSet<>(EventNames.of("call").constants()));
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
