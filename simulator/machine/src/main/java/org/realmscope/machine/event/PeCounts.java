package org.realmscope.machine.event;

import java.util.Arrays;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * Instructions that each PE has executed itself, where the system counter has those of all, and how many of them a
 * Realm executed. State of the machine: going back takes the counts along.
 */
public final class PeCounts implements Stateful {
    private static final long NOT_IN_REALM = -1;

    private final long[] executed = new long[MachineConfiguration.MAX_PES];
    private final long[] realm = new long[MachineConfiguration.MAX_PES];
    /** {@link #executed} of the PE when its Realm went on, or {@link #NOT_IN_REALM}. */
    private final long[] realmSince = new long[MachineConfiguration.MAX_PES];

    /** System counter behind the last instruction of the PE. */
    private final long[] last = new long[MachineConfiguration.MAX_PES];

    /** ELR_EL2, HPFAR_EL2 and {@link #inRealm} of the last stage 2 abort of a Realm on the PE. */
    private final long[] faultPc = new long[MachineConfiguration.MAX_PES];

    private final long[] faultPage = new long[MachineConfiguration.MAX_PES];
    private final long[] faultAt = new long[MachineConfiguration.MAX_PES];
    private final long[] faultRepeats = new long[MachineConfiguration.MAX_PES];

    private long turnStart;

    PeCounts() {
        Arrays.fill(realmSince, NOT_IN_REALM);
    }

    /** Instructions that {@code pe}, on which something is happening, has executed. */
    public long executed(Pe pe) {
        return executed[pe.index] + pe.instructions - turnStart;
    }

    /**
     * Value that the system counter had when the last instruction of the PE was complete, 0 if it has executed none.
     */
    public long lastExecuted(int pe) {
        return last[pe];
    }

    /**
     * Instructions that the PE has executed at EL0 and EL1 in Realm state up to the last exception that it took from
     * there to EL2. An instruction that takes an exception counts.
     */
    public long inRealm(int pe) {
        return realm[pe];
    }

    /**
     * How often in a row the instruction that took the last stage 2 abort on the PE has taken one for the same page,
     * with no other instruction of the Realm executed in between; at least 1 once there was one.
     */
    public long faultRepeats(int pe) {
        return faultRepeats[pe];
    }

    /** The PE has taken a stage 2 abort from a Realm; {@link #exceptionTaken} knows of it. */
    void realmFaultTaken(Pe pe) {
        int i = pe.index;
        long pc = pe.sys.get(SystemRegister.ELR_EL2);
        long page = pe.sys.get(SystemRegister.HPFAR_EL2);
        boolean same = faultPc[i] == pc && faultPage[i] == page && realm[i] == faultAt[i] + 1;
        faultRepeats[i] = same ? faultRepeats[i] + 1 : 1;
        faultPc[i] = pc;
        faultPage[i] = page;
        faultAt[i] = realm[i];
    }

    void turnStarted(Pe pe) {
        turnStart = pe.instructions;
    }

    /** The PE has executed what it was to execute in this turn. */
    public void turnEnded(Pe pe) {
        executed[pe.index] += pe.instructions - turnStart;
        if (pe.instructions > turnStart) {
            last[pe.index] = pe.instructions;
        }
        turnStart = pe.instructions;
    }

    void exceptionTaken(Pe pe, int fromEl, int targetEl) {
        if (fromEl < 2 && targetEl == 2 && realmSince[pe.index] != NOT_IN_REALM) {
            realm[pe.index] += executed(pe) - realmSince[pe.index];
            realmSince[pe.index] = NOT_IN_REALM;
        }
    }

    void exceptionReturned(Pe pe, int fromEl) {
        if (fromEl == 2 && pe.el < 2 && pe.securityState == SecurityState.REALM) {
            realmSince[pe.index] = executed(pe);
        }
    }

    @Override
    public void save(StateSink sink) {
        sink.put(executed, 0, executed.length);
        sink.put(realm, 0, realm.length);
        sink.put(realmSince, 0, realmSince.length);
        sink.put(last, 0, last.length);
        sink.put(faultRepeats, 0, faultRepeats.length);
        sink.put(faultAt, 0, faultAt.length);
        sink.put(faultPage, 0, faultPage.length);
        sink.put(faultPc, 0, faultPc.length);
    }

    @Override
    public void load(StateSource source) {
        source.next(executed, 0, executed.length);
        source.next(realm, 0, realm.length);
        source.next(realmSince, 0, realmSince.length);
        source.next(last, 0, last.length);
        source.next(faultRepeats, 0, faultRepeats.length);
        source.next(faultAt, 0, faultAt.length);
        source.next(faultPage, 0, faultPage.length);
        source.next(faultPc, 0, faultPc.length);
    }
}
