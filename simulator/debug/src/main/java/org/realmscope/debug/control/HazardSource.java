package org.realmscope.debug.control;

import org.jspecify.annotations.Nullable;
import org.realmscope.machine.event.MachineEvent;

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
        public @Nullable String check(Hazard hazard, MachineEvent event) {
            return null;
        }
    };

    /** Whether it can see this hazard. */
    boolean knows(Hazard hazard);

    /** Whether {@code event} is the hazard: what happened as a sentence, or null. Must not change the machine. */
    @Nullable
    String check(Hazard hazard, MachineEvent event);
}
