package org.realmscope.adapter.debuggee;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArgumentsReason;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.control.BreakpointKind;
import org.realmscope.debug.control.CallFields;
import org.realmscope.debug.control.Hit;
import org.realmscope.debug.control.RealmFault;
import org.realmscope.debug.control.Stop;
import org.realmscope.debug.dwarf.SourceFile;
import org.realmscope.debug.symbols.CodePosition;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.event.MachineEvent;

/** Stops in the words of the protocol. */
public final class StopText {
    /** Reason of a stop where the run ends; the protocol leaves room for reasons of an adapter's own. */
    static final String END = "end";

    /** Reason of a stop where the function of a frame was entered. */
    static final String RESTART = "restart";

    private StopText() {}

    /**
     * The {@code stopped} event of a stop.
     *
     * @param reason null for that of the stop
     */
    static StoppedEventArguments event(Stop stop, Debuggee debuggee, @Nullable String reason) {
        StoppedEventArguments event = new StoppedEventArguments();
        event.setThreadId(debuggee.thread(stop.pe()));
        event.setAllThreadsStopped(true);
        event.setReason(reason == null ? reason(stop, debuggee) : reason);
        event.setDescription(
                RESTART.equals(reason) ? "Back where the function was entered" : description(stop, debuggee));
        if (stop instanceof Stop.AtBreakpoint at) {
            event.setText(event.getDescription());
            event.setHitBreakpointIds(
                    at.hits().stream().map(Hit::breakpoint).distinct().toArray(Integer[]::new));
        }
        return event;
    }

    private static String reason(Stop stop, Debuggee debuggee) {
        return switch (stop) {
            case Stop.AtBreakpoint at ->
                reason(debuggee.breakpoints()
                        .kind(at.hits().getFirst().breakpoint())
                        .orElseThrow());
            case Stop.StepComplete step -> StoppedEventArgumentsReason.STEP;
            case Stop.EventReached reached -> StoppedEventArgumentsReason.STEP;
            case Stop.MomentReached reached -> StoppedEventArgumentsReason.GOTO;
            case Stop.Paused paused -> StoppedEventArgumentsReason.PAUSE;
            case Stop.Cancelled cancelled -> StoppedEventArgumentsReason.PAUSE;
            case Stop.HistoryStart start -> StoppedEventArgumentsReason.ENTRY;
            case Stop.Ended ended -> END;
        };
    }

    private static String reason(BreakpointKind kind) {
        return switch (kind) {
            case SOURCE -> StoppedEventArgumentsReason.BREAKPOINT;
            case FUNCTION, CALL -> StoppedEventArgumentsReason.FUNCTION_BREAKPOINT;
            case INSTRUCTION -> StoppedEventArgumentsReason.INSTRUCTION_BREAKPOINT;
            case DATA -> StoppedEventArgumentsReason.DATA_BREAKPOINT;
            case FAULT, HAZARD -> StoppedEventArgumentsReason.EXCEPTION;
        };
    }

    private static String description(Stop stop, Debuggee debuggee) {
        return switch (stop) {
            case Stop.AtBreakpoint at ->
                at.hits().stream()
                        .map(hit -> hit.event() == null ? code(hit, debuggee) : hit.what())
                        .distinct()
                        .collect(Collectors.joining("; "));
            case Stop.StepComplete step -> "Stopped after a step";
            case Stop.EventReached reached -> "Stopped at " + what(reached.event(), debuggee);
            case Stop.MomentReached reached -> "Stopped at moment " + reached.moment();
            case Stop.Paused paused -> "Paused at moment " + paused.moment();
            case Stop.Cancelled cancelled -> "Cancelled; nothing has moved";
            case Stop.HistoryStart start -> "At the earliest moment that is kept, " + start.moment();
            case Stop.Ended ended -> "The run has ended: " + why(ended.reason());
        };
    }

    /** What is hit without an event: an instruction, which the symbols have a name for, or memory. */
    private static String code(Hit hit, Debuggee debuggee) {
        BreakpointKind kind = debuggee.breakpoints().kind(hit.breakpoint()).orElse(BreakpointKind.DATA);
        boolean isCode =
                kind == BreakpointKind.SOURCE || kind == BreakpointKind.FUNCTION || kind == BreakpointKind.INSTRUCTION;
        ThreadView thread = debuggee.threadView(debuggee.thread(hit.pe()));
        CodePosition position = isCode
                ? debuggee.programs().position(thread.view(), ThreadText.space(thread.pe()), thread.pe().pc)
                : null;
        SourceFile file = position == null ? null : position.source().file();
        if (position == null || file == null || !position.source().isKnown()) {
            return hit.what();
        }
        String function = position.function();
        String place = "%s:%d".formatted(file.fileName(), position.source().line());
        return function == null ? place : "%s at %s".formatted(function, place);
    }

    private static String what(MachineEvent event, Debuggee debuggee) {
        return switch (event) {
            case MachineEvent.WorldSwitch change -> "the switch from %s to %s".formatted(change.from(), change.to());
            case MachineEvent.RmiCall call -> {
                var command = call.command();
                yield command == null ? "RMI call 0x%x".formatted(call.functionId()) : command.specificationName();
            }
            default -> {
                RealmFault fault = RealmFault.of(event, debuggee.session().view());
                if (fault != null) {
                    yield "a " + fault.text();
                }
                CallFields call = CallFields.of(event, debuggee.session().machine());
                yield call == null ? "an exception of a realm" : call.text();
            }
        };
    }

    /** Why a run cannot go on. */
    public static String why(StopReason reason) {
        return switch (reason) {
            case StopReason.VmmFinished finished -> "the scenario is complete";
            case StopReason.Halted(int pe, int exitCode) -> "PE %d ended it with exit code %d".formatted(pe, exitCode);
            case StopReason.PoweredOff(boolean reset) -> reset ? "the host reset the machine" : "the host powered off";
            case StopReason.NotImplemented(int pe, String what) -> "PE %d: %s".formatted(pe, what);
            case StopReason.Deadlock(List<String> waits) ->
                "nothing can ever happen again: " + String.join("; ", waits);
            default -> reason.toString();
        };
    }
}
