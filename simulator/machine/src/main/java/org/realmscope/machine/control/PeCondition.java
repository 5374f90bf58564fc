package org.realmscope.machine.control;

import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;

/** A condition on the state of a PE that is about to execute the instruction at a breakpoint. */
@FunctionalInterface
public interface PeCondition {
    /** Always holds. */
    PeCondition ANY = pe -> true;

    /** Must not change the PE. */
    boolean holds(Pe pe);

    /** The PE executes {@code va} at Exception level {@code el} of {@code world}. */
    static PeCondition at(long va, int el, SecurityState world) {
        return pe -> pe.pc == va && pe.el == el && pe.securityState == world;
    }
}
