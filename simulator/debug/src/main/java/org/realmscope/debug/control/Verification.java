package org.realmscope.debug.control;

import java.util.Objects;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;

/** Says whether breakpoints can be hit, and what limits them. */
final class Verification {
    private Verification() {}

    /** Fills {@link ArmedBreakpoint#verified} and {@link ArmedBreakpoint#message}. */
    static void verify(ArmedBreakpoint breakpoint, Inspection view, Hazards hazards) {
        breakpoint.verified = true;
        breakpoint.message = "";
        switch (breakpoint.breakpoint()) {
            case Breakpoint.SourceLine(String source, int line) ->
                code(breakpoint, "No code is known for line %d of %s.".formatted(line, source));
            case Breakpoint.Function(String name) ->
                code(breakpoint, "No program that is known has a function %s.".formatted(name));
            case Breakpoint.Instruction instruction -> code(breakpoint, "");
            case Breakpoint.Call(String function, CallPhase phase, CallFilter filter) -> {
                if (new FunctionGlob(function).functions().isEmpty()) {
                    refuse(breakpoint, "No RMI, RSI or PSCI function has the name %s.".formatted(function));
                } else if (!view.knowsRealms() && phase == CallPhase.OUTCOME) {
                    breakpoint.message = "The RMM is an image: outcomes of a realm's calls cannot be seen.";
                }
            }
            case Breakpoint.Fault fault -> {}
            case Breakpoint.Memory memory -> memory(breakpoint, memory);
            case Breakpoint.RipasChange change -> state(breakpoint, view);
            case Breakpoint.RttChange change -> state(breakpoint, view);
            case Breakpoint.GranuleChange change -> {
                if (!view.knowsRealms()) {
                    breakpoint.message = "The RMM is an image: only the physical address space is watched.";
                }
            }
            case Breakpoint.HazardRaised(Hazard hazard) -> {
                if (!hazards.isKnown(hazard)) {
                    refuse(breakpoint, "Nothing in this session can see %s.".formatted(hazard));
                }
            }
        }
    }

    private static void refuse(ArmedBreakpoint breakpoint, String message) {
        breakpoint.verified = false;
        breakpoint.message = message;
    }

    private static void code(ArmedBreakpoint breakpoint, String ifNowhere) {
        breakpoint.verified = breakpoint.locations.stream().anyMatch(CodeLocation::isArmed);
        breakpoint.message = breakpoint.locations.stream()
                .filter(location -> !location.location().isFound())
                .map(location -> "%s %s; %s."
                        .formatted(
                                location.place(),
                                location.location().problem(),
                                until(location.place().space())))
                .findFirst()
                .orElse(breakpoint.verified ? "" : ifNowhere);
    }

    private static String until(AddressSpace space) {
        return space instanceof AddressSpace.Physical ? "not hit before that changes" : "armed when it is mapped";
    }

    private static void memory(ArmedBreakpoint breakpoint, Breakpoint.Memory memory) {
        MemoryWatch watch = Objects.requireNonNull(breakpoint.memory);
        breakpoint.verified = watch.isArmed();
        String problem = watch.problem();
        if (problem != null) {
            breakpoint.message = "A part of %s %s; %s."
                    .formatted(memory.space().format(memory.address()), problem, until(memory.space()));
        }
    }

    private static void state(ArmedBreakpoint breakpoint, Inspection view) {
        if (!view.knowsRealms()) {
            refuse(breakpoint, "The RMM is an image: RTTs and RIPAS cannot be seen.");
        }
    }
}
