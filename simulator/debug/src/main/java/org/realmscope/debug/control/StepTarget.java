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
    /** The entry of a command of the RMM: called by the host, or by a realm as RSI or PSCI. */
    COMMAND,
    /** A realm begins to run or goes on: after its host has entered it, or after the RMM has handled its exception. */
    REALM_ENTRY,
    /** A stage 2 fault of a realm. */
    FAULT;

    private static final int EC_SHIFT = 26;
    private static final int EC_MASK = 0x3f;
    private static final int EC_SMC = 0x17;

    /** Whether {@code event} is one. */
    public boolean matches(MachineEvent event) {
        return switch (this) {
            case WORLD_SWITCH -> event instanceof MachineEvent.WorldSwitch;
            case RMI_CALL -> event instanceof MachineEvent.RmiCall;
            case RMI_RETURN -> event instanceof MachineEvent.RmiReturn;
            case REALM_RETURN -> event instanceof MachineEvent.RealmResumed || event instanceof MachineEvent.RecExit;
            case COMMAND -> event instanceof MachineEvent.RmiCall || isCallOfRealm(event);
            case REALM_ENTRY ->
                event instanceof MachineEvent.RealmResumed
                        || event instanceof MachineEvent.WorldSwitch change && change.to() == SecurityState.REALM;
            case FAULT -> RealmFault.is(event);
        };
    }

    private static boolean isCallOfRealm(MachineEvent event) {
        return event instanceof MachineEvent.ExceptionTaken taken
                && taken.world() == SecurityState.REALM
                && taken.targetEl() == 2
                && ((int) (taken.syndrome().esr() >>> EC_SHIFT) & EC_MASK) == EC_SMC;
    }
}
