package org.realmscope.debug.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiRecRun;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.event.ProgressDetector;
import org.realmscope.machine.event.Syndrome;
import org.realmscope.platform.pe.Pe;

/** Recognises hazards in events: those that the architecture shows, and those that a source knows of. */
final class Hazards {
    private static final int EC_SHIFT = 26;
    private static final int EC_INSTRUCTION_ABORT_LOWER_EL = 0x20;
    private static final int EC_INSTRUCTION_ABORT = 0x21;
    private static final int EC_DATA_ABORT_LOWER_EL = 0x24;
    private static final int EC_DATA_ABORT = 0x25;
    private static final int RUN_POINTER = 1;

    private static final String ABORT = "an injected abort";
    private static final String PROTECTION = "a granule protection fault";

    private final Machine machine;
    private final Inspection view;
    private final HazardSource source;

    Hazards(Inspection view, HazardSource source) {
        this.machine = view.machine();
        this.view = view;
        this.source = source;
    }

    boolean isKnown(Hazard hazard) {
        return switch (hazard) {
            case NO_FORWARD_PROGRESS, GRANULE_PROTECTION_FAULT, INJECTED_ABORT -> true;
            case HOST_WARNING, LEAKED_GRANULE, NS_MAPPING_OF_FREED_PAGE -> source.knows(hazard);
        };
    }

    /** What happened, null if {@code event} is not the hazard. */
    @Nullable
    Occurrence check(Hazard hazard, MachineEvent event) {
        return switch (hazard) {
            case NO_FORWARD_PROGRESS -> noProgress(event);
            case GRANULE_PROTECTION_FAULT -> granuleProtection(event);
            case INJECTED_ABORT -> injected(event);
            case HOST_WARNING, LEAKED_GRANULE, NS_MAPPING_OF_FREED_PAGE -> source.check(hazard, event);
        };
    }

    /** Code at which {@link #checkAt} is to be asked. */
    List<BreakpointStatus.Place> places(Hazard hazard) {
        return source.places(hazard);
    }

    /** What happens where a PE is about to execute code at one of the places, null if it is not the hazard. */
    @Nullable
    Occurrence checkAt(Hazard hazard, Pe pe) {
        return source.checkAt(hazard, pe);
    }

    /** The machine stands somewhere else. */
    void moved() {
        source.moved();
    }

    private @Nullable Occurrence noProgress(MachineEvent event) {
        boolean isLimit = RealmFault.is(event) && machine.counts().faultRepeats(event.pe()) == ProgressDetector.LIMIT;
        RealmFault fault = isLimit ? RealmFault.of(event, view) : null;
        return fault != null
                ? new Occurrence(
                        "the instruction at 0x%x has faulted at ipa 0x%x %d times in a row"
                                .formatted(fault.syndrome().elr(), fault.ipa(), ProgressDetector.LIMIT),
                        FaultFields.of(fault, view))
                : null;
    }

    private @Nullable Occurrence granuleProtection(MachineEvent event) {
        return switch (event) {
            case MachineEvent.Stage2Fault taken
            when taken.kind() == FaultKind.GRANULE_PROTECTION -> {
                RealmFault fault = RealmFault.of(event, view);
                yield new Occurrence(
                        "granule protection fault at ipa 0x%x, from 0x%x"
                                .formatted(taken.ipa(), taken.syndrome().elr()),
                        fault == null
                                ? FaultFields.ofAbort(PROTECTION, taken.pe(), taken.syndrome(), view)
                                : FaultFields.of(fault, view));
            }
            case MachineEvent.ExceptionTaken taken
            when isGranuleProtection(taken.syndrome()) ->
                new Occurrence(
                        "granule protection fault at 0x%x, from 0x%x"
                                .formatted(
                                        taken.syndrome().far(), taken.syndrome().elr()),
                        FaultFields.ofAbort(PROTECTION, taken.pe(), taken.syndrome(), view));
            default -> null;
        };
    }

    private static boolean isGranuleProtection(Syndrome syndrome) {
        return isAbort(syndrome.exceptionClass())
                && FaultKind.of(syndrome.faultStatusCode()) == FaultKind.GRANULE_PROTECTION;
    }

    private static boolean isAbort(int exceptionClass) {
        return exceptionClass == EC_INSTRUCTION_ABORT_LOWER_EL
                || exceptionClass == EC_INSTRUCTION_ABORT
                || exceptionClass == EC_DATA_ABORT_LOWER_EL
                || exceptionClass == EC_DATA_ABORT;
    }

    private @Nullable Occurrence injected(MachineEvent event) {
        return switch (event) {
            case MachineEvent.RealmResumed resumed
            when resumed.injected() && isAbort((int) (resumed.esr() >>> EC_SHIFT) & 0x3f) -> {
                List<EventField> fields = new ArrayList<>(List.of(
                        EventField.hexadecimal("esr", resumed.esr()),
                        EventField.none("rec"),
                        EventField.none("run_ptr")));
                fields.addAll(EventFields.running(resumed.pe(), view));
                yield new Occurrence(
                        "the RMM takes an abort to the realm on PE " + resumed.pe(), ABORT, fields, Map.of());
            }
            case MachineEvent.RmiCall call
            when call.command() == RmiCommand.REC_ENTER && injectsAbort(call) -> {
                List<EventField> fields = new ArrayList<>(List.of(EventField.none("esr")));
                fields.addAll(EventFields.of(Objects.requireNonNull(CallFields.of(call, machine)), call.pe(), view)
                        .fields());
                yield new Occurrence(
                        "the host asks RMI_REC_ENTER to take an abort to the realm", ABORT, fields, Map.of());
            }
            default -> null;
        };
    }

    private boolean injectsAbort(MachineEvent.RmiCall call) {
        long run = call.arguments().get(RUN_POINTER);
        return machine.platform().memory.isBacked(run, RmiRecRun.SIZE)
                && (machine.platform().memory.read64(run + RmiRecRun.ENTER_FLAGS) & RmiRecRun.FLAG_INJECT_SEA) != 0;
    }
}
