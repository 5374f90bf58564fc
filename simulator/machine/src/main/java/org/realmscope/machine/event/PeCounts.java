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

    /** ELR_EL2 of the last exception that the PE took from a Realm to EL2. */
    private final long[] realmPc = new long[MachineConfiguration.MAX_PES];

    /** Whether that exception was a stage 2 abort. */
    private final long[] isAtFault = new long[MachineConfiguration.MAX_PES];

    /** The REC that the PE was to enter last. */
    private final long[] rec = new long[MachineConfiguration.MAX_PES];

    private final ProgressDetector progress = new ProgressDetector();

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

    /** Address of the instruction at which the PE left a Realm last. */
    public long realmPc(int pe) {
        return realmPc[pe];
    }

    /**
     * How often in a row the instruction of the last stage 2 fault on the PE has faulted on the same page, with no
     * other instruction of the Realm executed in between; at least 1 once there was one. Faults that the RMM reports
     * count as those that the PE takes. {@link ProgressDetector#LIMIT} and more: no progress.
     */
    public long faultRepeats(int pe) {
        return progress.repeats(pe);
    }

    /** The PE has taken a stage 2 abort from a Realm; {@link #exceptionTaken} knows of it. */
    void realmFaultTaken(Pe pe) {
        int i = pe.index;
        isAtFault[i] = 1;
        progress.faulted(i, realm[i], realmPc[i], Syndrome.faultingPage(pe.sys.get(SystemRegister.HPFAR_EL2)));
    }

    /** Whether a REC exit for an abort cannot be for one that the PE has taken. */
    boolean isWithoutFault(Pe pe) {
        return isAtFault[pe.index] == 0;
    }

    /** An exit record has an abort at {@code ipa} that the PE has not taken: the RMM needs the page. */
    void realmFaultReported(Pe pe, long ipa) {
        progress.faulted(pe.index, realm[pe.index], realmPc[pe.index], ipa);
    }

    /** See {@link ProgressDetector#ripasChangeAsked}: a REC exit for a change of RIPAS from {@code base} on. */
    long ripasChangeAsked(Pe pe, long base) {
        return progress.ripasChangeAsked(pe.index, realmPc[pe.index], base);
    }

    /** RMI_RTT_SET_RIPAS has succeeded on the PE. */
    void ripasChanged(Pe pe) {
        progress.ripasChanged(pe.index);
    }

    /** A REC is to be entered on the PE. */
    void entering(Pe pe, long entered) {
        if (rec[pe.index] != entered) {
            rec[pe.index] = entered;
            progress.forget(pe.index);
        }
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
            realmPc[pe.index] = pe.sys.get(SystemRegister.ELR_EL2);
            isAtFault[pe.index] = 0;
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
        sink.put(realmPc, 0, realmPc.length);
        sink.put(isAtFault, 0, isAtFault.length);
        sink.put(rec, 0, rec.length);
        progress.save(sink);
    }

    @Override
    public void load(StateSource source) {
        source.next(executed, 0, executed.length);
        source.next(realm, 0, realm.length);
        source.next(realmSince, 0, realmSince.length);
        source.next(last, 0, last.length);
        source.next(realmPc, 0, realmPc.length);
        source.next(isAtFault, 0, isAtFault.length);
        source.next(rec, 0, rec.length);
        progress.load(source);
    }
}
