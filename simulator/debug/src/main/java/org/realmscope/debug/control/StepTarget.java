package org.realmscope.debug.control;

import org.realmscope.machine.event.MachineEvent;
import org.realmscope.platform.SecurityState;

/** An event to run to, forwards or backwards. */
public enum StepTarget {
    WORLD_SWITCH,
    /** The entry of an RMI call. */
    RMI_CALL,
    /** The outcome of an RMI call: the host has not gone on. */
    RMI_RETURN,
    /** The outcome of an exception of a realm: it goes on, or has left. */
    REALM_RETURN,
    /** A stage 2 fault of a realm. */
    FAULT;

    /** Whether {@code event} is one. */
    public boolean matches(MachineEvent event) {
        return switch (this) {
            case WORLD_SWITCH -> event instanceof MachineEvent.WorldSwitch;
            case RMI_CALL -> event instanceof MachineEvent.RmiCall;
            case RMI_RETURN -> event instanceof MachineEvent.RmiReturn;
            case REALM_RETURN -> event instanceof MachineEvent.RealmResumed || event instanceof MachineEvent.RecExit;
            case FAULT -> event instanceof MachineEvent.Stage2Fault fault && fault.world() == SecurityState.REALM;
        };
    }
}
