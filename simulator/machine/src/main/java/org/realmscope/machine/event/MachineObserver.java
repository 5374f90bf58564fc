package org.realmscope.machine.event;

import org.realmscope.machine.time.Moment;

/**
 * Hears what happens in a run, as it happens and in order. Must not change the machine. Nothing is delivered while a
 * known past is replayed to reach a moment.
 */
public interface MachineObserver {
    /** Something happened. */
    default void event(MachineEvent event) {}

    /** The console transmitted a byte, 0 to 255. */
    default void consoleOutput(int value) {}

    /** Checkpoints had to be given up: no moment before {@code earliest} can be reached any more. */
    default void earliestMomentMoved(Moment earliest) {}
}
