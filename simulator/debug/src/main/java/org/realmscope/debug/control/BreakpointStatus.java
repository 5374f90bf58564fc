package org.realmscope.debug.control;

import java.util.List;
import org.realmscope.debug.inspect.AddressSpace;

/**
 * A breakpoint that is set.
 *
 * @param id names it as long as it is set
 * @param verified whether it can be hit as things are now
 * @param message why not, or what limits it, as a sentence; may be empty
 * @param hits at which its condition held, going forwards
 * @param places of code at which it stops, resolved or not
 */
public record BreakpointStatus(
        int id, Breakpoint breakpoint, boolean verified, String message, long hits, List<Place> places) {
    /** An address of code. */
    public record Place(AddressSpace space, long address) {
        @Override
        public String toString() {
            return space.format(address);
        }
    }

    public BreakpointStatus {
        places = List.copyOf(places);
    }
}
