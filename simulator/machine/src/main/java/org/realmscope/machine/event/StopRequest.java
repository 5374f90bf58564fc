package org.realmscope.machine.event;

/**
 * Asks for a stop right after an event: before a call takes effect, after it committed, at the vector of an
 * exception.
 */
@FunctionalInterface
public interface StopRequest {
    /** Whether to stop. Must not change the machine. */
    boolean stopsAt(MachineEvent event);
}
