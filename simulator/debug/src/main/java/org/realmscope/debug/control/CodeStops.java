package org.realmscope.debug.control;

import java.util.SortedSet;
import org.realmscope.machine.Machine;
import org.realmscope.machine.control.PeCondition;
import org.realmscope.machine.control.StopReason;

/**
 * Instructions before which a PE is to stop for the session's own purposes.
 *
 * @param pe index of the PE
 * @param pas physical addresses of the instructions
 * @param condition what the PE has to fulfil
 */
record CodeStops(int pe, SortedSet<Long> pas, PeCondition condition) {
    CodeStops {
        int wanted = pe;
        PeCondition inner = condition;
        condition = each -> each.index == wanted && inner.holds(each);
    }

    void arm(Machine machine) {
        pas.forEach(pa -> machine.addBreakpoint(pa, condition));
    }

    void disarm(Machine machine) {
        pas.forEach(pa -> machine.removeBreakpoint(pa, condition));
    }

    /** Whether a breakpoint that the machine has come to is one of these. */
    boolean isAt(Machine machine, StopReason.BreakpointHit hit) {
        return hit.pe() == pe && pas.contains(hit.pa()) && condition.holds(machine.pe(pe));
    }
}
