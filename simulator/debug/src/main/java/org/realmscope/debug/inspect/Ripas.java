package org.realmscope.debug.inspect;

/** Realm IPA state (DEN0137, RmiRipas). */
public enum Ripas {
    EMPTY,
    RAM,
    DESTROYED
}
