package org.realmscope.debug.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;

/**
 * The names that conditions and log messages of a breakpoint may use besides those of the programs.
 *
 * @param subject what the breakpoint stops at
 * @param names of fields
 * @param constants that fields are compared with
 */
public record EventVocabulary(String subject, Collection<String> names, Collection<String> constants) {
    static final String PE = "pe";
    static final String REALM = "realm";
    static final String RD = "rd";
    static final String VCPU = "vcpu";
    static final String STATUS = "status";
    static final String INDEX = "index";
    static final String FAULT = "a stage 2 fault";

    private static final List<String> WHO = List.of(PE, REALM, RD, VCPU);
    private static final List<String> OF_FAULT = List.of(
            "ipa",
            "level",
            "kind",
            "access",
            "protected",
            "va",
            "pc",
            "esr",
            "far",
            "hpfar",
            "repeats",
            "reported",
            "ripas",
            "hipas",
            "decision");
    private static final List<String> OF_REPORT = List.of("kind", "file", "line", "text");
    private static final List<String> OF_CHANGE = List.of("base", "end", "before", "after");
    private static final List<String> OF_ENTRY_CHANGE =
            List.of("base", "end", "before", "after", "ripas_before", "ripas_after", "level_before", "level_after");
    private static final List<String> OF_ACCESS = List.of("pa", "length", "access", "value");

    /** The names that an event has. */
    static EventVocabulary of(EventFields event) {
        return new EventVocabulary(
                event.subject(),
                event.fields().stream().map(EventField::name).toList(),
                event.constants().keySet());
    }

    /** The names that the events have at which a breakpoint stops; null if it stops at code, which has none. */
    public static @Nullable EventVocabulary of(Breakpoint breakpoint) {
        return switch (breakpoint) {
            case Breakpoint.Call(String function, CallPhase phase, CallFilter filter) -> ofCalls(function, phase);
            case Breakpoint.Fault fault -> with(FAULT, WHO, OF_FAULT, EventConstants.FAULTS);
            case Breakpoint.HazardRaised(Hazard hazard) -> ofHazard(hazard);
            case Breakpoint.Memory memory -> with("an access", WHO, OF_ACCESS, EventConstants.ACCESSES);
            case Breakpoint.RipasChange change -> ofCommands("a change of RIPAS", OF_CHANGE, EventConstants.RIPAS);
            case Breakpoint.RttChange change ->
                ofCommands("a change of RTT entries", OF_ENTRY_CHANGE, EventConstants.RTT_ENTRIES);
            case Breakpoint.GranuleChange change ->
                ofCommands("a change of granules", OF_CHANGE, EventConstants.GRANULES);
            case Breakpoint.SourceLine line -> null;
            case Breakpoint.Function function -> null;
            case Breakpoint.Instruction instruction -> null;
        };
    }

    /** The names that outcomes of the calls of a breakpoint have. */
    public static EventVocabulary atOutcome(Breakpoint.Call call) {
        return ofCalls(call.function(), CallPhase.OUTCOME);
    }

    private static EventVocabulary ofHazard(Hazard hazard) {
        return switch (hazard) {
            case NO_FORWARD_PROGRESS -> with(FAULT, WHO, OF_FAULT, EventConstants.FAULTS);
            case GRANULE_PROTECTION_FAULT -> with("a granule protection fault", WHO, OF_FAULT, EventConstants.FAULTS);
            case INJECTED_ABORT -> with("an injected abort", WHO, List.of("esr", "rec", "run_ptr"), Map.of());
            case HOST_WARNING -> with("a report of the host", WHO, OF_REPORT, EventConstants.REPORTS);
            case LEAKED_GRANULE -> with("a leak", WHO, joined(OF_REPORT, List.of("granule")), EventConstants.REPORTS);
            case NS_MAPPING_OF_FREED_PAGE -> with("a mapping of a freed page", WHO, List.of("pa", "ipa"), Map.of());
        };
    }

    private static EventVocabulary ofCommands(String subject, List<String> names, Map<String, Long> constants) {
        EventVocabulary calls = ofCalls("RMI_*", CallPhase.OUTCOME);
        return with(subject, List.copyOf(calls.names()), names, constants);
    }

    private static EventVocabulary ofCalls(String glob, CallPhase phase) {
        FunctionGlob functions = new FunctionGlob(glob);
        boolean isOutcome = phase == CallPhase.OUTCOME;
        TreeSet<String> names = new TreeSet<>(WHO);
        for (RmiCommand command : RmiCommand.values()) {
            if (functions.matches(command.specificationName())) {
                names.addAll(command.inputs());
                names.addAll(isOutcome ? command.outputs() : List.of());
            }
        }
        for (RsiCommand command : RsiCommand.values()) {
            if (functions.matches(command.specificationName())) {
                names.addAll(command.inputs());
                names.addAll(isOutcome ? command.outputs() : List.of());
                names.addAll(isOutcome && command == RsiCommand.HOST_CALL ? List.of("imm") : List.of());
            }
        }
        if (functions.functions().stream().anyMatch(name -> name.startsWith("PSCI_"))) {
            names.addAll(CallFields.PSCI_INPUTS);
        }
        if (isOutcome) {
            names.addAll(List.of(STATUS, INDEX));
        }
        String subject = (isOutcome ? "the outcome of " : "the entry of ") + glob;
        return new EventVocabulary(subject, names, EventConstants.RIPAS.keySet());
    }

    private static EventVocabulary with(
            String subject, List<String> names, List<String> more, Map<String, Long> constants) {
        return new EventVocabulary(subject, joined(names, more), constants.keySet());
    }

    private static List<String> joined(List<String> names, List<String> more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(more);
        return all;
    }

    /** Whether a name is one of them. */
    public boolean contains(String name) {
        return names.contains(name) || constants.contains(name);
    }

    /** All of them, as a sentence about the subject without its full stop. */
    public String text() {
        String fields = String.join(", ", new TreeSet<>(names));
        return constants.isEmpty()
                ? "%s has %s".formatted(subject, fields)
                : "%s has %s; constants are %s".formatted(subject, fields, String.join(", ", new TreeSet<>(constants)));
    }
}
