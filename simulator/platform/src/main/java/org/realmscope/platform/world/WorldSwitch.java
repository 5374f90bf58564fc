package org.realmscope.platform.world;

import org.realmscope.platform.pe.Pe;

/**
 * EL3's switch between worlds for a Realm world that runs as an image: it banks what EL2 software owns (general-purpose
 * registers, PSTATE, PC and the EL2 system registers) per PE and world. EL1 and EL0 system registers are not banked: an
 * RMM saves and restores them itself.
 */
public interface WorldSwitch {
    /**
     * From Non-secure to Realm state: banks the host's context and loads the Realm world's, but leaves X0-X7 as they
     * are, for the arguments of a call.
     */
    void enterRealm(Pe pe);

    /**
     * From Realm to Non-secure state: banks the Realm world's context and loads the host's, all general-purpose
     * registers included.
     */
    void enterNonSecure(Pe pe);

    /**
     * Forgets the Realm world's context of a PE and enters Realm state as after a reset of EL2: at {@code entry}, in
     * EL2h with interrupts masked, MMU off, every general-purpose register zero. The host's context is banked.
     */
    void resetRealm(Pe pe, long entry);
}
