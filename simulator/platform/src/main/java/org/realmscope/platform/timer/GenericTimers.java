package org.realmscope.platform.timer;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * The counter views and timers of a PE (Arm ARM D12). The physical counter is the number of executed instructions,
 * {@link Pe#instructions}. All state is in CNT*_CTL and CNT*_CVAL: whether a condition is met is computed when it is
 * asked for.
 */
public final class GenericTimers {
    private static final long ENABLE = 1;
    private static final long IMASK = 1L << 1;
    private static final long ISTATUS = 1L << 2;
    private static final long CNTHCTL_ECV = 1L << 12;

    /** A timer, with the INTID of its private peripheral interrupt. */
    private enum Timer {
        /** EL1 physical timer. */
        CNTP(SystemRegister.CNTP_CTL_EL0, SystemRegister.CNTP_CVAL_EL0, 30, 1L << 19),
        /** EL1 virtual timer. */
        CNTV(SystemRegister.CNTV_CTL_EL0, SystemRegister.CNTV_CVAL_EL0, 27, 1L << 18),
        /** Non-secure EL2 physical timer. */
        CNTHP(SystemRegister.CNTHP_CTL_EL2, SystemRegister.CNTHP_CVAL_EL2, 26, 0),
        /** Non-secure EL2 virtual timer. */
        CNTHV(SystemRegister.CNTHV_CTL_EL2, SystemRegister.CNTHV_CVAL_EL2, 28, 0);

        final SystemRegister control;
        final SystemRegister compare;
        final int intid;
        /** Field of CNTHCTL_EL2 that masks the interrupt (FEAT_RME). */
        final long mask;

        Timer(SystemRegister control, SystemRegister compare, int intid, long mask) {
            this.control = control;
            this.compare = compare;
            this.intid = intid;
            this.mask = mask;
        }
    }

    private static final Timer[] TIMERS = Timer.values();

    private final Pe pe;

    public GenericTimers(Pe pe) {
        this.pe = pe;
    }

    /**
     * What EL0 and EL1 see less of the physical counter and timer: CNTPOFF_EL2 if CNTHCTL_EL2.ECV is 1 (SCR_EL3.ECVEn
     * is).
     */
    private long physicalOffset() {
        boolean host = Hcr.isHost(pe.sys.get(SystemRegister.HCR_EL2));
        boolean enabled = (pe.sys.get(SystemRegister.CNTHCTL_EL2) & CNTHCTL_ECV) != 0;
        return enabled && !host ? pe.sys.get(SystemRegister.CNTPOFF_EL2) : 0;
    }

    /** CNTPCT_EL0 at the current Exception level. */
    public long physicalCount() {
        return pe.instructions - (pe.el < 2 ? physicalOffset() : 0);
    }

    /** CNTVCT_EL0 at the current Exception level. */
    public long virtualCount() {
        long hcr = pe.sys.get(SystemRegister.HCR_EL2);
        boolean direct = pe.el == 2 ? (hcr & Hcr.E2H) != 0 : pe.el == 0 && Hcr.isHost(hcr);
        return pe.instructions - (direct ? 0 : pe.sys.get(SystemRegister.CNTVOFF_EL2));
    }

    private long offset(Timer timer) {
        return switch (timer) {
            case CNTP -> physicalOffset();
            case CNTV -> pe.sys.get(SystemRegister.CNTVOFF_EL2);
            case CNTHP, CNTHV -> 0;
        };
    }

    private boolean isConditionMet(Timer timer) {
        return Long.compareUnsigned(pe.instructions - offset(timer), pe.sys.get(timer.compare)) >= 0;
    }

    /** Whether the timer can signal its interrupt. */
    private boolean isUnmasked(Timer timer) {
        return (pe.sys.get(timer.control) & (ENABLE | IMASK)) == ENABLE
                && (pe.sys.get(SystemRegister.CNTHCTL_EL2) & timer.mask) == 0;
    }

    /** The interrupts that the timers assert: a bit for each INTID below 32. */
    public int asserted() {
        int asserted = 0;
        for (Timer timer : TIMERS) {
            if (isUnmasked(timer) && isConditionMet(timer)) {
                asserted |= 1 << timer.intid;
            }
        }
        return asserted;
    }

    /** Next value of the system counter at which an interrupt becomes asserted; {@link Long#MAX_VALUE} if none will. */
    public long nextDeadline() {
        long deadline = Long.MAX_VALUE;
        for (Timer timer : TIMERS) {
            if (isUnmasked(timer)) {
                long at = pe.sys.get(timer.compare) + offset(timer);
                if (at > pe.instructions) {
                    deadline = Math.min(deadline, at);
                }
            }
        }
        return deadline;
    }

    /** CNT*_CTL, with ISTATUS. */
    public long readControl(SystemRegister control) {
        long value = pe.sys.get(control);
        return (value & ENABLE) != 0 && isConditionMet(timer(control)) ? value | ISTATUS : value;
    }

    /** TimerValue of the timer that {@code control} belongs to: what is left to CompareValue, 32 bits. */
    public long readTimerValue(SystemRegister control) {
        Timer timer = timer(control);
        return pe.sys.get(timer.compare) - (pe.instructions - offset(timer)) & 0xffff_ffffL;
    }

    /** Sets CompareValue to {@code value}, signed 32 bits, from now. */
    public void writeTimerValue(SystemRegister control, long value) {
        Timer timer = timer(control);
        pe.sys.set(timer.compare, pe.instructions - offset(timer) + (int) value);
    }

    private static Timer timer(SystemRegister control) {
        for (Timer timer : TIMERS) {
            if (timer.control == control) {
                return timer;
            }
        }
        throw new IllegalArgumentException(control + " controls no timer");
    }
}
