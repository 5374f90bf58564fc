package org.realmscope.machine.el3;

import java.util.Arrays;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.platform.sysreg.WorldContext;

/** What EL3 keeps of one world on one PE while the PE is in another: general-purpose registers and the EL2 context. */
final class Bank implements Stateful {
    private static final int GPRS = 31;

    private final long[] gprs = new long[GPRS];
    private final WorldContext context = new WorldContext();

    /** Takes the context of the PE. */
    void save(Pe pe) {
        System.arraycopy(pe.x, 0, gprs, 0, GPRS);
        context.save(pe);
    }

    /**
     * Gives the context back to the PE.
     *
     * @param state Security state that the context belongs to
     * @param firstGpr general-purpose registers below this one stay as they are
     */
    void load(Pe pe, SecurityState state, int firstGpr) {
        System.arraycopy(gprs, firstGpr, pe.x, firstGpr, GPRS - firstGpr);
        context.restore(pe, state);
    }

    /** The registers of the world while it does not run. */
    SuspendedWorld registers() {
        return new SuspendedWorld(
                context.pc(), context.pstate(), Arrays.stream(gprs).boxed().toList(), context.registers());
    }

    @Override
    public void save(StateSink sink) {
        sink.put(gprs, 0, GPRS);
        context.save(sink);
    }

    @Override
    public void load(StateSource source) {
        source.next(gprs, 0, GPRS);
        context.load(source);
    }
}
