package org.realmscope.debug.control;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.platform.pe.Pe;

/**
 * Knows of hazards that the machine itself cannot see, because they are in the data of the host's software. What it
 * says is a function of the event and the machine's state, so that it says the same again when the past is run again.
 */
public interface HazardSource {
    /** A source that knows of none. */
    HazardSource NONE = new HazardSource() {
        @Override
        public boolean knows(Hazard hazard) {
            return false;
        }

        @Override
        public @Nullable Occurrence check(Hazard hazard, MachineEvent event) {
            return null;
        }
    };

    /** Whether it can see this hazard. */
    boolean knows(Hazard hazard);

    /** What happened if {@code event} is the hazard, else null. Must not change the machine. */
    @Nullable
    Occurrence check(Hazard hazard, MachineEvent event);

    /** Code at which it wants to be asked as well. */
    default List<BreakpointStatus.Place> places(Hazard hazard) {
        return List.of();
    }

    /**
     * What happens if it is the hazard that a PE is about to execute code at one of the {@link #places}, else null.
     * Must not change the machine.
     */
    @Nullable
    default Occurrence checkAt(Hazard hazard, Pe pe) {
        return null;
    }

    /** The machine stands somewhere else than after what the source heard last. */
    default void moved() {}
}
