package org.realmscope.debug.control;

import org.jspecify.annotations.Nullable;
import org.realmscope.machine.event.MachineEvent;

/**
 * A hit of a breakpoint.
 *
 * @param breakpoint number of the breakpoint
 * @param pe that hit it
 * @param what happened, in words
 * @param event at which it was hit, null if at an instruction
 */
public record Hit(
        int breakpoint, int pe, String what, @Nullable MachineEvent event) {}
