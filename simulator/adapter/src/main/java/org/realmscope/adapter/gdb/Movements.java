package org.realmscope.adapter.gdb;

import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.StopText;
import org.realmscope.debug.control.DebugSession;
import org.realmscope.debug.control.Hit;
import org.realmscope.debug.control.LineStep;
import org.realmscope.debug.control.LineStepper;
import org.realmscope.debug.control.Progress;
import org.realmscope.debug.control.Stop;
import org.realmscope.machine.control.StopReason;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.schedule.RunState;
import org.realmscope.machine.time.Moment;

/** Moves the machine as gdb asks, and says where it stopped as gdb understands it. */
final class Movements {
    /** Instructions after which gdb gets what has been written to the console. */
    private static final long PART = 10_000_000;

    private static final int SIGINT = 2;
    private static final int SIGILL = 4;
    private static final int SIGTRAP = 5;
    /** Registers that are told of with a stop, because gdb asks for them anyway: FP, LR, SP, PC, CPSR. */
    private static final int[] TOLD = {29, 30, TargetDescription.SP, TargetDescription.PC, TargetDescription.CPSR};

    private final Debuggee debuggee;
    private final DebugSession session;
    private final StubRegisters registers;
    private final StubBreakpoints breakpoints;
    private final Console console;

    Movements(Debuggee debuggee, StubRegisters registers, StubBreakpoints breakpoints, Console console) {
        this.debuggee = debuggee;
        this.session = debuggee.session();
        this.registers = registers;
        this.breakpoints = breakpoints;
        this.console = console;
    }

    /** Runs until something stops the machine. */
    Stop resume() {
        breakpoints.arm(false);
        Stop stop = session.runUntil(partEnd());
        while (true) {
            console.hear(session.machine());
            console.flush();
            if (!(stop instanceof Stop.MomentReached)) {
                return stop;
            }
            stop = session.goOnUntil(partEnd());
        }
    }

    private Moment partEnd() {
        return new Moment(session.machine().now().instructions() + PART, 0);
    }

    /** Executes one instruction of a PE. */
    Stop step(int pe) {
        if (isOff(pe)) {
            return new Stop.StepComplete(session.machine().now(), pe);
        }
        breakpoints.arm(true);
        return session.stepInstruction(pe);
    }

    /**
     * Executes instructions of a PE as long as they are in a range; what they lead to in other worlds is no part of it.
     *
     * @param end first address behind the range
     */
    Stop stepRange(int pe, long start, long end) {
        if (isOff(pe)) {
            return new Stop.StepComplete(session.machine().now(), pe);
        }
        breakpoints.arm(true);
        RangeLines lines = new RangeLines(session.machine().pe(pe), start, end);
        return new LineStepper(session, lines).step(pe, LineStep.INTO);
    }

    private boolean isOff(int pe) {
        boolean isOff = session.machine().state(pe) == RunState.OFF;
        if (isOff) {
            console.say("PE " + pe + " is off and cannot be stepped; continue instead.");
        }
        return isOff;
    }

    /** Goes back to where the last instruction of a PE began. */
    Stop stepBack(int pe) {
        breakpoints.arm(true);
        return session.stepBack(pe);
    }

    /** Goes back to the latest breakpoint. */
    Stop reverse() {
        breakpoints.arm(false);
        return session.reverseContinue(Progress.NONE);
    }

    /** Tells gdb that the machine stands still. */
    String reply(Stop stop) {
        breakpoints.stopped();
        debuggee.stacks().stoppedAt(event(stop));
        String reason = switch (stop) {
            case Stop.AtBreakpoint at -> reason(at);
            case Stop.HistoryStart start -> "replaylog:begin;";
            case Stop.Ended ended -> {
                console.say("The run has ended: " + StopText.why(ended.reason()));
                yield ended.reason() instanceof StopReason.NotImplemented ? "" : "replaylog:end;";
            }
            case Stop.StepComplete step -> "";
            case Stop.EventReached reached -> "";
            case Stop.MomentReached reached -> "";
            case Stop.Paused paused -> "";
            case Stop.Cancelled cancelled -> "";
        };
        console.hear(session.machine());
        console.flush();
        return at(signal(stop), stop.pe(), reason);
    }

    private static @Nullable MachineEvent event(Stop stop) {
        return switch (stop) {
            case Stop.EventReached reached -> reached.event();
            case Stop.AtBreakpoint at -> at.hits().getFirst().event();
            default -> null;
        };
    }

    private static int signal(Stop stop) {
        return switch (stop) {
            case Stop.Paused paused -> SIGINT;
            case Stop.Cancelled cancelled -> SIGINT;
            case Stop.Ended ended when ended.reason() instanceof StopReason.NotImplemented -> SIGILL;
            default -> SIGTRAP;
        };
    }

    private String reason(Stop.AtBreakpoint stop) {
        for (Hit hit : stop.hits()) {
            StubBreakpoints.Placed placed = breakpoints.placed(hit.breakpoint());
            if (placed != null) {
                return placed.reason();
            }
        }
        stop.hits().forEach(hit -> console.say("PE " + hit.pe() + ": " + hit.what()));
        return "";
    }

    /** The reply that the machine stands still, for a reason that gdb has asked about before. */
    String standing(int pe) {
        return at(SIGTRAP, pe, "");
    }

    private String at(int signal, int pe, String reason) {
        StringBuilder reply = new StringBuilder("T%02x".formatted(signal));
        for (int number : TOLD) {
            reply.append("%02x:%s;".formatted(number, registers.hex(pe, number)));
        }
        return reply.append("thread:%x;core:%x;".formatted(pe + 1, pe))
                .append(reason)
                .toString();
    }
}
