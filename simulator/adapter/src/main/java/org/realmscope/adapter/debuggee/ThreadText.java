package org.realmscope.adapter.debuggee;

import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;

/** Names of threads and places. */
public final class ThreadText {
    private ThreadText() {}

    /** A PE with what runs on it, for example {@code PE 1: realm0.vcpu0}. */
    public static String pe(Debuggee debuggee, int pe) {
        String vcpu = debuggee.run().vcpu(pe);
        if (vcpu != null) {
            return "PE " + pe + ": " + vcpu;
        }
        return pe == 0 && !debuggee.run().programs().isEmpty() ? "PE 0: VMM" : "PE " + pe;
    }

    /** The world and Exception level of a PE, for example {@code Realm EL1}. */
    public static String world(Pe pe) {
        return world(pe.securityState, pe.el);
    }

    /** A world and an Exception level, for example {@code Realm EL1}. */
    public static String world(SecurityState state, int el) {
        String world = switch (state) {
            case NON_SECURE -> "Non-secure";
            case SECURE -> "Secure";
            case ROOT -> "Root";
            case REALM -> "Realm";
        };
        return world + " EL" + el;
    }

    /** The address space of the instructions that a PE executes. */
    public static AddressSpace space(Pe pe) {
        boolean isRealm = pe.securityState == SecurityState.REALM;
        Regime regime = !isRealm ? Regime.EL2N : pe.el < 2 ? Regime.EL1R : Regime.EL2R;
        return new AddressSpace.Virtual(regime, pe.index, null);
    }
}
