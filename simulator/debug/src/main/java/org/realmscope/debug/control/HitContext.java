package org.realmscope.debug.control;

import org.jspecify.annotations.Nullable;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.machine.event.MachineEvent;

/**
 * What a condition or a log message may look at.
 *
 * @param view the machine, where the breakpoint was hit
 * @param pe that hit it
 * @param event at which it was hit, null if at an instruction
 * @param fields what is known of the event, or of the access to watched memory
 * @param call what the event says of an RMI, RSI or PSCI call; null if nothing
 */
public record HitContext(
        Inspection view,
        int pe,
        @Nullable MachineEvent event,
        EventFields fields,
        @Nullable CallFields call) {}
