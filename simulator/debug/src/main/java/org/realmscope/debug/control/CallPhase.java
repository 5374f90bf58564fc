package org.realmscope.debug.control;

/** Where in a call the machine stops. */
public enum CallPhase {
    /** Before the call takes effect. */
    ENTRY,
    /** After the call took effect, before the caller goes on. */
    OUTCOME
}
