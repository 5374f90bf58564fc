package org.realmscope.debug.inspect;

import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;

/** A world and Exception level whose virtual addresses are meant; the names are those in addresses. */
public enum Regime {
    /** A realm: EL1 and EL0 of Realm state. */
    EL1R(SecurityState.REALM, 1),
    /** The RMM, where it is an image. */
    EL2R(SecurityState.REALM, 2),
    /** The host. */
    EL2N(SecurityState.NON_SECURE, 2);

    private final SecurityState world;
    private final int el;

    Regime(SecurityState world, int el) {
        this.world = world;
        this.el = el;
    }

    public SecurityState world() {
        return world;
    }

    /** Highest Exception level of the regime. */
    public int el() {
        return el;
    }

    /** Whether the PE executes in the regime. */
    public boolean isCurrent(Pe pe) {
        return pe.securityState == world && (el == 2 ? pe.el == 2 : pe.el < 2);
    }
}
