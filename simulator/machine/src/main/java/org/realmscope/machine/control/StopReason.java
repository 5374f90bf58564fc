package org.realmscope.machine.control;

import java.util.List;
import org.realmscope.machine.event.MachineEvent;

/** Why a run came back. None of them changes how the run goes on. */
public sealed interface StopReason {
    /** The moment that was asked for, or the first one after it that the run has. */
    record LimitReached() implements StopReason {}

    /** The step of a PE is complete. */
    record StepCompleted(int pe) implements StopReason {}

    /** A stop request matched. */
    record EventReached(MachineEvent event) implements StopReason {}

    /** A PE is about to execute the instruction at an armed address. */
    record BreakpointHit(int pe, long pa) implements StopReason {}

    /** A PE is about to execute an instruction that accesses watched memory. */
    record WatchpointHit(int pe) implements StopReason {}

    /** Native software has just written watched memory. */
    record NativeWatchpointHit(int pe, long pa) implements StopReason {}

    /** {@link Pause#request} was called. */
    record Paused() implements StopReason {}

    /** Software ended the run with semihosting SYS_EXIT. */
    record Halted(int pe, int exitCode) implements StopReason {}

    /** The host called PSCI SYSTEM_OFF, or SYSTEM_RESET. */
    record PoweredOff(boolean reset) implements StopReason {}

    /** The VMM has nothing left to do. */
    record VmmFinished() implements StopReason {}

    /** A PE is at an instruction that the architecture has and the simulator has not. */
    record NotImplemented(int pe, String what) implements StopReason {}

    /**
     * Nothing can ever happen again.
     *
     * @param waits one line per PE that says what it waits for
     */
    record Deadlock(List<String> waits) implements StopReason {
        public Deadlock {
            waits = List.copyOf(waits);
        }
    }

    /** Whether the machine cannot go on from here. */
    default boolean isFinal() {
        return this instanceof Halted
                || this instanceof PoweredOff
                || this instanceof VmmFinished
                || this instanceof NotImplemented;
    }
}
