package org.realmscope.platform.sysreg;

import org.jspecify.annotations.Nullable;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;

/**
 * The performance monitors (Arm ARM D13). The cycle counter follows the system counter while it is enabled, at every
 * Exception level; of the events only CPU_CYCLES is announced, and event counters hold what is written. No counter
 * raises an interrupt.
 */
final class PerformanceMonitors implements Stateful {
    private static final long PMCR_E = 1;
    private static final long PMCR_P = 1L << 1;
    private static final long PMCR_C = 1L << 2;
    private static final int PMCR_N = 11;
    private static final long CYCLE_COUNTER = 1L << 31;
    private static final int COUNTERS = 31;
    private static final int HPMN = 0x1f;
    private static final int SELECTS_CYCLE_COUNTER = 31;

    private final Pe pe;
    private final SystemRegisters sys;
    /** System counter when the stored value of PMCCNTR_EL0 was right. */
    private long countedTo;

    PerformanceMonitors(Pe pe) {
        this.pe = pe;
        this.sys = pe.sys;
    }

    long read(SystemRegister register) {
        return switch (register) {
            case PMCR_EL0 -> sys.get(register) & ~(0x1fL << PMCR_N) | (long) accessibleCounters() << PMCR_N;
            case PMCNTENCLR_EL0 -> sys.get(SystemRegister.PMCNTENSET_EL0);
            case PMINTENCLR_EL1 -> sys.get(SystemRegister.PMINTENSET_EL1);
            case PMOVSSET_EL0 -> sys.get(SystemRegister.PMOVSCLR_EL0);
            case PMCCNTR_EL0 -> cycles();
            case PMXEVTYPER_EL0, PMXEVCNTR_EL0 -> {
                SystemRegister selected = selected(register);
                yield selected == null ? 0 : sys.get(selected);
            }
            default -> sys.get(register);
        };
    }

    /** Counters below EL2's reservation (MDCR_EL2.HPMN), all of them at EL2. */
    private int accessibleCounters() {
        return pe.el == 2 ? COUNTERS : Math.min((int) sys.get(SystemRegister.MDCR_EL2) & HPMN, COUNTERS);
    }

    private long cycles() {
        long value = sys.get(SystemRegister.PMCCNTR_EL0);
        return isCounting() ? value + pe.instructions - countedTo : value;
    }

    private boolean isCounting() {
        return (sys.get(SystemRegister.PMCR_EL0) & PMCR_E) != 0
                && (sys.get(SystemRegister.PMCNTENSET_EL0) & CYCLE_COUNTER) != 0;
    }

    private void setCycles(long value) {
        sys.set(SystemRegister.PMCCNTR_EL0, value);
        countedTo = pe.instructions;
    }

    void write(SystemRegister register, long value) {
        setCycles(cycles());
        switch (register) {
            case PMCR_EL0 -> writeControl(value);
            case PMCNTENSET_EL0 -> set(SystemRegister.PMCNTENSET_EL0, value);
            case PMCNTENCLR_EL0 -> clear(SystemRegister.PMCNTENSET_EL0, value);
            case PMINTENSET_EL1 -> set(SystemRegister.PMINTENSET_EL1, value);
            case PMINTENCLR_EL1 -> clear(SystemRegister.PMINTENSET_EL1, value);
            case PMOVSSET_EL0 -> set(SystemRegister.PMOVSCLR_EL0, value);
            case PMOVSCLR_EL0 -> clear(SystemRegister.PMOVSCLR_EL0, value);
            case PMCCNTR_EL0 -> setCycles(value);
            case PMXEVTYPER_EL0, PMXEVCNTR_EL0 -> {
                SystemRegister selected = selected(register);
                if (selected != null) {
                    sys.setWritable(selected, value);
                }
            }
            default -> {
                // PMSWINC_EL0: no counter counts SW_INCR.
            }
        }
    }

    private void writeControl(long value) {
        sys.setWritable(SystemRegister.PMCR_EL0, value);
        if ((value & PMCR_C) != 0) {
            setCycles(0);
        }
        if ((value & PMCR_P) != 0) {
            for (int i = 0; i < accessibleCounters(); i++) {
                sys.set(counter(SystemRegister.PMEVCNTR0_EL0, i), 0);
            }
        }
    }

    private void set(SystemRegister register, long bits) {
        sys.setWritable(register, sys.get(register) | bits);
    }

    private void clear(SystemRegister register, long bits) {
        sys.setWritable(register, sys.get(register) & ~bits);
    }

    /** Register that PMSELR_EL0 makes PMXEVTYPER_EL0 or PMXEVCNTR_EL0 reach; null if there is none, which is RAZ/WI. */
    private @Nullable SystemRegister selected(SystemRegister window) {
        int select = (int) sys.get(SystemRegister.PMSELR_EL0);
        if (select == SELECTS_CYCLE_COUNTER) {
            return window == SystemRegister.PMXEVTYPER_EL0 ? SystemRegister.PMCCFILTR_EL0 : null;
        }
        if (select >= accessibleCounters()) {
            return null;
        }
        boolean type = window == SystemRegister.PMXEVTYPER_EL0;
        return counter(type ? SystemRegister.PMEVTYPER0_EL0 : SystemRegister.PMEVCNTR0_EL0, select);
    }

    private static SystemRegister counter(SystemRegister first, int n) {
        return SystemRegisters.register(first.ordinal() + n);
    }

    @Override
    public void save(StateSink sink) {
        sink.put(countedTo);
    }

    @Override
    public void load(StateSource source) {
        countedTo = source.next();
    }
}
